// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What all places for officers share: the session, the CSRF token, revisions, small JSON. */

#include "intake/an-api-officer.h"

#include <sodium.h>
#include <string.h>

#include "base/an-json.h"
#include "intake/an-limits.h"
#include "intake/an-server.h"
#include "intake/an-tus.h"

/* Helpers */

static gboolean
is_safe (AnExchange *exchange)
{
  const char *method = soup_server_message_get_method (exchange->message);

  return method == SOUP_METHOD_GET || method == SOUP_METHOD_HEAD;
}

static gboolean
check_csrf (AnExchange *exchange, const AnSession *session)
{
  const char *token = an_exchange_get_header (exchange, "X-CSRF-Token");

  return token != NULL && strlen (token) == strlen (session->csrf) &&
         sodium_memcmp (token, session->csrf, strlen (token)) == 0;
}

/* Sets the refusal where there is no session; remembers it where there is one. */
static gboolean
find_session (AnExchange *exchange, gboolean is_use)
{
  gint64 now = g_get_monotonic_time ();
  AnSession *session;

  if (exchange->session != NULL)
    return TRUE;
  if (!an_api_check_same_site (exchange))
    return FALSE;
  session = an_sessions_find (an_server_get_desk (exchange->server)->sessions,
                              an_exchange_get_header (exchange, "Cookie"),
                              now);
  if (session == NULL) {
    an_problem_set (&exchange->refusal, AN_PROBLEM_SESSION);
    return FALSE;
  }
  if (!is_safe (exchange) && !check_csrf (exchange, session)) {
    an_problem_set (&exchange->refusal, AN_PROBLEM_CSRF);
    return FALSE;
  }
  if (is_use)
    session->used = now;
  exchange->session = an_session_ref (session);
  return TRUE;
}

/* Public */

/* Whether the request comes from our own page, or from no page at all. */
gboolean
an_api_check_same_site (AnExchange *exchange)
{
  const char *site = an_exchange_get_header (exchange, "Sec-Fetch-Site");

  if (site == NULL || g_str_equal (site, "same-origin") || g_str_equal (site, "none"))
    return TRUE;
  an_problem_set (&exchange->refusal, AN_PROBLEM_CSRF);
  return FALSE;
}

void
an_api_begin_officer_document (AnExchange *exchange)
{
  if (find_session (exchange, TRUE))
    an_exchange_start_memory (exchange, AN_LIMIT_OFFICER_BYTES);
}

AnSession *
an_api_require_session (AnExchange *exchange, gboolean is_use)
{
  if (find_session (exchange, is_use))
    return exchange->session;
  an_exchange_reply_problem (exchange, exchange->refusal);
  return NULL;
}

/* Whether the session is of somebody who may; refuses otherwise. */
gboolean
an_api_check_right (AnExchange *exchange, AnStaffRight right)
{
  if (an_staff_may (exchange->session->staff, right))
    return TRUE;
  an_exchange_reply_error (exchange, AN_PROBLEM_FORBIDDEN);
  return FALSE;
}

AnSession *
an_api_require_right (AnExchange *exchange, AnStaffRight right, gboolean is_use)
{
  AnSession *session = an_api_require_session (exchange, is_use);

  return session != NULL && an_api_check_right (exchange, right) ? session : NULL;
}

/* (transfer full) (nullable) */
JsonNode *
an_api_take_json (AnExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  guint8 sha256[32];
  JsonNode *root;

  an_exchange_end_body (exchange, sha256);
  if (exchange->refusal != NULL) {
    an_exchange_reply_problem (exchange, exchange->refusal);
    return NULL;
  }
  root = an_json_parse ((const char *) exchange->memory->data,
                        exchange->memory->len,
                        AN_LIMIT_OFFICER_BYTES,
                        &error);
  sodium_memzero (exchange->memory->data, exchange->memory->len);
  if (root == NULL)
    an_exchange_reply_problem (exchange, error);
  return root;
}

gboolean
an_api_read_revision (AnExchange *exchange, gint64 *revision)
{
  const char *header = an_exchange_get_header (exchange, "If-Match");
  gsize length = header ? strlen (header) : 0;
  g_autofree char *number = NULL;

  if (header == NULL) {
    an_exchange_reply_error (exchange, AN_PROBLEM_PRECONDITION_REQUIRED);
    return FALSE;
  }
  if (length > 2 && header[0] == '"' && header[length - 1] == '"')
    number = g_strndup (header + 1, length - 2);
  if (number != NULL && an_tus_parse_number (number, revision))
    return TRUE;
  an_exchange_reply_error (exchange, AN_PROBLEM_REVISION_MISMATCH);
  return FALSE;
}

/* (transfer full) (nullable): a parameter of the query */
char *
an_api_get_query (AnExchange *exchange, const char *name)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (exchange->message));
  g_autoptr (GHashTable) form = query ? soup_form_decode (query) : NULL;

  return form ? g_strdup (g_hash_table_lookup (form, name)) : NULL;
}

void
an_api_add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

void
an_api_add_texts (JsonBuilder *builder, const char *key, char **texts)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

void
an_api_add_number (JsonBuilder *builder, const char *key, gint64 number)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, number);
}

void
an_api_add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

/* (transfer full) */
char *
an_api_finish_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return an_json_to_string (root, FALSE);
}

void
an_api_set_revision (AnExchange *exchange, gint64 revision)
{
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", revision);

  an_exchange_set_header (exchange, "ETag", tag);
}
