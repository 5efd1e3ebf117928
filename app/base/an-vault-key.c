// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The vault key: made at random, kept in guarded memory, and wrapped by a passphrase (Argon2id)
 * where no keyring keeps it. It is never written in clear.
 */

#include "base/an-vault-key.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-secret.h"
#include "base/an-vault.h"

/* A damaged header must not make Argon2id take all memory or all day. */
#define MAX_OPSLIMIT 16
#define MAX_MEMLIMIT (1024 * 1024 * 1024)

G_STATIC_ASSERT (AN_VAULT_SALT_BYTES == crypto_pwhash_SALTBYTES);

/* Helpers */

static guint8 *
allocate_key (void)
{
  guint8 *key = sodium_malloc (AN_VAULT_KEY_BYTES);

  if (key == NULL) /* as g_malloc () does */
    g_log (G_LOG_DOMAIN, G_LOG_FLAG_FATAL | G_LOG_LEVEL_ERROR, "no guarded memory left");
  return key;
}

/* The same passphrase typed composed or not gives the same key. */
static char *
compose (const char *passphrase)
{
  char *composed = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);

  return composed != NULL ? composed : g_strdup (passphrase);
}

static guint8 *
derive (const AnVaultHeader *self, const char *passphrase, GError **error)
{
  char *composed = compose (passphrase);
  guint8 *key = allocate_key ();
  int result = crypto_pwhash (key,
                              AN_VAULT_KEY_BYTES,
                              composed,
                              strlen (composed),
                              self->salt,
                              self->opslimit,
                              self->memlimit,
                              crypto_pwhash_ALG_ARGON2ID13);

  an_secret_free (composed);
  if (result == 0)
    return key;
  an_vault_key_free (key);
  g_set_error (error,
               AN_VAULT_ERROR,
               AN_VAULT_ERROR_STORAGE,
               _ ("there is not enough free memory to check the passphrase"));
  return NULL;
}

/* Public */

guint8 *
an_vault_key_new (void)
{
  guint8 *key = allocate_key ();

  randombytes_buf (key, AN_VAULT_KEY_BYTES);
  return key;
}

void
an_vault_key_free (guint8 *key)
{
  sodium_free (key);
}

/**
 * an_vault_key_to_text:
 *
 * Returns: (transfer full): @key as a keyring keeps it; to be wiped by the caller
 */
char *
an_vault_key_to_text (const guint8 *key)
{
  gsize size = sodium_base64_ENCODED_LEN (AN_VAULT_KEY_BYTES, sodium_base64_VARIANT_ORIGINAL);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, key, AN_VAULT_KEY_BYTES, sodium_base64_VARIANT_ORIGINAL);
}

/**
 * an_vault_key_from_text:
 *
 * Returns: (transfer full) (nullable): the key; %NULL when @text is none
 */
guint8 *
an_vault_key_from_text (const char *text)
{
  guint8 *key = allocate_key ();
  gsize length;
  const char *end;

  /* libsodium 1.0.18 takes some bytes above 0x7f for an "A" */
  if (g_str_is_ascii (text) &&
      sodium_base642bin (key,
                         AN_VAULT_KEY_BYTES,
                         text,
                         strlen (text),
                         NULL,
                         &length,
                         &end,
                         sodium_base64_VARIANT_ORIGINAL) == 0 &&
      length == AN_VAULT_KEY_BYTES && *end == '\0')
    return key;
  an_vault_key_free (key);
  return NULL;
}

void
an_vault_header_clear (AnVaultHeader *self)
{
  g_clear_pointer (&self->wrapped, g_bytes_unref);
  g_clear_pointer (&self->check, g_bytes_unref);
}

/**
 * an_vault_header_init:
 * @self: (out caller-allocates): a zeroed header
 *
 * Names a new vault.
 */
void
an_vault_header_init (AnVaultHeader *self)
{
  randombytes_buf (self->id, sizeof self->id);
}

void
an_vault_header_set_check (AnVaultHeader *self, const guint8 *key)
{
  g_clear_pointer (&self->check, g_bytes_unref);
  self->check = an_vault_seal (key, self->id, "", "check", "", 0);
}

/**
 * an_vault_header_accepts:
 *
 * Returns: whether @key is the key of this vault
 */
gboolean
an_vault_header_accepts (const AnVaultHeader *self, const guint8 *key)
{
  gsize length;
  gconstpointer sealed = g_bytes_get_data (self->check, &length);
  g_autoptr (GBytes) nothing = an_vault_unseal (key, self->id, "", "check", sealed, length);

  return nothing != NULL;
}

/**
 * an_vault_header_wrap:
 * @key: the vault key
 * @passphrase: what shall open the vault from now on
 *
 * Takes a second and 256 MiB.
 */
gboolean
an_vault_header_wrap (AnVaultHeader *self,
                      const guint8 *key,
                      const char *passphrase,
                      GError **error)
{
  gboolean is_fast = FALSE;
  guint8 *outer;

#ifdef AN_TEST_BUILD
  is_fast = g_strcmp0 (g_getenv ("ANNHI_VAULT_TEST_FAST_PWHASH"), "1") == 0;
#endif
  self->has_passphrase = TRUE;
  self->opslimit = is_fast ? crypto_pwhash_OPSLIMIT_INTERACTIVE : crypto_pwhash_OPSLIMIT_MODERATE;
  self->memlimit = is_fast ? crypto_pwhash_MEMLIMIT_INTERACTIVE : crypto_pwhash_MEMLIMIT_MODERATE;
  randombytes_buf (self->salt, sizeof self->salt);
  outer = derive (self, passphrase, error);
  if (outer == NULL)
    return FALSE;
  g_clear_pointer (&self->wrapped, g_bytes_unref);
  self->wrapped = an_vault_seal (outer, self->id, "", "key", key, AN_VAULT_KEY_BYTES);
  an_vault_key_free (outer);
  return TRUE;
}

/**
 * an_vault_header_unwrap:
 *
 * Returns: (transfer full): the vault key, or %NULL with %AN_VAULT_ERROR_WRONG_KEY or a fault of
 *   the file
 */
guint8 *
an_vault_header_unwrap (const AnVaultHeader *self, const char *passphrase, GError **error)
{
  g_autoptr (GBytes) content = NULL;
  gconstpointer sealed;
  guint8 *outer, *key;
  gsize length;

  if (self->opslimit < crypto_pwhash_OPSLIMIT_MIN || self->opslimit > MAX_OPSLIMIT ||
      self->memlimit < crypto_pwhash_MEMLIMIT_MIN || self->memlimit > MAX_MEMLIMIT) {
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_CORRUPT,
                 _ ("what the vault says of its passphrase is damaged"));
    return NULL;
  }
  outer = derive (self, passphrase, error);
  if (outer == NULL)
    return NULL;
  sealed = g_bytes_get_data (self->wrapped, &length);
  content = an_vault_unseal (outer, self->id, "", "key", sealed, length);
  an_vault_key_free (outer);
  if (content == NULL || g_bytes_get_size (content) != AN_VAULT_KEY_BYTES) {
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_WRONG_KEY,
                 _ ("the passphrase does not open this vault"));
    return NULL;
  }
  key = allocate_key ();
  memcpy (key, g_bytes_get_data (content, NULL), AN_VAULT_KEY_BYTES);
  return key;
}
