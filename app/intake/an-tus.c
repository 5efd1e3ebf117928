// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Header values of the tus 1.0 protocol (creation and checksum extensions). */

#include "intake/an-tus.h"

#include <string.h>

#include "report/an-envelope.h"
#include "report/an-uuid.h"

#define MAX_DIGITS 15 /* below 2^53 */
#define MAX_METADATA 4096
#define SHA256_PREFIX "sha256 "

gboolean
an_tus_parse_number (const char *text, gint64 *number)
{
  gsize length = text == NULL ? 0 : strlen (text);

  if (length < 1 || length > MAX_DIGITS || strspn (text, "0123456789") != length)
    return FALSE;
  *number = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

gboolean
an_tus_parse_checksum (const char *text, guint8 sha256[32])
{
  return text != NULL && g_str_has_prefix (text, SHA256_PREFIX) &&
         an_base64_to_bytes (text + strlen (SHA256_PREFIX), sha256, 32);
}

/* `id BASE64` among pairs separated by commas; a key twice is refused by tus. */
gboolean
an_tus_parse_metadata (const char *text, char id[37])
{
  g_auto (GStrv) pairs = NULL;
  gboolean found = FALSE;

  if (text == NULL || strlen (text) > MAX_METADATA)
    return FALSE;
  pairs = g_strsplit (text, ",", -1);
  for (guint i = 0; pairs[i] != NULL; i++) {
    char *pair = g_strstrip (pairs[i]);
    guint8 bytes[36];

    if (!g_str_has_prefix (pair, "id "))
      continue;
    if (found || !an_base64_to_bytes (pair + strlen ("id "), bytes, sizeof bytes))
      return FALSE;
    memcpy (id, bytes, sizeof bytes);
    id[sizeof bytes] = '\0';
    found = TRUE;
  }
  return found && strlen (id) == 36 && an_uuid_is_valid (id);
}
