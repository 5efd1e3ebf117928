// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Secret keys under passwords. */

#include "intake/an-password.h"

#include <string.h>

#include "base/an-i18n.h"
#include "intake/an-staff.h"

#define MAX_PASSWORD_BYTES 1024
#define MAX_PASSES 16 /* a changed row must not make Argon2id take all memory or all day */
#define MAX_MEMORY (1024 * 1024 * 1024)

/* Helpers */

static gboolean
derive_key (const char *password,
            const AnPasswordBox *sealed,
            AnPasswordCost cost,
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

/* Public */

AnPasswordCost
an_password_choose_cost (void)
{
  AnPasswordCost cost = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE };

#ifdef AN_TEST_BUILD
  if (g_strcmp0 (g_getenv ("ANNHI_INTAKE_TEST_FAST_PWHASH"), "1") == 0) {
    cost.passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
    cost.memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
  }
#endif
  return cost;
}

gboolean
an_password_check (const char *password, GError **error)
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

gboolean
an_password_seal (const guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                  const char *password,
                  AnPasswordCost cost,
                  AnPasswordBox *sealed,
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

gboolean
an_password_open (const AnPasswordBox *box,
                  const char *password,
                  AnPasswordCost cost,
                  guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                  GError **error)
{
  guint8 key[crypto_secretbox_KEYBYTES];
  int opened;

  if (!derive_key (password, box, cost, key, error))
    return FALSE;
  opened = crypto_secretbox_open_easy (secret_key, box->box, sizeof box->box, box->nonce, key);
  sodium_memzero (key, sizeof key);
  return opened == 0;
}
