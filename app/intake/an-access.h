// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-database.h"
#include "report/an-receipt.h"

G_BEGIN_DECLS

/* Whose report it is, and whether the receipt fits. */
typedef struct {
  char *report;                               /* (owned) id; NULL: found by the receipt alone */
  guint8 verifier[AN_RECEIPT_VERIFIER_BYTES]; /* from the bearer token */

  char *state;    /* (owned) found: as stored, and `expired` as soon as the time is over */
  gint64 created; /* found: µs since 1970, tells one life of an id from the next */
  gint64 expires; /* found */
} AnAccess;

/* AN_PROBLEM_NOT_FOUND for an unknown report and a wrong receipt alike. */
gboolean an_access_find (AnAccess *self, AnDatabase *database, gint64 now, GError **error);
gboolean an_access_check_open (const AnAccess *self, GError **error); /* evidence may be added */
void an_access_clear (AnAccess *self);

G_END_DECLS
