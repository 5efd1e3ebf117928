// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Secrets and how often they were guessed at; never part of a copy or an answer. */

#include "guardd/an-guard-store.h"

void
an_secret_record_clear (AnSecretRecord *self)
{
  g_clear_pointer (&self->secret, g_bytes_unref);
}

/**
 * an_guard_store_get_secret:
 * @uid: of a child for its TOTP secret, 0 for the parents' PIN
 * @record: (out): all empty when there is none
 */
gboolean
an_guard_store_get_secret (AnGuardStore *self, guint32 uid, AnSecretRecord *record, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (AnRows) rows =
      an_database_query (an_guard_store_get_database (self),
                         error,
                         "SELECT secret, last_counter, tries, tries_since FROM secrets "
                         "WHERE uid = $1",
                         "i",
                         (gint64) uid);

  *record = (AnSecretRecord){ 0 };
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &local)) {
    record->secret = an_rows_bytes (rows, 0);
    record->last_counter = an_rows_int (rows, 1);
    record->tries = (int) an_rows_int (rows, 2);
    record->tries_since = an_rows_int (rows, 3);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
an_guard_store_put_secret (AnGuardStore *self,
                           guint32 uid,
                           const AnSecretRecord *record,
                           GError **error)
{
  return an_database_run (an_guard_store_get_database (self),
                          error,
                          "INSERT INTO secrets (uid, secret, last_counter, tries, tries_since) "
                          "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (uid) DO UPDATE SET "
                          "secret = $2, last_counter = $3, tries = $4, tries_since = $5",
                          "ibiii",
                          (gint64) uid,
                          record->secret,
                          record->last_counter,
                          (gint64) record->tries,
                          record->tries_since);
}
