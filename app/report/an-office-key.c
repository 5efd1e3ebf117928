// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Public keys of an office, their ids, and the spelling of keys in JSON. */

#include <sodium.h>
#include <string.h>

#include "report/an-envelope.h"

#define KEY_ID_BYTES 8
#define KEY_ID_LENGTH (KEY_ID_BYTES * 2)
#define OFFICE_ID_MAX_LENGTH 64

/**
 * an_office_key_new:
 *
 * Returns: (transfer full): @public_key with its id
 */
AnOfficeKey *
an_office_key_new (const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES])
{
  AnOfficeKey *self;
  guint8 hash[crypto_generichash_BYTES];

  g_return_val_if_fail (public_key != NULL, NULL);
  g_return_val_if_fail (sodium_init () >= 0, NULL);

  self = g_new0 (AnOfficeKey, 1);
  memcpy (self->public_key, public_key, AN_SEAL_PUBLIC_KEY_BYTES);
  crypto_generichash (hash, sizeof hash, public_key, AN_SEAL_PUBLIC_KEY_BYTES, NULL, 0);
  self->id = g_malloc (KEY_ID_LENGTH + 1);
  sodium_bin2hex (self->id, KEY_ID_LENGTH + 1, hash, KEY_ID_BYTES);
  return self;
}

void
an_office_key_free (AnOfficeKey *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self);
}

gboolean
an_office_key_id_is_valid (const char *id)
{
  return id != NULL && strlen (id) == KEY_ID_LENGTH &&
         strspn (id, "0123456789abcdef") == KEY_ID_LENGTH;
}

gboolean
an_office_id_is_valid (const char *id)
{
  gsize length = id == NULL ? 0 : strlen (id);

  return length >= 1 && length <= OFFICE_ID_MAX_LENGTH &&
         strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/**
 * an_base64_to_bytes:
 * @text: base64 with padding
 * @bytes: (out caller-allocates): @length bytes
 *
 * Returns: whether @text is the base64 of exactly @length bytes
 */
gboolean
an_base64_to_bytes (const char *text, guint8 *bytes, gsize length)
{
  gsize got = 0;

  g_return_val_if_fail (text != NULL && bytes != NULL, FALSE);

  /* libsodium 1.0.18 takes some bytes above 0x7f for an "A" */
  return g_str_is_ascii (text) &&
         sodium_base642bin (bytes,
                            length,
                            text,
                            strlen (text),
                            NULL,
                            &got,
                            NULL,
                            sodium_base64_VARIANT_ORIGINAL) == 0 &&
         got == length;
}
