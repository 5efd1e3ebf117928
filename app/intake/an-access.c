// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The one place where a receipt is compared. */

#include "intake/an-access.h"

#include <sodium.h>

#include "intake/an-problem.h"

/* (transfer full): the rows that may be meant */
static AnRows *
query (const AnAccess *self, AnDatabase *database, GError **error)
{
  if (self->report != NULL)
    return an_database_query (
        database,
        error,
        "SELECT id, verifier, state, created, expires FROM report WHERE id = $1",
        "s",
        self->report);
  return an_database_query (
      database,
      error,
      "SELECT id, verifier, state, created, expires FROM report WHERE verifier = $1"
      " ORDER BY created DESC LIMIT 1",
      "k",
      self->verifier);
}

/**
 * an_access_find:
 * @now: µs since 1970
 *
 * Without a row the same comparison is made with a verifier that fits nothing.
 */
gboolean
an_access_find (AnAccess *self, AnDatabase *database, gint64 now, GError **error)
{
  g_autoptr (AnRows) rows = query (self, database, error);
  g_autoptr (GError) broken = NULL;
  guint8 stored[AN_RECEIPT_VERIFIER_BYTES];
  gboolean found, fits;

  if (rows == NULL)
    return FALSE;
  randombytes_buf (stored, sizeof stored);
  found = an_rows_next (rows, &broken) && an_rows_key (rows, 1, stored);
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  fits = sodium_memcmp (stored, self->verifier, sizeof stored) == 0;
  if (!found || !fits) {
    an_problem_set (error, AN_PROBLEM_NOT_FOUND);
    return FALSE;
  }
  if (self->report == NULL)
    self->report = g_strdup (an_rows_text (rows, 0));
  self->state = g_strdup (an_rows_text (rows, 2));
  self->created = an_rows_int (rows, 3);
  self->expires = an_rows_int (rows, 4);
  if (g_strcmp0 (self->state, "open") == 0 && self->expires <= now) {
    g_free (self->state);
    self->state = g_strdup ("expired");
  }
  return TRUE;
}

gboolean
an_access_check_open (const AnAccess *self, GError **error)
{
  if (g_strcmp0 (self->state, "open") == 0)
    return TRUE;
  an_problem_set (error,
                  g_strcmp0 (self->state, "expired") == 0 ? AN_PROBLEM_EXPIRED
                                                          : AN_PROBLEM_ALREADY_SUBMITTED);
  return FALSE;
}

void
an_access_clear (AnAccess *self)
{
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->state, g_free);
  sodium_memzero (self->verifier, sizeof self->verifier);
}
