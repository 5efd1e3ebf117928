// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as the headers of a request to the office's server: NAME: VALUE lines. */

#include <string.h>

#include "fuzz.h"
#include "intake/an-digest.h"
#include "intake/an-request.h"
#include "intake/an-route.h"
#include "intake/an-tus.h"

/* Each value goes to the parser of every header. */
static void
parse_value (const char *value)
{
  g_autofree char *key = an_request_parse_key (value);
  guint8 sha256[32];
  AnRoute route;
  char id[37];
  gint64 number = 0;

  if (an_tus_parse_number (value, &number))
    g_assert_cmpint (number, >=, 0);
  an_tus_parse_checksum (value, sha256);
  an_digest_parse (value, sha256);
  if (an_tus_parse_metadata (value, id))
    g_assert_cmpuint (strlen (id), ==, 36);
  an_route_parse (&route, value);
  g_assert_cmpuint (strlen (route.report), <=, 36);
  an_language_choose (value);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  AnRequestBody body;

  for (guint i = 0; lines[i] != NULL; i++) {
    char *colon = strstr (lines[i], ": ");

    if (colon == NULL || colon == lines[i] || strchr (lines[i], '\r') != NULL)
      continue;
    *colon = '\0';
    if (*lines[i] == '\0' || strpbrk (lines[i], " \t:") != NULL) /* libsoup takes no such name */
      continue;
    parse_value (colon + 2);
    soup_message_headers_append (headers, lines[i], colon + 2);
  }
  if (!an_request_check (headers, "POST", FALSE, &body, &error))
    g_assert_nonnull (error);
  else
    g_assert_true (!body.broken && body.length >= 0 && !(body.chunked && body.length > 0));
  return 0;
}
