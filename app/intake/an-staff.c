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
#include "report/an-envelope.h"

#define MAX_PASSWORD_BYTES 1024
#define MAX_PASSES 16 /* a changed row must not make Argon2id take all memory or all day */
#define MAX_MEMORY (1024 * 1024 * 1024)

/* What the table keeps: salt ‖ nonce ‖ secret key in a secretbox. */
typedef struct {
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 nonce[crypto_secretbox_NONCEBYTES];
  guint8 box[crypto_secretbox_MACBYTES + AN_SEAL_SECRET_KEY_BYTES];
} SealedKey;

typedef struct {
  gint64 passes;
  gint64 memory;
} Cost;

struct _AnStaffLock {
  char *name;   /* (owned) */
  char *role;   /* (owned) (nullable): nobody has this name */
  char *key_id; /* (owned) (nullable): the same */
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];
  SealedKey sealed;
  Cost cost;
  GBytes *totp; /* (owned) (nullable) sealed to the public key */
  gint64 totp_step;
};

G_DEFINE_QUARK (an_staff_error, an_staff_error)

/* Helpers */

static Cost
choose_cost (void)
{
  Cost cost = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE };

#ifdef AN_TEST_BUILD
  if (g_strcmp0 (g_getenv ("ANNHI_INTAKE_TEST_FAST_PWHASH"), "1") == 0) {
    cost.passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
    cost.memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
  }
#endif
  return cost;
}

static gboolean
derive_key (const char *password,
            const SealedKey *sealed,
            Cost cost,
            guint8 key[crypto_secretbox_KEYBYTES],
            GError **error)
{
  if (cost.passes > MAX_PASSES || cost.memory > MAX_MEMORY) {
    g_set_error (error,
                 AN_DATABASE_ERROR,
                 AN_DATABASE_ERROR_DAMAGED,
                 _ ("what the store says of the password is damaged"));
    return FALSE;
  }
  if (crypto_pwhash (key,
                     crypto_secretbox_KEYBYTES,
                     password,
                     strlen (password),
                     sealed->salt,
                     (unsigned long long) cost.passes,
                     (size_t) cost.memory,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               _ ("not enough memory to work with the password"));
  return FALSE;
}

static gboolean
check_password (const char *password, GError **error)
{
  if (g_utf8_validate (password, -1, NULL) &&
      g_utf8_strlen (password, -1) >= AN_STAFF_MIN_PASSWORD_CHARS &&
      strlen (password) <= MAX_PASSWORD_BYTES)
    return TRUE;
  g_set_error (error,
               AN_STAFF_ERROR,
               AN_STAFF_ERROR_PASSWORD,
               _ ("a password has at least %d characters"), AN_STAFF_MIN_PASSWORD_CHARS);
  return FALSE;
}

static gboolean
seal_key (const guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
          const char *password,
          Cost cost,
          SealedKey *sealed,
          GError **error)
{
  guint8 key[crypto_secretbox_KEYBYTES];

  randombytes_buf (sealed->salt, sizeof sealed->salt);
  randombytes_buf (sealed->nonce, sizeof sealed->nonce);
  if (!derive_key (password, sealed, cost, key, error))
    return FALSE;
  crypto_secretbox_easy (sealed->box, secret_key, AN_SEAL_SECRET_KEY_BYTES, sealed->nonce, key);
  sodium_memzero (key, sizeof key);
  return TRUE;
}

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
 * an_staff_add:
 * @role: `supervisor` or `officer`
 *
 * Makes a key pair and seals it with @password. Reports that came before are not sealed to it.
 */
gboolean
an_staff_add (AnDatabase *database,
              const char *name,
              const char *role,
              const char *password,
              GError **error)
{
  g_autoptr (AnOfficeKey) key = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) foreign = NULL;
  g_autofree char *now = an_time_now_rfc3339 ();
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  guint8 secret_key[crypto_box_SECRETKEYBYTES];
  SealedKey sealed;
  Cost cost = choose_cost ();
  gboolean done;

  if (!an_staff_check_name (name, error) || !check_password (password, error))
    return FALSE;
  crypto_box_keypair (public_key, secret_key);
  done = seal_key (secret_key, password, cost, &sealed, error);
  sodium_memzero (secret_key, sizeof secret_key);
  if (!done)
    return FALSE;
  key = an_office_key_new (public_key);
  bytes = g_bytes_new (&sealed, sizeof sealed);
  if (!an_database_run (database,
                        &foreign,
                        "INSERT INTO staff (name, role, key_id, public_key, sealed_key, passes,"
                        " memory, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        "ssskbiis",
                        name,
                        role,
                        key->id,
                        public_key,
                        bytes,
                        cost.passes,
                        cost.memory,
                        now)) {
    if (g_error_matches (foreign, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FAILED))
      g_set_error (error,
                   AN_STAFF_ERROR,
                   AN_STAFF_ERROR_NAME,
                   _ ("there is somebody with this name"));
    else
      g_propagate_error (error, g_steal_pointer (&foreign));
    return FALSE;
  }
  return an_audit_append (database, "console", "staff.added", name, role, error);
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
  self->cost = choose_cost ();
  randombytes_buf (&self->sealed, sizeof self->sealed);
  rows = an_database_query (
      database,
      error,
      "SELECT key_id, public_key, sealed_key, passes, memory, role, totp, totp_step FROM staff"
      " WHERE name = $1",
      "s",
      name);
  if (rows == NULL)
    return NULL;
  if (an_rows_next (rows, &broken))
    read_row (self, rows);
  if (broken == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&broken));
  return NULL;
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
  guint8 key[crypto_secretbox_KEYBYTES];
  int opened;

  if (staff == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_FAILED,
                 _ ("not enough memory to work with the password"));
    return NULL;
  }
  memset (staff, 0, sizeof *staff);
  if (!derive_key (password, &lock->sealed, lock->cost, key, error))
    return NULL;
  opened = crypto_secretbox_open_easy (staff->secret_key,
                                       lock->sealed.box,
                                       sizeof lock->sealed.box,
                                       lock->sealed.nonce,
                                       key);
  sodium_memzero (key, sizeof key);
  memcpy (staff->public_key, lock->public_key, sizeof staff->public_key);
  if (opened != 0 || lock->key_id == NULL || !open_totp (staff, lock->totp)) {
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
  sodium_free (self); /* wipes */
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
