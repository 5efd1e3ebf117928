// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The people of an office: who comes, who goes, new passwords and new keys. Each person's secret
 * key is also sealed to every supervisor (escrow), so that a forgotten password loses no case; each
 * use of that is in the audit log.
 */

#include "intake/an-people.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-secret.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "report/an-envelope.h"

#define ESCROW_ID 16

const char *const an_people_roles[] = { "administrator", "supervisor", "officer", "auditor", NULL };

/* Helpers */

static gboolean
fail (GError **error, AnStaffError code, const char *message)
{
  g_set_error_literal (error, AN_STAFF_ERROR, (int) code, message);
  return FALSE;
}

/* (transfer full) in locked memory */
static AnStaffKey *
new_key (void)
{
  AnStaffKey *key = sodium_malloc (sizeof *key);

  if (key != NULL)
    memset (key, 0, sizeof *key);
  return key;
}

static void
set_id (AnStaffKey *key)
{
  g_autoptr (AnOfficeKey) office_key = an_office_key_new (key->public_key);

  g_strlcpy (key->id, office_key->id, sizeof key->id);
}

/* How many supervisors could still sign in without @name; -1: error */
static gint64
count_supervisors (AnDatabase *database, const char *name, GError **error)
{
  g_autoptr (AnRows) rows =
      an_database_query (database,
                         error,
                         "SELECT COUNT(*) FROM staff WHERE role = 'supervisor'"
                         " AND disabled_at IS NULL AND name <> $1",
                         "s",
                         name);

  return rows != NULL && an_rows_next (rows, error) ? an_rows_int (rows, 0) : -1;
}

/* What of @name can be opened in escrow, and its public key. */
static gboolean
load_escrow (AnPeopleChange *self, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (
      database,
      error,
      "SELECT keeper_key, sealed, public_key FROM escrow JOIN staff ON staff.key_id = escrow.key_id"
      " WHERE staff.name = $1",
      "s",
      self->name);
  g_autoptr (GError) broken = NULL;

  self->escrow = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (rows == NULL)
    return FALSE;
  while (an_rows_next (rows, &broken)) {
    g_autoptr (GByteArray) entry = g_byte_array_new ();
    g_autoptr (GBytes) sealed = an_rows_bytes (rows, 1);
    char id[ESCROW_ID + 1] = "";

    g_strlcpy (id, an_rows_text (rows, 0), sizeof id);
    an_rows_key (rows, 2, self->public_key);
    g_byte_array_append (entry, (const guint8 *) id, ESCROW_ID);
    if (sealed != NULL)
      g_byte_array_append (entry, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
    g_ptr_array_add (self->escrow, g_byte_array_free_to_bytes (g_steal_pointer (&entry)));
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
open_escrow (AnPeopleChange *self, const AnStaff *by, GError **error)
{
  for (guint i = 0; by != NULL && i < self->escrow->len; i++) {
    gsize size;
    const guint8 *data = g_bytes_get_data (g_ptr_array_index (self->escrow, i), &size);
    g_autofree char *id = g_strndup ((const char *) data, ESCROW_ID);
    const guint8 *public_key, *secret_key;

    if (size != ESCROW_ID + crypto_box_SEALBYTES + AN_SEAL_SECRET_KEY_BYTES ||
        !an_staff_find_key (by, id, &public_key, &secret_key))
      continue;
    self->key = new_key ();
    if (self->key == NULL)
      break;
    memcpy (self->key->public_key, self->public_key, sizeof self->public_key);
    set_id (self->key);
    if (crypto_box_seal_open (self->key->secret_key,
                              data + ESCROW_ID,
                              size - ESCROW_ID,
                              public_key,
                              secret_key) == 0)
      return TRUE;
    g_clear_pointer (&self->key, sodium_free);
  }
  return fail (error, AN_STAFF_ERROR_ESCROW, _ ("no key of this person is in your escrow"));
}

static gboolean
make_key (AnPeopleChange *self, GError **error)
{
  self->key = new_key ();
  if (self->key == NULL)
    return fail (error, AN_STAFF_ERROR_REFUSED, _ ("not enough memory to work with the password"));
  crypto_box_keypair (self->key->public_key, self->key->secret_key);
  set_id (self->key);
  return TRUE;
}

/* The key stays; who sets a password also renews what the supervisors have of it. */
static gboolean
copy_key (AnPeopleChange *self, GError **error)
{
  self->key = new_key ();
  if (self->key == NULL)
    return fail (error, AN_STAFF_ERROR_REFUSED, _ ("not enough memory to work with the password"));
  memcpy (self->key->public_key, self->staff->public_key, AN_SEAL_PUBLIC_KEY_BYTES);
  memcpy (self->key->secret_key, self->staff->secret_key, AN_SEAL_SECRET_KEY_BYTES);
  set_id (self->key);
  return TRUE;
}

/* The secret key of the change, for each supervisor that can sign in. */
static gboolean
save_escrow (AnPeopleChange *self, AnDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) keepers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  g_autoptr (AnRows) rows = an_database_query (database,
                                               error,
                                               "SELECT public_key FROM staff WHERE"
                                               " role = 'supervisor' AND disabled_at IS NULL"
                                               " AND name <> $1",
                                               "s",
                                               self->name);
  g_autoptr (GError) broken = NULL;

  if (rows == NULL)
    return FALSE;
  while (an_rows_next (rows, &broken)) {
    guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];

    if (an_rows_key (rows, 0, public_key))
      g_ptr_array_add (keepers, an_office_key_new (public_key));
  }
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  g_clear_pointer (&rows, an_rows_free);
  for (guint i = 0; i < keepers->len; i++) {
    const AnOfficeKey *keeper = g_ptr_array_index (keepers, i);
    guint8 sealed[crypto_box_SEALBYTES + AN_SEAL_SECRET_KEY_BYTES];
    g_autoptr (GBytes) bytes = NULL;

    crypto_box_seal (sealed, self->key->secret_key, AN_SEAL_SECRET_KEY_BYTES, keeper->public_key);
    bytes = g_bytes_new (sealed, sizeof sealed);
    if (!an_database_run (database,
                          error,
                          "INSERT INTO escrow (key_id, keeper_key, sealed) VALUES ($1, $2, $3)",
                          "ssb",
                          self->key->id,
                          keeper->id,
                          bytes))
      return FALSE;
  }
  return TRUE;
}

static gboolean
drop_escrow (const char *key_id, AnDatabase *database, GError **error)
{
  return an_database_run (database, error, "DELETE FROM escrow WHERE key_id = $1", "s", key_id);
}

static gboolean
insert_person (AnPeopleChange *self, AnDatabase *database, GError **error)
{
  g_autoptr (GBytes) box = g_bytes_new (&self->box, sizeof self->box);
  g_autoptr (GError) foreign = NULL;
  g_autofree char *now = an_time_now_rfc3339 ();

  if (an_database_run (database,
                       &foreign,
                       "INSERT INTO staff (name, role, key_id, public_key, sealed_key, passes,"
                       " memory, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       "ssskbiis",
                       self->name,
                       self->role,
                       self->key->id,
                       self->key->public_key,
                       box,
                       self->cost.passes,
                       self->cost.memory,
                       now))
    return save_escrow (self, database, error);
  if (g_error_matches (foreign, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FAILED))
    return fail (error, AN_STAFF_ERROR_TAKEN, _ ("there is somebody with this name"));
  g_propagate_error (error, g_steal_pointer (&foreign));
  return FALSE;
}

/* The rows that a person's name stands for; none is an error. */
static gboolean
update_person (AnPeopleChange *self, AnDatabase *database, const char *sql, GError **error)
{
  g_autoptr (GBytes) box = g_bytes_new (&self->box, sizeof self->box);

  if (!an_database_run (database,
                        error,
                        sql,
                        "sbii",
                        self->name,
                        box,
                        self->cost.passes,
                        self->cost.memory))
    return FALSE;
  return an_database_count_changes (database) == 1 ||
         fail (error, AN_STAFF_ERROR_UNKNOWN, _ ("there is nobody with this name"));
}

static gboolean
set_disabled (AnPeopleChange *self, AnDatabase *database, gboolean disabled, GError **error)
{
  g_autofree char *now = an_time_now_rfc3339 ();
  gint64 others = disabled ? count_supervisors (database, self->name, error) : 1;

  if (others < 0)
    return FALSE;
  if (others == 0)
    return fail (error, AN_STAFF_ERROR_LAST, _ ("without this person there is no supervisor"));
  if (!an_database_run (database,
                        error,
                        "UPDATE staff SET disabled_at = $1 WHERE name = $2",
                        "ss",
                        disabled ? now : NULL,
                        self->name))
    return FALSE;
  return an_database_count_changes (database) == 1 ||
         fail (error, AN_STAFF_ERROR_UNKNOWN, _ ("there is nobody with this name"));
}

/* public ‖ secret, sealed to the new key */
static gboolean
keep_old_key (AnPeopleChange *self,
              AnDatabase *database,
              const char *id,
              const guint8 *public_key,
              const guint8 *secret_key,
              GError **error)
{
  guint8 kept[AN_STAFF_OLD_KEY_BYTES];
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *now = an_time_now_rfc3339 ();

  memcpy (kept, public_key, AN_SEAL_PUBLIC_KEY_BYTES);
  crypto_box_seal (kept + AN_SEAL_PUBLIC_KEY_BYTES,
                   secret_key,
                   AN_SEAL_SECRET_KEY_BYTES,
                   self->key->public_key);
  bytes = g_bytes_new (kept, sizeof kept);
  return an_database_run (database,
                          error,
                          "INSERT INTO staff_key (key_id, staff, sealed, retired_at)"
                          " VALUES ($1, $2, $3, $4)",
                          "ssbs",
                          id,
                          self->name,
                          bytes,
                          now);
}

static gboolean
save_rotation (AnPeopleChange *self, AnDatabase *database, GError **error)
{
  const AnStaff *staff = self->staff;
  guint8 totp[crypto_box_SEALBYTES + AN_STAFF_TOTP_BYTES];
  g_autoptr (GBytes) sealed_totp = NULL;

  if (staff->has_totp) {
    crypto_box_seal (totp, staff->totp, AN_STAFF_TOTP_BYTES, self->key->public_key);
    sealed_totp = g_bytes_new (totp, sizeof totp);
  }
  if (!an_database_run (database,
                        error,
                        "DELETE FROM staff_key WHERE staff = $1",
                        "s",
                        self->name) ||
      !drop_escrow (staff->key_id, database, error))
    return FALSE;
  for (guint i = 0; i < staff->n_old_keys; i++)
    if (!keep_old_key (self,
                       database,
                       staff->old_keys[i].id,
                       staff->old_keys[i].public_key,
                       staff->old_keys[i].secret_key,
                       error))
      return FALSE;
  return keep_old_key (self,
                       database,
                       staff->key_id,
                       staff->public_key,
                       staff->secret_key,
                       error) &&
         update_person (self,
                        database,
                        "UPDATE staff SET sealed_key = $2, passes = $3, memory = $4"
                        " WHERE name = $1",
                        error) &&
         an_database_run (database,
                          error,
                          "UPDATE staff SET key_id = $1, public_key = $2, totp = $3"
                          " WHERE name = $4",
                          "skbs",
                          self->key->id,
                          self->key->public_key,
                          sealed_totp,
                          self->name) &&
         save_escrow (self, database, error);
}

static void
wipe (char *text)
{
  an_secret_free (text);
}

/* Public */

AnPeopleChange *
an_people_change_new (AnPeopleAction action, const char *name)
{
  AnPeopleChange *self = g_new0 (AnPeopleChange, 1);

  self->action = action;
  self->name = g_strdup (name);
  self->cost = an_password_choose_cost ();
  return self;
}

void
an_people_change_free (AnPeopleChange *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->role);
  wipe (self->password);
  wipe (self->new_password);
  g_clear_pointer (&self->lock, an_staff_lock_free);
  g_clear_pointer (&self->staff, an_staff_free);
  g_clear_pointer (&self->escrow, g_ptr_array_unref);
  sodium_free (self->key);
  g_free (self);
}

gboolean
an_people_change_load (AnPeopleChange *self, AnDatabase *database, GError **error)
{
  if (!an_staff_check_name (self->name, error))
    return FALSE;
  if (self->new_password != NULL && !an_password_check (self->new_password, error))
    return FALSE;
  if (self->action == AN_PEOPLE_RESET)
    return load_escrow (self, database, error);
  if (self->action != AN_PEOPLE_PASSWORD && self->action != AN_PEOPLE_ROTATE)
    return TRUE;
  self->lock = an_staff_find (database, self->name, error);
  return self->lock != NULL;
}

gboolean
an_people_change_work (AnPeopleChange *self, const AnStaff *by, GError **error)
{
  const char *password = self->new_password;

  if (self->action == AN_PEOPLE_DISABLE || self->action == AN_PEOPLE_ENABLE)
    return TRUE;
  if (self->lock != NULL) {
    self->staff = an_staff_open (self->lock, self->password, error);
    if (self->staff == NULL)
      return FALSE;
  }
  if (self->action == AN_PEOPLE_RESET && !open_escrow (self, by, error))
    return FALSE;
  if ((self->action == AN_PEOPLE_ADD || self->action == AN_PEOPLE_ROTATE) &&
      !make_key (self, error))
    return FALSE;
  if (self->action == AN_PEOPLE_PASSWORD && !copy_key (self, error))
    return FALSE;
  if (self->action == AN_PEOPLE_ROTATE)
    password = self->password;
  return an_password_seal (self->key->secret_key, password, self->cost, &self->box, error);
}

gboolean
an_people_change_save (AnPeopleChange *self,
                       AnDatabase *database,
                       const char *actor,
                       GError **error)
{
  static const char *const words[] = { "staff.added", "staff.disabled",     "staff.enabled",
                                       "staff.reset", "staff.password-set", "staff.key-rotated" };
  gboolean done = FALSE;

  switch (self->action) {
  case AN_PEOPLE_ADD:
    done = insert_person (self, database, error);
    break;
  case AN_PEOPLE_DISABLE:
  case AN_PEOPLE_ENABLE:
    done = set_disabled (self, database, self->action == AN_PEOPLE_DISABLE, error);
    break;
  case AN_PEOPLE_RESET:
    done = update_person (self,
                          database,
                          "UPDATE staff SET sealed_key = $2, passes = $3, memory = $4, totp = NULL,"
                          " totp_step = 0 WHERE name = $1",
                          error);
    break;
  case AN_PEOPLE_PASSWORD:
    done = drop_escrow (self->key->id, database, error) && save_escrow (self, database, error) &&
           update_person (self,
                          database,
                          "UPDATE staff SET sealed_key = $2, passes = $3, memory = $4"
                          " WHERE name = $1",
                          error);
    break;
  case AN_PEOPLE_ROTATE:
  default:
    done = save_rotation (self, database, error);
    break;
  }
  return done && an_audit_append (database,
                                  actor,
                                  words[self->action],
                                  self->name,
                                  self->role ? self->role : "",
                                  error);
}

JsonNode *
an_people_list (AnDatabase *database, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) broken = NULL;
  g_autoptr (AnRows) rows = an_database_query (
      database,
      error,
      "SELECT name, role, created_at, disabled_at, totp IS NOT NULL,"
      " (SELECT COUNT(*) FROM escrow WHERE escrow.key_id = staff.key_id) FROM staff"
      " ORDER BY created_at, name",
      "");
  static const char *const texts[] = { "name", "role", "created_at", "disabled_at" };
  static const char *const flags[] = { "totp", "escrow" };

  if (rows == NULL)
    return NULL;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, "vn.annhi.staff/1");
  json_builder_set_member_name (builder, "people");
  json_builder_begin_array (builder);
  while (an_rows_next (rows, &broken)) {
    json_builder_begin_object (builder);
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
      const char *text = an_rows_text (rows, (int) i);

      json_builder_set_member_name (builder, texts[i]);
      if (text != NULL)
        json_builder_add_string_value (builder, text);
      else
        json_builder_add_null_value (builder);
    }
    for (guint i = 0; i < G_N_ELEMENTS (flags); i++) {
      json_builder_set_member_name (builder, flags[i]);
      json_builder_add_boolean_value (builder, an_rows_int (rows, (int) (4 + i)) != 0);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (broken == NULL)
    return json_builder_get_root (builder);
  g_propagate_error (error, g_steal_pointer (&broken));
  return NULL;
}
