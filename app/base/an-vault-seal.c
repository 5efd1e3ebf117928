// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How one record is sealed: a random nonce, then XChaCha20-Poly1305 bound to vault, kind and id. */

#include <sodium.h>
#include <string.h>

#include "base/an-vault-key.h"

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES

G_STATIC_ASSERT (AN_VAULT_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

/* A plaintext that is wiped when its last reader lets go of it. */
typedef struct {
  gsize length;
  guint8 content[];
} Plain;

/* Helpers */

static void
plain_free (gpointer data)
{
  Plain *plain = data;

  sodium_memzero (plain->content, plain->length);
  g_free (plain);
}

static void
append_counted (GByteArray *bytes, const char *text)
{
  guint32 length = GUINT32_TO_LE ((guint32) strlen (text));

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

/* The additional data: what a record may not be moved away from. */
static GByteArray *
make_place (const guint8 *vault_id, const char *kind, const char *id)
{
  GByteArray *place = g_byte_array_new ();

  append_counted (place, "vn.annhi.vault/1");
  g_byte_array_append (place, vault_id, AN_VAULT_ID_BYTES);
  append_counted (place, kind);
  append_counted (place, id);
  return place;
}

/* Public */

GBytes *
an_vault_seal (const guint8 *key,
               const guint8 *vault_id,
               const char *kind,
               const char *id,
               gconstpointer content,
               gsize length)
{
  g_autoptr (GByteArray) place = make_place (vault_id, kind, id);
  guint8 *sealed = g_malloc (NONCE_BYTES + length + TAG_BYTES);

  randombytes_buf (sealed, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_BYTES,
                                              NULL,
                                              content,
                                              length,
                                              place->data,
                                              place->len,
                                              NULL,
                                              sealed,
                                              key);
  return g_bytes_new_take (sealed, NONCE_BYTES + length + TAG_BYTES);
}

/**
 * an_vault_unseal:
 *
 * Returns: (transfer full) (nullable): the content; %NULL when key or place are others, or a bit
 *   was changed
 */
GBytes *
an_vault_unseal (const guint8 *key,
                 const guint8 *vault_id,
                 const char *kind,
                 const char *id,
                 gconstpointer sealed,
                 gsize length)
{
  g_autoptr (GByteArray) place = NULL;
  const guint8 *nonce = sealed;
  Plain *plain;

  if (length < NONCE_BYTES + TAG_BYTES)
    return NULL;
  place = make_place (vault_id, kind, id);
  plain = g_malloc (sizeof (Plain) + length);
  plain->length = length - NONCE_BYTES - TAG_BYTES;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain->content,
                                                  NULL,
                                                  NULL,
                                                  nonce + NONCE_BYTES,
                                                  length - NONCE_BYTES,
                                                  place->data,
                                                  place->len,
                                                  nonce,
                                                  key) < 0) {
    g_free (plain);
    return NULL;
  }
  return g_bytes_new_with_free_func (plain->content, plain->length, plain_free, plain);
}
