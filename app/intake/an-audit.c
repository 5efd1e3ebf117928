// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The audit log: entries that only grow, each with a hash over itself and the one before it, so
 * that nothing can be changed or taken out of the middle without all that follows telling so.
 */

#include "intake/an-audit.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-time.h"

typedef struct {
  gint64 position;
  const char *changed_at, *actor, *action, *subject, *detail; /* (not owned) */
} Entry;

static void
add_text (crypto_generichash_state *state, const char *text)
{
  guint64 length = GUINT64_TO_LE ((guint64) strlen (text));

  crypto_generichash_update (state, (const guint8 *) &length, sizeof length);
  crypto_generichash_update (state, (const guint8 *) text, strlen (text));
}

/* BLAKE2b-256 of the hash before, the position and each text after its length. */
static void
hash_entry (const Entry *entry,
            const guint8 previous[AN_AUDIT_HASH_BYTES],
            guint8 hash[AN_AUDIT_HASH_BYTES])
{
  crypto_generichash_state state;
  guint64 position = GUINT64_TO_LE ((guint64) entry->position);

  crypto_generichash_init (&state, NULL, 0, AN_AUDIT_HASH_BYTES);
  crypto_generichash_update (&state, previous, AN_AUDIT_HASH_BYTES);
  crypto_generichash_update (&state, (const guint8 *) &position, sizeof position);
  add_text (&state, entry->changed_at);
  add_text (&state, entry->actor);
  add_text (&state, entry->action);
  add_text (&state, entry->subject);
  add_text (&state, entry->detail);
  crypto_generichash_final (&state, hash, AN_AUDIT_HASH_BYTES);
}

gboolean
an_audit_append (AnDatabase *database,
                 const char *actor,
                 const char *action,
                 const char *subject,
                 const char *detail,
                 GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  g_autofree char *now = an_time_now_rfc3339 ();
  guint8 previous[AN_AUDIT_HASH_BYTES] = { 0 };
  guint8 hash[AN_AUDIT_HASH_BYTES];
  Entry entry = { 1, now, actor, action, subject, detail };

  if (database == NULL) {
    g_message ("not in the audit log: %s %s %s %s", actor, action, subject, detail);
    return TRUE;
  }
  rows = an_database_query (database,
                            error,
                            "SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1",
                            "");
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &broken)) {
    entry.position = an_rows_int (rows, 0) + 1;
    an_rows_key (rows, 1, previous);
  } else if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  g_clear_pointer (&rows, an_rows_free);
  hash_entry (&entry, previous, hash);
  return an_database_run (
      database,
      error,
      "INSERT INTO audit (position, changed_at, actor, action, subject, detail, hash)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      "isssssk",
      entry.position,
      now,
      actor,
      action,
      subject,
      detail,
      hash);
}

gboolean
an_audit_verify (AnDatabase *database, gint64 *n_entries, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  guint8 previous[AN_AUDIT_HASH_BYTES] = { 0 };
  gint64 n = 0;

  rows = an_database_query (
      database,
      error,
      "SELECT position, changed_at, actor, action, subject, detail, hash FROM audit"
      " ORDER BY position",
      "");
  if (rows == NULL)
    return FALSE;
  while (an_rows_next (rows, &broken)) {
    guint8 stored[AN_AUDIT_HASH_BYTES] = { 0 };
    guint8 hash[AN_AUDIT_HASH_BYTES];
    Entry entry = { an_rows_int (rows, 0),  an_rows_text (rows, 1), an_rows_text (rows, 2),
                    an_rows_text (rows, 3), an_rows_text (rows, 4), an_rows_text (rows, 5) };

    n++;
    hash_entry (&entry, previous, hash);
    if (entry.position != n || !an_rows_key (rows, 6, stored) ||
        sodium_memcmp (stored, hash, sizeof hash) != 0) {
      g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, n);

      g_set_error (error,
                   AN_DATABASE_ERROR,
                   AN_DATABASE_ERROR_FAILED,
                   _ ("entry %s of the audit log was changed or taken out"), place);
      return FALSE;
    }
    memcpy (previous, hash, sizeof previous);
  }
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  if (n_entries != NULL)
    *n_entries = n;
  return TRUE;
}
