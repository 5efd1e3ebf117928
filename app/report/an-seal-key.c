// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The content key of a report and how it is handed to each recipient. What the key encrypts is
 * an-seal.c's.
 */

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "report/an-seal.h"

#define BINDING_BYTES 32
#define WRAPPED_BYTES (AN_SEAL_KEY_BYTES + BINDING_BYTES)

G_STATIC_ASSERT (AN_SEAL_WRAPPED_BYTES == WRAPPED_BYTES + crypto_box_SEALBYTES);
G_STATIC_ASSERT (AN_SEAL_PUBLIC_KEY_BYTES == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (AN_SEAL_SECRET_KEY_BYTES == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (AN_SEAL_KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES);

G_DEFINE_QUARK (an_seal_error, an_seal_error)

/* BLAKE2b-256 of "annhi/1 key" NUL report_id NUL recipient, without key. */
static void
bind (const char *report_id, const char *recipient, guint8 binding[BINDING_BYTES])
{
  static const char context[] = "annhi/1 key";
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, BINDING_BYTES);
  crypto_generichash_update (&state, (const guint8 *) context, sizeof context);
  crypto_generichash_update (&state, (const guint8 *) report_id, strlen (report_id) + 1);
  crypto_generichash_update (&state, (const guint8 *) recipient, strlen (recipient));
  crypto_generichash_final (&state, binding, BINDING_BYTES);
}

/**
 * an_seal_key_generate:
 * @key: (out caller-allocates): a fresh random key
 */
void
an_seal_key_generate (AnSealKey *key)
{
  g_return_if_fail (key != NULL);
  g_return_if_fail (sodium_init () >= 0);

  crypto_secretstream_xchacha20poly1305_keygen (key->bytes);
}

void
an_seal_key_clear (AnSealKey *key)
{
  g_return_if_fail (key != NULL);

  sodium_memzero (key, sizeof *key);
}

/**
 * an_seal_wrap_key:
 * @report_id: the report whose key it is
 * @recipient: to whom, as the envelope says it
 * @public_key: the recipient's X25519 public key
 *
 * Returns: (transfer full): %AN_SEAL_WRAPPED_BYTES bytes that only the recipient opens; %NULL,
 *   without an error, when @public_key is a point to which nothing can be sealed
 */
GBytes *
an_seal_wrap_key (const AnSealKey *key,
                  const char *report_id,
                  const char *recipient,
                  const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES])
{
  guint8 plain[WRAPPED_BYTES];
  g_autofree guint8 *sealed = g_malloc (AN_SEAL_WRAPPED_BYTES);
  int failed;

  g_return_val_if_fail (key != NULL && public_key != NULL, NULL);
  g_return_val_if_fail (report_id != NULL && recipient != NULL, NULL);
  g_return_val_if_fail (sodium_init () >= 0, NULL);

  memcpy (plain, key->bytes, AN_SEAL_KEY_BYTES);
  bind (report_id, recipient, plain + AN_SEAL_KEY_BYTES);
  failed = crypto_box_seal (sealed, plain, sizeof plain, public_key);
  sodium_memzero (plain, sizeof plain);
  if (failed)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&sealed), AN_SEAL_WRAPPED_BYTES);
}

/**
 * an_seal_unwrap_key:
 * @sealed: what an_seal_wrap_key() made
 * @report_id: the report it must belong to
 * @recipient: to whom it must be addressed
 * @key: (out caller-allocates): the content key; zeros after an error
 *
 * Returns: whether @sealed opened; %AN_SEAL_ERROR_BROKEN otherwise (another key pair, another
 *   report, another recipient, or changed bytes)
 */
gboolean
an_seal_unwrap_key (GBytes *sealed,
                    const char *report_id,
                    const char *recipient,
                    const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES],
                    const guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                    AnSealKey *key,
                    GError **error)
{
  guint8 plain[WRAPPED_BYTES], binding[BINDING_BYTES];
  gboolean opened;

  g_return_val_if_fail (sealed != NULL && key != NULL, FALSE);
  g_return_val_if_fail (report_id != NULL && recipient != NULL, FALSE);
  g_return_val_if_fail (public_key != NULL && secret_key != NULL, FALSE);
  g_return_val_if_fail (sodium_init () >= 0, FALSE);

  bind (report_id, recipient, binding);
  opened = g_bytes_get_size (sealed) == AN_SEAL_WRAPPED_BYTES &&
           crypto_box_seal_open (plain,
                                 g_bytes_get_data (sealed, NULL),
                                 AN_SEAL_WRAPPED_BYTES,
                                 public_key,
                                 secret_key) == 0 &&
           sodium_memcmp (plain + AN_SEAL_KEY_BYTES, binding, BINDING_BYTES) == 0;
  if (opened) {
    memcpy (key->bytes, plain, AN_SEAL_KEY_BYTES);
  } else {
    an_seal_key_clear (key);
    g_set_error_literal (error,
                         AN_SEAL_ERROR,
                         AN_SEAL_ERROR_BROKEN,
                         _ ("The key of this report does not open."));
  }
  sodium_memzero (plain, sizeof plain);
  return opened;
}
