// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The people of an office. Each has a key pair; the secret half is sealed with the person's
 * password (Argon2id, then XSalsa20-Poly1305) and is opened only for the run of one command, or for
 * one session of the inbox.
 */

#include "intake/an-staff.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-password.h"
#include "report/an-envelope.h"

struct _AnStaffLock {
  char *name;   /* (owned) */
  char *role;   /* (owned) (nullable): nobody has this name */
  char *key_id; /* (owned) (nullable): the same */
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];
  AnPasswordBox sealed;
  AnPasswordCost cost;
  GPtrArray *old_keys; /* (owned) of GBytes: public key ‖ secret key sealed to public_key */
  GBytes *totp;        /* (owned) (nullable) sealed to the public key */
  gint64 totp_step;
};

G_DEFINE_QUARK (an_staff_error, an_staff_error)

/* Helpers */

static void
refuse (GError **error)
{
  g_set_error (error,
               AN_STAFF_ERROR,
               AN_STAFF_ERROR_REFUSED,
               _ ("no officer with this name and password"));
}

static void
read_row (AnStaffLock *self, AnRows *rows)
{
  g_autoptr (GBytes) bytes = an_rows_bytes (rows, 2);

  self->key_id = g_strdup (an_rows_text (rows, 0));
  if (bytes != NULL && g_bytes_get_size (bytes) == sizeof self->sealed &&
      an_rows_key (rows, 1, self->public_key))
    memcpy (&self->sealed, g_bytes_get_data (bytes, NULL), sizeof self->sealed);
  self->cost.passes = an_rows_int (rows, 3);
  self->cost.memory = an_rows_int (rows, 4);
  self->role = g_strdup (an_rows_text (rows, 5));
  self->totp = an_rows_bytes (rows, 6);
  self->totp_step = an_rows_int (rows, 7);
}

/* A second factor that cannot be opened must not be taken for one that was never set. */
static gboolean
open_totp (AnStaff *staff, GBytes *sealed)
{
  if (sealed == NULL)
    return TRUE;
  staff->has_totp = TRUE;
  return g_bytes_get_size (sealed) == crypto_box_SEALBYTES + AN_STAFF_TOTP_BYTES &&
         crypto_box_seal_open (staff->totp,
                               g_bytes_get_data (sealed, NULL),
                               g_bytes_get_size (sealed),
                               staff->public_key,
                               staff->secret_key) == 0;
}

/* Reports that were sealed to earlier keys stay readable. */
static gboolean
open_old_keys (AnStaff *staff, const AnStaffLock *lock)
{
  if (lock->old_keys->len == 0)
    return TRUE;
  staff->old_keys = sodium_allocarray (lock->old_keys->len, sizeof *staff->old_keys);
  if (staff->old_keys == NULL)
    return FALSE;
  staff->n_old_keys = lock->old_keys->len;
  memset (staff->old_keys, 0, staff->n_old_keys * sizeof *staff->old_keys);
  for (guint i = 0; i < staff->n_old_keys; i++) {
    const guint8 *data = g_bytes_get_data (g_ptr_array_index (lock->old_keys, i), NULL);
    AnStaffKey *old = &staff->old_keys[i];
    g_autoptr (AnOfficeKey) key = an_office_key_new (data);

    g_strlcpy (old->id, key->id, sizeof old->id);
    memcpy (old->public_key, data, sizeof old->public_key);
    if (crypto_box_seal_open (old->secret_key,
                              data + AN_SEAL_PUBLIC_KEY_BYTES,
                              crypto_box_SEALBYTES + AN_SEAL_SECRET_KEY_BYTES,
                              staff->public_key,
                              staff->secret_key) != 0)
      return FALSE;
  }
  return TRUE;
}

/* (transfer full): the earlier keys of @name, see an_people_rotate… in an-people.c */
static GPtrArray *
read_old_keys (AnDatabase *database, const char *name, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT sealed FROM staff_key WHERE staff = $1 ORDER BY retired_at",
                            "s",
                            name);
  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &broken)) {
    g_autoptr (GBytes) sealed = an_rows_bytes (rows, 0);

    if (sealed != NULL && g_bytes_get_size (sealed) == AN_STAFF_OLD_KEY_BYTES)
      g_ptr_array_add (keys, g_steal_pointer (&sealed));
  }
  if (broken == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&broken));
  return NULL;
}

/* Public */

gboolean
an_staff_check_name (const char *name, GError **error)
{
  gboolean good = g_utf8_validate (name, -1, NULL) && *name != '\0' &&
                  g_utf8_strlen (name, -1) <= AN_STAFF_MAX_NAME_CHARS;

  for (const char *p = name; good && *p != '\0'; p = g_utf8_next_char (p))
    good = g_unichar_isprint (g_utf8_get_char (p));
  if (!good)
    g_set_error (error,
                 AN_STAFF_ERROR,
                 AN_STAFF_ERROR_NAME,
                 _ ("a name has 1 to %d characters on one line"), AN_STAFF_MAX_NAME_CHARS);
  return good;
}

/**
 * an_staff_find:
 *
 * Returns: (transfer full): the row of @name, or one that no password opens, so that both take the
 *   same time
 */
AnStaffLock *
an_staff_find (AnDatabase *database, const char *name, GError **error)
{
  g_autoptr (AnStaffLock) self = g_new0 (AnStaffLock, 1);
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  self->name = g_strdup (name);
  self->cost = an_password_choose_cost ();
  randombytes_buf (&self->sealed, sizeof self->sealed);
  rows = an_database_query (
      database,
      error,
      "SELECT key_id, public_key, sealed_key, passes, memory, role, totp, totp_step FROM staff"
      " WHERE name = $1 AND disabled_at IS NULL",
      "s",
      name);
  if (rows == NULL)
    return NULL;
  if (an_rows_next (rows, &broken))
    read_row (self, rows);
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return NULL;
  }
  self->old_keys = read_old_keys (database, name, error);
  return self->old_keys == NULL ? NULL : g_steal_pointer (&self);
}

void
an_staff_lock_free (AnStaffLock *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->role);
  g_free (self->key_id);
  g_clear_pointer (&self->totp, g_bytes_unref);
  g_clear_pointer (&self->old_keys, g_ptr_array_unref);
  g_free (self);
}

/**
 * an_staff_open:
 *
 * Returns: (transfer full): the person with the opened key; the same error for an unknown name and
 *   a wrong password, after the same work
 */
AnStaff *
an_staff_open (const AnStaffLock *lock, const char *password, GError **error)
{
  AnStaff *memory = sodium_malloc (sizeof *memory);
  g_autoptr (AnStaff) staff = memory;
  g_autoptr (GError) foreign = NULL;

  if (staff == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_FAILED,
                 _ ("not enough memory to work with the password"));
    return NULL;
  }
  memset (staff, 0, sizeof *staff);
  memcpy (staff->public_key, lock->public_key, sizeof staff->public_key);
  if (!an_password_open (&lock->sealed, password, lock->cost, staff->secret_key, &foreign) ||
      lock->key_id == NULL || !open_totp (staff, lock->totp) || !open_old_keys (staff, lock)) {
    if (foreign != NULL)
      g_propagate_error (error, g_steal_pointer (&foreign));
    else
      refuse (error);
    return NULL;
  }
  staff->name = g_strdup (lock->name);
  staff->role = g_strdup (lock->role);
  staff->key_id = g_strdup (lock->key_id);
  staff->totp_step = lock->totp_step;
  return g_steal_pointer (&staff);
}

AnStaff *
an_staff_unlock (AnDatabase *database, const char *name, const char *password, GError **error)
{
  g_autoptr (AnStaffLock) lock = an_staff_find (database, name, error);

  return lock == NULL ? NULL : an_staff_open (lock, password, error);
}

void
an_staff_free (AnStaff *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->role);
  g_free (self->key_id);
  sodium_free (self->old_keys); /* wipes */
  sodium_free (self);
}

/**
 * an_staff_set_totp:
 * @step: of the code by which it was confirmed, which does not count again
 */
gboolean
an_staff_set_totp (AnDatabase *database,
                   const AnStaff *staff,
                   const guint8 secret[AN_STAFF_TOTP_BYTES],
                   gint64 step,
                   GError **error)
{
  guint8 sealed[crypto_box_SEALBYTES + AN_STAFF_TOTP_BYTES];
  g_autoptr (GBytes) bytes = NULL;

  crypto_box_seal (sealed, secret, AN_STAFF_TOTP_BYTES, staff->public_key);
  bytes = g_bytes_new (sealed, sizeof sealed);
  return an_database_run (database,
                          error,
                          "UPDATE staff SET totp = $1, totp_step = $2 WHERE name = $3",
                          "bis",
                          bytes,
                          step,
                          staff->name) &&
         an_audit_append (database, staff->name, "staff.totp-set", staff->name, "", error);
}

/**
 * an_staff_find_key:
 * @id: of a key to which something was sealed
 *
 * Returns: whether it is a key of this person, now or earlier
 */
gboolean
an_staff_find_key (const AnStaff *self,
                   const char *id,
                   const guint8 **public_key,
                   const guint8 **secret_key)
{
  if (g_strcmp0 (self->key_id, id) == 0) {
    *public_key = self->public_key;
    *secret_key = self->secret_key;
    return TRUE;
  }
  for (guint i = 0; i < self->n_old_keys; i++)
    if (g_strcmp0 (self->old_keys[i].id, id) == 0) {
      *public_key = self->old_keys[i].public_key;
      *secret_key = self->old_keys[i].secret_key;
      return TRUE;
    }
  return FALSE;
}

gboolean
an_staff_may (const AnStaff *self, AnStaffRight right)
{
  static const struct {
    const char *role;
    guint rights;
  } roles[] = {
    { "supervisor", AN_STAFF_WORK | AN_STAFF_LIST | AN_STAFF_PEOPLE | AN_STAFF_AUDIT },
    { "administrator", AN_STAFF_PEOPLE | AN_STAFF_AUDIT },
    { "officer", AN_STAFF_WORK | AN_STAFF_LIST },
    { "auditor", AN_STAFF_LIST | AN_STAFF_AUDIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (self->role, roles[i].role) == 0)
      return (roles[i].rights & right) != 0;
  return FALSE;
}
