// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What must hold of every request before anything else is looked at. libsoup 3.2 takes two Host
 * headers, negative and doubled lengths, and a length beside chunks; where two readers can disagree
 * about the end of a request, the second request is a stranger's.
 */

#include "intake/an-request.h"

#include <string.h>

#include "intake/an-digest.h"
#include "intake/an-tus.h"

#define MAX_HEADERS 64
#define MAX_HOST 255
#define MAX_KEY 128

/* Those that may come only once. */
static const char *const single[] = {
  "Authorization",
  "Content-Digest",
  "Content-Encoding",
  "Content-Length",
  "Content-Type",
  "Expect",
  "Host",
  "Idempotency-Key",
  "Tus-Resumable",
  "Transfer-Encoding",
  "Upload-Checksum",
  "Upload-Defer-Length",
  "Upload-Length",
  "Upload-Metadata",
  "Upload-Offset",
};

/* Helpers */

static gboolean
fail (GError **error, AnProblem problem)
{
  an_problem_set (error, problem);
  return FALSE;
}

static gboolean
check_single (SoupMessageHeaders *headers, GError **error)
{
  guint counts[G_N_ELEMENTS (single)] = { 0 };
  SoupMessageHeadersIter iter;
  const char *name, *value;
  guint n = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value)) {
    if (++n > MAX_HEADERS)
      return fail (error, AN_PROBLEM_BAD_REQUEST);
    for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
      if (g_ascii_strcasecmp (name, single[i]) == 0 && ++counts[i] > 1)
        return fail (error, AN_PROBLEM_BAD_REQUEST);
  }
  return TRUE;
}

static gboolean
check_host (SoupMessageHeaders *headers, gboolean is_http_1_0, GError **error)
{
  const char *host = soup_message_headers_get_one (headers, "Host");

  if (host == NULL)
    return is_http_1_0 || fail (error, AN_PROBLEM_BAD_REQUEST);
  if (*host == '\0' || strlen (host) > MAX_HOST)
    return fail (error, AN_PROBLEM_BAD_REQUEST);
  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (".-_:[]", *p) == NULL)
      return fail (error, AN_PROBLEM_BAD_REQUEST);
  return TRUE;
}

/* Where the body ends. */
static gboolean
check_framing (SoupMessageHeaders *headers,
               gboolean is_http_1_0,
               AnRequestBody *body,
               GError **error)
{
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *coding = soup_message_headers_get_list (headers, "Transfer-Encoding");

  body->broken = TRUE;
  if (coding != NULL && (length != NULL || is_http_1_0))
    return fail (error, AN_PROBLEM_BAD_REQUEST);
  if (coding != NULL && g_ascii_strcasecmp (coding, "chunked") != 0)
    return fail (error, AN_PROBLEM_BAD_REQUEST);
  if (length != NULL && !an_tus_parse_number (length, &body->length))
    return fail (error, AN_PROBLEM_BAD_REQUEST);
  body->chunked = coding != NULL;
  body->broken = FALSE;
  return TRUE;
}

static gboolean
check_body (SoupMessageHeaders *headers, const char *method, AnRequestBody *body, GError **error)
{
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  const char *digest = soup_message_headers_get_one (headers, "Content-Digest");

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "identity") != 0)
    return fail (error, AN_PROBLEM_MEDIA_TYPE);
  if (!g_str_equal (method, "POST") && !g_str_equal (method, "PATCH") &&
      (body->chunked || body->length > 0))
    return fail (error, AN_PROBLEM_BAD_REQUEST);
  switch (an_digest_parse (digest, body->sha256)) {
  case AN_DIGEST_MALFORMED:
    return fail (error, AN_PROBLEM_BAD_REQUEST);
  case AN_DIGEST_PRESENT:
    body->has_sha256 = TRUE;
    return TRUE;
  case AN_DIGEST_ABSENT:
  default:
    return TRUE;
  }
}

/* Public */

gboolean
an_request_check (SoupMessageHeaders *headers,
                  const char *method,
                  gboolean is_http_1_0,
                  AnRequestBody *body,
                  GError **error)
{
  memset (body, 0, sizeof *body);
  return check_framing (headers, is_http_1_0, body, error) && check_single (headers, error) &&
         check_host (headers, is_http_1_0, error) && check_body (headers, method, body, error);
}

/**
 * an_request_parse_key:
 * @header: (nullable): value of Idempotency-Key
 *
 * Returns: (transfer full) (nullable): the key without quotes; 1 to 128 letters, digits and `-._:`,
 *   a UUID as a rule
 */
char *
an_request_parse_key (const char *header)
{
  gsize length = header == NULL ? 0 : strlen (header);

  if (length >= 2 && header[0] == '"' && header[length - 1] == '"') {
    header++;
    length -= 2;
  }
  if (length < 1 || length > MAX_KEY)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (header[i]) && strchr ("-._:", header[i]) == NULL)
      return NULL;
  return g_strndup (header, length);
}
