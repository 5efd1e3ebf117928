// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The office itself: made once, loaded by every command. Its people are an-staff.c's. */

#include "intake/an-office.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-people.h"
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
                            "SELECT public_key FROM staff WHERE disabled_at IS NULL"
                            " AND (role = 'supervisor' OR role = 'officer')"
                            " ORDER BY created_at, role DESC, name",
                            "");
  if (rows == NULL)
    return FALSE;
  while (an_rows_next (rows, &broken)) {
    guint8 public_key[32];

    if (an_rows_key (rows, 0, public_key)) {
      AnOfficeKey *key = an_office_key_new (public_key);

      g_ptr_array_add (office->keys, key);
      g_hash_table_add (office->known, g_strdup (key->id));
    }
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* Families may have a channel file from before somebody changed keys. */
static gboolean
load_old_keys (AnDatabase *database, AnOffice *office, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT staff_key.key_id FROM staff_key JOIN staff"
                            " ON staff.name = staff_key.staff WHERE disabled_at IS NULL",
                            "");
  if (rows == NULL)
    return FALSE;
  while (an_rows_next (rows, &broken))
    g_hash_table_add (office->known, g_strdup (an_rows_text (rows, 0)));
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
add_supervisor (AnDatabase *database, const char *password, GError **error)
{
  g_autoptr (AnPeopleChange) change = an_people_change_new (AN_PEOPLE_ADD, AN_STAFF_SUPERVISOR);

  change->role = g_strdup ("supervisor");
  change->new_password = g_strdup (password);
  return an_people_change_load (change, database, error) &&
         an_people_change_work (change, NULL, error) &&
         an_people_change_save (change, database, "console", error);
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
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  return load_keys (database, self, error) && load_old_keys (database, self, error)
             ? g_steal_pointer (&self)
             : NULL;
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
  g_hash_table_unref (self->known);
  g_free (self);
}

gboolean
an_office_has_same_keys (const AnOffice *self, const AnOffice *other)
{
  if (self->keys->len != other->keys->len ||
      g_hash_table_size (self->known) != g_hash_table_size (other->known))
    return FALSE;
  for (guint i = 0; i < self->keys->len; i++) {
    const AnOfficeKey *one = g_ptr_array_index (self->keys, i);
    const AnOfficeKey *two = g_ptr_array_index (other->keys, i);

    if (!g_str_equal (one->id, two->id))
      return FALSE;
  }
  return TRUE;
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
         add_supervisor (database, password, error);
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
