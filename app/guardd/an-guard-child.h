// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-ending.h"
#include "guardd/an-ledger.h"
#include "guardd/an-presence.h"
#include "screentime/an-schedule.h"

G_BEGIN_DECLS

typedef enum {
  AN_IDENTITY_OK,
  AN_IDENTITY_RENAMED,  /* the uid carries another name now */
  AN_IDENTITY_RECYCLED, /* the name has another uid now */
  AN_IDENTITY_GONE,     /* neither is there */
} AnIdentity;
extern const char *const an_identity_ids[];

/* The moment an update is about. */
typedef struct {
  gint64 monotonic;  /* µs of CLOCK_MONOTONIC */
  gint64 trusted;    /* µs since 1970, the time the rules go by */
  gboolean verified; /* the wall clock is believed */
  GTimeZone *zone;   /* (not owned) the household's */
} AnMoment;

/* What came out of an update, for the engine to pass on. */
typedef struct {
  AnEndingActions actions;
  int warn_minutes;        /* 0: no warning now */
  gboolean false_claim;    /* use behind a claimed lock */
  gboolean break_due;      /* time for a rest */
  gboolean ended;          /* the allowed time has just run out */
  gboolean status_changed; /* worth a signal */
} AnChildNews;

/**
 * AnGuardChild:
 *
 * One managed child: rules, ledger, presence, ending. Reads no clock and asks nobody.
 */
typedef struct {
  guint32 uid;
  char *user; /* (owned) */
  AnIdentity identity;
  guint64 version;  /* of the policy */
  AnPolicy *policy; /* (owned) */
  AnLedger *ledger; /* (owned) */

  GPtrArray *sessions;  /* (owned) of AnSession, the child's alone */
  gboolean user_listed; /* logind knows the user */
  AnPresence presence;
  AnEnding ending;

  AnScheduleAnswer answer;
  gint64 settled_at;   /* µs of CLOCK_MONOTONIC up to which use is written down, 0: never */
  int warned_minutes;  /* the last warning given, 0: none */
  gint64 stretch_usec; /* used without a rest */
  gint64 rest_since;   /* µs of CLOCK_MONOTONIC, 0: not resting */
  gint64 break_until;  /* µs of CLOCK_MONOTONIC, 0: no enforced rest now */
  gboolean break_told;
} AnGuardChild;

AnGuardChild *an_guard_child_new (guint32 uid, const char *user, AnPolicy *policy, guint64 version)
    G_GNUC_WARN_UNUSED_RESULT;
void an_guard_child_free (AnGuardChild *self);

gboolean an_guard_child_is_enforced (const AnGuardChild *self);
void an_guard_child_set_policy (AnGuardChild *self, AnPolicy *policy, guint64 version);
void an_guard_child_take_sessions (AnGuardChild *self, GPtrArray *sessions, gboolean user_listed);
void an_guard_child_update (AnGuardChild *self,
                            const AnMoment *now,
                            gboolean input_arrived,
                            AnChildNews *news);
void an_guard_child_evaluate (AnGuardChild *self, const AnMoment *now);
gboolean an_guard_child_may_use (const AnGuardChild *self, const AnMoment *now);
gint64 an_guard_child_next_deadline (const AnGuardChild *self, const AnMoment *now);
gint64 an_guard_child_runtime_max (const AnGuardChild *self);

G_END_DECLS
