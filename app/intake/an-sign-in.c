// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Signing in: the lock-out of names, password, one-time code, and what is noted of it. */

#include "intake/an-sign-in.h"

#include <sodium.h>
#include <string.h>

#include "base/an-json-reader.h"
#include "base/an-secret.h"
#include "intake/an-audit.h"
#include "intake/an-totp.h"

#define MAX_CHARS 1024
#define MAX_CODE 16
#define FORGET_USEC ((gint64) 24 * 3600 * G_USEC_PER_SEC) /* failures of another day */

/* Helpers */

static void
hash_name (const char *name, guint8 hash[32])
{
  crypto_generichash (hash, 32, (const guint8 *) name, strlen (name), NULL, 0);
}

static gboolean
read_failures (const AnSignIn *self,
               AnDatabase *database,
               gint64 now,
               gint64 *failures,
               gint64 *locked_until,
               GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  guint8 hash[32];

  hash_name (self->name, hash);
  *failures = *locked_until = 0;
  rows =
      an_database_query (database,
                         error,
                         "SELECT failures, locked_until FROM sign_in WHERE name = $1 AND last > $2",
                         "ki",
                         hash,
                         now - FORGET_USEC);
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &broken)) {
    *failures = an_rows_int (rows, 0);
    *locked_until = an_rows_int (rows, 1);
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
forget_failures (const AnSignIn *self, AnDatabase *database, gint64 now, GError **error)
{
  guint8 hash[32];

  hash_name (self->name, hash);
  return an_database_run (database,
                          error,
                          "DELETE FROM sign_in WHERE name = $1 OR last < $2",
                          "ki",
                          hash,
                          now - FORGET_USEC);
}

static gboolean
note_failure (const AnSignIn *self, AnDatabase *database, gint64 now, GError **error)
{
  gint64 failures, locked_until;
  guint8 hash[32];

  if (!read_failures (self, database, now, &failures, &locked_until, error) ||
      !forget_failures (self, database, now, error))
    return FALSE;
  failures++;
  if (failures >= AN_SIGN_IN_FREE_FAILURES) {
    gint64 doublings = MIN (failures - AN_SIGN_IN_FREE_FAILURES, 10);
    gint64 seconds =
        MIN ((gint64) AN_SIGN_IN_LOCK_SECONDS << doublings, AN_SIGN_IN_MAX_LOCK_SECONDS);

    locked_until = now + seconds * G_USEC_PER_SEC;
  }
  hash_name (self->name, hash);
  return an_database_run (
             database,
             error,
             "INSERT INTO sign_in (name, failures, last, locked_until) VALUES ($1, $2, $3, $4)",
             "kiii",
             hash,
             failures,
             now,
             locked_until) &&
         an_audit_append (database, "server", "session.refused", "", "", error);
}

/* Taken in one step, so that two requests with the same code cannot both pass. */
static gboolean
use_code (AnSignIn *self, AnDatabase *database, GError **error)
{
  if (!self->staff->has_totp)
    return TRUE;
  if (!an_database_run (database,
                        error,
                        "UPDATE staff SET totp_step = $1 WHERE name = $2 AND totp_step < $1",
                        "is",
                        self->step,
                        self->staff->name))
    return FALSE;
  if (an_database_count_changes (database) == 0)
    g_clear_pointer (&self->staff, an_staff_free);
  return TRUE;
}

/* Public */

gboolean
an_sign_in_parse (AnSignIn *self, JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  const char *code;

  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader, "name", "password", "code", NULL);
  self->name = g_strdup (an_json_reader_get_string (reader, "name", AN_JSON_REQUIRED, MAX_CHARS));
  self->password =
      g_strdup (an_json_reader_get_string (reader, "password", AN_JSON_REQUIRED, MAX_CHARS));
  code = an_json_reader_get_string (reader, "code", AN_JSON_OPTIONAL, MAX_CODE);
  self->code = g_strdup (code != NULL ? code : "");
  return an_json_reader_finish (reader, error);
}

gboolean
an_sign_in_load (AnSignIn *self, AnDatabase *database, gint64 now, GError **error)
{
  gint64 failures, locked_until;

  if (!read_failures (self, database, now, &failures, &locked_until, error))
    return FALSE;
  if (locked_until > now)
    self->wait_seconds = (guint) ((locked_until - now) / G_USEC_PER_SEC) + 1;
  self->lock = an_staff_find (database, self->name, error);
  return self->lock != NULL;
}

/**
 * an_sign_in_open:
 *
 * Returns: FALSE only when there was no memory for it; a refusal leaves `self->staff` %NULL
 */
gboolean
an_sign_in_open (AnSignIn *self, gint64 now, GError **error)
{
  g_autoptr (GError) refused = NULL;

  self->staff = an_staff_open (self->lock, self->password, &refused);
  if (self->staff == NULL) {
    if (g_error_matches (refused, AN_STAFF_ERROR, AN_STAFF_ERROR_REFUSED))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&refused));
    return FALSE;
  }
  if (!self->staff->has_totp)
    return TRUE;
  self->step = an_totp_find_step (self->staff->totp,
                                  self->code,
                                  self->staff->totp_step,
                                  now / G_USEC_PER_SEC);
  if (self->step == AN_TOTP_NONE)
    g_clear_pointer (&self->staff, an_staff_free);
  return TRUE;
}

gboolean
an_sign_in_record (AnSignIn *self, AnDatabase *database, gint64 now, GError **error)
{
  if (self->staff != NULL && !use_code (self, database, error))
    return FALSE;
  if (self->staff == NULL)
    return note_failure (self, database, now, error);
  return forget_failures (self, database, now, error) &&
         an_audit_append (database,
                          self->staff->name,
                          "session.begun",
                          self->staff->name,
                          self->staff->has_totp ? "totp" : "",
                          error);
}

void
an_sign_in_clear (AnSignIn *self)
{
  g_clear_pointer (&self->password, an_secret_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->lock, an_staff_lock_free);
  g_clear_pointer (&self->staff, an_staff_free);
}
