// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* UUIDs from libsodium's generator: GLib's own are predictable and come in any case. */

#include "report/an-uuid.h"

#include <sodium.h>

#define TEXT_LENGTH 36

/**
 * an_uuid_new:
 *
 * Returns: (transfer full): a fresh random UUID of version 4, such as
 *   `7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f`
 */
char *
an_uuid_new (void)
{
  guint8 bytes[16];

  g_return_val_if_fail (sodium_init () >= 0, NULL);

  randombytes_buf (bytes, sizeof bytes);
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | 0x40);
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          bytes[0],
                          bytes[1],
                          bytes[2],
                          bytes[3],
                          bytes[4],
                          bytes[5],
                          bytes[6],
                          bytes[7],
                          bytes[8],
                          bytes[9],
                          bytes[10],
                          bytes[11],
                          bytes[12],
                          bytes[13],
                          bytes[14],
                          bytes[15]);
}

/**
 * an_uuid_is_valid:
 * @text: (nullable): any text
 *
 * Returns: whether @text is a UUID of version 4 (RFC 9562) in lower case
 */
gboolean
an_uuid_is_valid (const char *text)
{
  if (text == NULL)
    return FALSE;
  for (int i = 0; i < TEXT_LENGTH; i++) {
    gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

    if (dash ? text[i] != '-' : !g_ascii_isdigit (text[i]) && (text[i] < 'a' || text[i] > 'f'))
      return FALSE;
  }
  return text[TEXT_LENGTH] == '\0' && text[14] == '4' &&
         (text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b');
}
