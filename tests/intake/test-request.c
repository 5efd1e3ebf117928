// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What of a request's headers is let through, and where its body ends. */

#include "intake/an-request.h"

#define PASSES (-1)

typedef struct {
  const char *label;
  const char *method;
  const char *headers; /* lines, in the order they came */
  gboolean is_http_1_0;
  int problem; /* AnProblem or PASSES */
  gint64 length;
  gboolean chunked, broken;
} Case;

#define HOST "Host: 127.0.0.1:8111\n"

static const Case cases[] = {
  { "plain", "GET", HOST, FALSE, PASSES },
  { "without-host-1-0", "GET", "", TRUE, PASSES },
  { "without-host", "GET", "", FALSE, AN_PROBLEM_BAD_REQUEST },
  { "two-hosts", "GET", HOST HOST, FALSE, AN_PROBLEM_BAD_REQUEST },
  { "host-with-space", "GET", "Host: a b\n", FALSE, AN_PROBLEM_BAD_REQUEST },
  { "host-with-path", "GET", "Host: a/b\n", FALSE, AN_PROBLEM_BAD_REQUEST },
  { "host-ipv6", "GET", "Host: [::1]:80\n", FALSE, PASSES },
  { "length", "POST", HOST "Content-Length: 12\n", FALSE, PASSES, 12 },
  { "length-0", "GET", HOST "Content-Length: 0\n", FALSE, PASSES },
  { "chunks", "POST", HOST "Transfer-Encoding: Chunked\n", FALSE, PASSES, 0, TRUE },
  { "chunks-1-0",
    "POST",
    HOST "Transfer-Encoding: chunked\n",
    TRUE,
    AN_PROBLEM_BAD_REQUEST,
    0,
    FALSE,
    TRUE },
  { "length-and-chunks",
    "POST",
    HOST "Content-Length: 1\nTransfer-Encoding: chunked\n",
    FALSE,
    AN_PROBLEM_BAD_REQUEST,
    0,
    FALSE,
    TRUE },
  { "two-lengths",
    "POST",
    HOST "Content-Length: 1\nContent-Length: 1\n",
    FALSE,
    AN_PROBLEM_BAD_REQUEST,
    0,
    FALSE,
    TRUE },
  { "negative",
    "POST",
    HOST "Content-Length: -1\n",
    FALSE,
    AN_PROBLEM_BAD_REQUEST,
    0,
    FALSE,
    TRUE },
  { "20-digits",
    "POST",
    HOST "Content-Length: 99999999999999999999\n",
    FALSE,
    AN_PROBLEM_BAD_REQUEST,
    0,
    FALSE,
    TRUE },
  { "gzip-coding",
    "POST",
    HOST "Transfer-Encoding: gzip, chunked\n",
    FALSE,
    AN_PROBLEM_BAD_REQUEST,
    0,
    FALSE,
    TRUE },
  { "body-of-get", "GET", HOST "Content-Length: 1\n", FALSE, AN_PROBLEM_BAD_REQUEST, 1 },
  { "gzip", "POST", HOST "Content-Encoding: gzip\n", FALSE, AN_PROBLEM_MEDIA_TYPE },
  { "identity", "POST", HOST "Content-Encoding: identity\n", FALSE, PASSES },
  { "two-receipts",
    "GET",
    HOST "Authorization: a\nauthorization: b\n",
    FALSE,
    AN_PROBLEM_BAD_REQUEST },
  { "two-others", "GET", HOST "Accept: a\nAccept: b\n", FALSE, PASSES },
  { "digest-malformed",
    "POST",
    HOST "Content-Digest: sha-256=abc\n",
    FALSE,
    AN_PROBLEM_BAD_REQUEST },
  { "digest-of-others", "POST", HOST "Content-Digest: md5=:abc:\n", FALSE, PASSES },
};

/* (transfer full) */
static SoupMessageHeaders *
make_headers (const char *lines)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);

  for (guint i = 0; split[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (split[i], ": ", 2);

    if (pair[0] != NULL && pair[1] != NULL)
      soup_message_headers_append (headers, pair[0], pair[1]);
  }
  return headers;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (SoupMessageHeaders) headers = make_headers (c->headers);
  g_autoptr (GError) error = NULL;
  AnRequestBody body;
  gboolean passes = an_request_check (headers, c->method, c->is_http_1_0, &body, &error);

  g_assert_cmpint (passes, ==, c->problem == PASSES);
  g_assert_cmpint (body.length, ==, c->length);
  g_assert_cmpint (body.chunked, ==, c->chunked);
  g_assert_cmpint (body.broken, ==, c->broken);
  if (!passes)
    g_assert_error (error, AN_PROBLEM_ERROR, c->problem);
  else
    g_assert_no_error (error);
}

static void
test_too_many (void)
{
  g_autoptr (SoupMessageHeaders) headers = make_headers (HOST);
  g_autoptr (GError) error = NULL;
  AnRequestBody body;

  for (int i = 0; i < 63; i++)
    soup_message_headers_append (headers, "X", "y");
  g_assert_true (an_request_check (headers, "GET", FALSE, &body, &error));
  soup_message_headers_append (headers, "X", "y");
  g_assert_false (an_request_check (headers, "GET", FALSE, &body, &error));
  g_assert_error (error, AN_PROBLEM_ERROR, AN_PROBLEM_BAD_REQUEST);
}

static void
test_key (void)
{
  static const struct {
    const char *header, *key;
  } keys[] = {
    { "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324" },
    { "8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324" },
    { "a.b_c:d", "a.b_c:d" },
    { "\"\"", NULL },
    { "", NULL },
    { "\"", NULL },
    { "\"a", NULL },
    { "a b", NULL },
    { "a, b", NULL },
    { NULL, NULL },
  };
  g_autofree char *longest = g_strnfill (128, 'a');
  g_autofree char *too_long = g_strnfill (129, 'a');
  g_autofree char *kept = an_request_parse_key (longest);

  g_assert_cmpstr (kept, ==, longest);
  g_assert_null (an_request_parse_key (too_long));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *key = an_request_parse_key (keys[i].header);

    g_assert_cmpstr (key, ==, keys[i].key);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/request/check/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/request/too-many-headers", test_too_many);
  g_test_add_func ("/request/key", test_key);
  return g_test_run ();
}
