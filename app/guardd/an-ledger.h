// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

#include "screentime/an-schedule.h"

G_BEGIN_DECLS

#define AN_LEDGER_HOURS 24
#define AN_LEDGER_KEEP_DAYS                                                                        \
  14 /* held in memory: the week and what a clock set back may ask for                             \
      */

/* One local day of one child. */
typedef struct {
  gint64 day;                         /* since 1970, in the household zone */
  gint64 used_usec;                   /* what the quota was charged */
  gint64 bonus_usec;                  /* what a parent added to the quota */
  gint64 hours_usec[AN_LEDGER_HOURS]; /* of all use, counted or not, by local hour */
  gboolean verified;                  /* the clock was trusted all the time */
  gboolean changed;                   /* since the last save */
} AnLedgerDay;

/* Time given beyond the rules. */
typedef struct {
  gint64 id; /* of the store, 0: not saved yet */
  gint64 remaining_usec;
  gint64 expires_usec; /* since 1970 */
  char *note;          /* (owned) (nullable) */
  gboolean changed;
} AnLedgerGrant;

/**
 * AnLedger:
 *
 * What one child has used and been given. Lives in memory; the store reads what changed. Does no
 * I/O and reads no clock.
 */
typedef struct {
  GArray *days;      /* (owned) of AnLedgerDay, the earliest first */
  GPtrArray *grants; /* (owned) of AnLedgerGrant, the first to expire first */
  gboolean paused;
} AnLedger;

AnLedger *an_ledger_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_ledger_free (AnLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnLedger, an_ledger_free)

AnLedgerDay *an_ledger_ensure_day (AnLedger *self, gint64 day);
const AnLedgerDay *an_ledger_find_day (const AnLedger *self, gint64 day);
AnLedgerGrant *
an_ledger_add_grant (AnLedger *self, gint64 remaining_usec, gint64 expires_usec, const char *note);
gint64 an_ledger_take_back (AnLedger *self, gint64 at_usec, gint64 wanted_usec);
void an_ledger_charge (AnLedger *self,
                       gint64 from_usec,
                       gint64 until_usec,
                       AnReason reason,
                       gboolean verified,
                       GTimeZone *zone);
void an_ledger_forget_before (AnLedger *self, gint64 day, gint64 now_usec);
AnUsage *an_ledger_to_usage (const AnLedger *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gint64 an_ledger_local_day (gint64 instant_usec, GTimeZone *zone);
gint64 an_ledger_day_begin (gint64 day, GTimeZone *zone);
gint64 an_ledger_day_end (gint64 instant_usec, GTimeZone *zone);

G_END_DECLS
