// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The office itself: made once, loaded by every command. Its people are an-staff.c's. */

#include "intake/an-office.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-staff.h"
#include "report/an-envelope.h"

#define MAX_PROVINCE_CHARS 40

/* Helpers */

static gboolean
is_code (const char *code)
{
  gsize length = strlen (code);

  if (length < 1 || length > MAX_PROVINCE_CHARS)
    return FALSE;
  for (const char *p = code; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static gboolean
load_keys (AnDatabase *database, AnOffice *office, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT public_key FROM staff ORDER BY created_at, role DESC, name",
                            "");
  if (rows == NULL)
    return FALSE;
  while (an_rows_next (rows, &broken)) {
    guint8 public_key[32];

    if (an_rows_key (rows, 0, public_key))
      g_ptr_array_add (office->keys, an_office_key_new (public_key));
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* Public */

/**
 * an_office_load:
 *
 * Returns: (transfer full): the office of @database
 */
AnOffice *
an_office_load (AnDatabase *database, GError **error)
{
  g_autoptr (AnOffice) self = g_new0 (AnOffice, 1);
  g_autoptr (AnRows) rows = NULL;

  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  rows = an_database_query (database,
                            error,
                            "SELECT id, name, province, signing_public, signing_seed FROM office",
                            "");
  if (rows == NULL)
    return NULL;
  if (!an_rows_next (rows, error) || !an_rows_key (rows, 3, self->signing_public) ||
      !an_rows_key (rows, 4, self->signing_seed)) {
    if (error != NULL && *error == NULL)
      g_set_error (error,
                   AN_DATABASE_ERROR,
                   AN_DATABASE_ERROR_NOT_FOUND,
                   _ ("there is no office in this store; make it with “office init”"));
    return NULL;
  }
  self->id = g_strdup (an_rows_text (rows, 0));
  self->name = g_strdup (an_rows_text (rows, 1));
  self->province = g_strdup (an_rows_text (rows, 2));
  g_clear_pointer (&rows, an_rows_free);
  return load_keys (database, self, error) ? g_steal_pointer (&self) : NULL;
}

void
an_office_free (AnOffice *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->province);
  sodium_memzero (self->signing_seed, sizeof self->signing_seed);
  g_ptr_array_unref (self->keys);
  g_free (self);
}

gboolean
an_office_init (AnDatabase *database,
                const char *name,
                const char *province,
                const char *password,
                GError **error)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  g_autofree char *now = an_time_now_rfc3339 ();
  g_autofree char *id = NULL;
  gboolean done;

  if (!is_code (province)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("the code of a province has small letters, digits and “-”, such as phu-tho"));
    return FALSE;
  }
  if (!an_staff_check_name (name, error))
    return FALSE;
  id = g_strdup_printf ("%s-%08x", province, randombytes_random ());
  randombytes_buf (seed, sizeof seed);
  crypto_sign_seed_keypair (public_key, secret_key, seed);
  sodium_memzero (secret_key, sizeof secret_key);
  done = an_database_run (
             database,
             error,
             "INSERT INTO office (id, name, province, created_at, signing_public, signing_seed)"
             " VALUES ($1, $2, $3, $4, $5, $6)",
             "sssskk",
             id,
             name,
             province,
             now,
             public_key,
             seed) &&
         an_audit_append (database, "console", "office.made", id, "", error) &&
         an_staff_add (database, AN_STAFF_SUPERVISOR, "supervisor", password, error);
  sodium_memzero (seed, sizeof seed);
  return done;
}

void
an_office_sign (const AnOffice *self, GBytes *message, guint8 signature[64])
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  gsize size;
  const guint8 *data = g_bytes_get_data (message, &size);

  crypto_sign_seed_keypair (public_key, secret_key, self->signing_seed);
  crypto_sign_detached (signature, NULL, data, size, secret_key);
  sodium_memzero (secret_key, sizeof secret_key);
}
