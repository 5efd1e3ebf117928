// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* From a place and a method to what is done there. */

#include "intake/an-api.h"

#include <string.h>

#include "intake/an-api-officer.h"
#include "intake/an-limits.h"
#include "intake/an-server.h"
#include "intake/an-tus.h"

#define BEARER "Bearer "

/* Helpers */

static gboolean
check_media_type (AnExchange *exchange, const char *expected)
{
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (exchange->message),
      NULL);

  if (type != NULL && g_ascii_strcasecmp (type, expected) == 0)
    return TRUE;
  an_problem_set (&exchange->refusal, AN_PROBLEM_MEDIA_TYPE);
  return FALSE;
}

static gboolean
check_tus (AnExchange *exchange)
{
  if (g_strcmp0 (an_exchange_get_header (exchange, "Tus-Resumable"), AN_TUS_VERSION) == 0)
    return TRUE;
  an_problem_set (&exchange->refusal, AN_PROBLEM_TUS_VERSION);
  return FALSE;
}

static void
begin_create_report (AnExchange *exchange)
{
  g_autofree char *key =
      an_request_parse_key (an_exchange_get_header (exchange, "Idempotency-Key"));

  if (!check_media_type (exchange, AN_MEDIA_TYPE))
    return;
  if (key == NULL)
    an_problem_set (&exchange->refusal, AN_PROBLEM_IDEMPOTENCY_KEY);
  else if (an_gate_enter (an_server_get_gate (exchange->server)->reports, exchange))
    an_exchange_start_memory (exchange, AN_LIMIT_ENVELOPE_BYTES);
}

static void
finish_session (AnExchange *exchange, const char *method)
{
  if (g_str_equal (method, "POST"))
    an_api_sign_in (exchange);
  else if (g_str_equal (method, "DELETE"))
    an_api_sign_out (exchange);
  else
    an_api_session (exchange);
}

static void
finish_upload (AnExchange *exchange, const char *method)
{
  if (g_str_equal (method, "OPTIONS"))
    an_api_upload_options (exchange);
  else if (g_str_equal (method, "POST"))
    an_api_create_upload (exchange);
  else if (g_str_equal (method, "HEAD"))
    an_api_upload_offset (exchange);
  else
    an_api_append (exchange);
}

/* The places for officers. */
static void
finish_officer (AnExchange *exchange, const char *method)
{
  switch (exchange->route.place) {
  case AN_PLACE_SESSION:
    finish_session (exchange, method);
    break;
  case AN_PLACE_TOTP:
    an_api_totp (exchange);
    break;
  case AN_PLACE_CASES:
    an_api_cases (exchange);
    break;
  case AN_PLACE_CASE:
    if (g_str_equal (method, "PATCH"))
      an_api_keep (exchange);
    else
      an_api_case (exchange);
    break;
  case AN_PLACE_TRANSITIONS:
    an_api_transition (exchange);
    break;
  case AN_PLACE_NOTES:
    an_api_note (exchange);
    break;
  case AN_PLACE_CASE_MESSAGES:
    an_api_send_message (exchange);
    break;
  case AN_PLACE_CASE_EVIDENCE:
    if (g_str_equal (method, "POST"))
      an_api_ask_evidence (exchange);
    else
      an_api_evidence (exchange);
    break;
  case AN_PLACE_AUDIT:
    an_api_audit (exchange);
    break;
  case AN_PLACE_STAFF:
    if (g_str_equal (method, "POST"))
      an_api_change_people (exchange);
    else
      an_api_people (exchange);
    break;
  case AN_PLACE_OWN_PASSWORD:
  case AN_PLACE_OWN_KEY:
    an_api_change_self (exchange);
    break;
  case AN_PLACE_STATISTICS:
    an_api_statistics (exchange);
    break;
  case AN_PLACE_EXPORT:
    an_api_export (exchange);
    break;
  default:
    an_exchange_reply_error (exchange, AN_PROBLEM_NOT_FOUND);
    break;
  }
}

/* Public */

gboolean
an_api_read_bearer (AnExchange *exchange, guint8 verifier[AN_RECEIPT_VERIFIER_BYTES])
{
  const char *header = an_exchange_get_header (exchange, "Authorization");

  if (header == NULL)
    an_problem_set (&exchange->refusal, AN_PROBLEM_UNAUTHORIZED);
  else if (g_ascii_strncasecmp (header, BEARER, strlen (BEARER)) != 0)
    an_problem_set (&exchange->refusal, AN_PROBLEM_NOT_FOUND);
  else if (!an_receipt_verifier_from_bearer (header + strlen (BEARER), verifier))
    an_problem_set (&exchange->refusal, AN_PROBLEM_NOT_FOUND);
  return exchange->refusal == NULL;
}

void
an_api_begin (AnExchange *exchange)
{
  const char *method = soup_server_message_get_method (exchange->message);
  guint8 verifier[AN_RECEIPT_VERIFIER_BYTES];

  switch (exchange->route.place) {
  case AN_PLACE_REPORTS:
    begin_create_report (exchange);
    break;
  case AN_PLACE_SUBMISSION:
    if (check_media_type (exchange, AN_MEDIA_TYPE) && an_api_read_bearer (exchange, verifier))
      an_exchange_start_memory (exchange, AN_LIMIT_MANIFEST_BYTES);
    break;
  case AN_PLACE_UPLOADS:
    if (g_str_equal (method, "POST") && check_tus (exchange))
      an_api_begin_create_upload (exchange);
    break;
  case AN_PLACE_UPLOAD:
    if (g_str_equal (method, "HEAD"))
      check_tus (exchange);
    else if (g_str_equal (method, "PATCH") && check_tus (exchange) &&
             check_media_type (exchange, AN_UPLOAD_MEDIA_TYPE))
      an_api_begin_append (exchange);
    break;
  case AN_PLACE_MESSAGES:
    if (g_str_equal (method, "POST") && check_media_type (exchange, AN_MEDIA_TYPE))
      an_api_begin_message (exchange);
    break;
  case AN_PLACE_SESSION:
    if (g_str_equal (method, "POST") && check_media_type (exchange, AN_MEDIA_TYPE))
      an_api_begin_sign_in (exchange);
    break;
  case AN_PLACE_TOTP:
  case AN_PLACE_STAFF:
  case AN_PLACE_OWN_PASSWORD:
  case AN_PLACE_OWN_KEY:
  case AN_PLACE_TRANSITIONS:
  case AN_PLACE_NOTES:
  case AN_PLACE_CASE_MESSAGES:
  case AN_PLACE_CASE_EVIDENCE:
    if (g_str_equal (method, "POST") && check_media_type (exchange, AN_MEDIA_TYPE))
      an_api_begin_officer_document (exchange);
    break;
  case AN_PLACE_CASE:
    if (g_str_equal (method, "PATCH") && check_media_type (exchange, AN_MEDIA_TYPE))
      an_api_begin_officer_document (exchange);
    break;
  default:
    break;
  }
}

void
an_api_finish (AnExchange *exchange)
{
  const char *method = soup_server_message_get_method (exchange->message);

  switch (exchange->route.place) {
  case AN_PLACE_HEALTH:
    an_api_health (exchange);
    break;
  case AN_PLACE_READY:
    an_api_ready (exchange);
    break;
  case AN_PLACE_METRICS:
    an_api_metrics (exchange);
    break;
  case AN_PLACE_OFFICE:
    an_api_office (exchange);
    break;
  case AN_PLACE_REPORTS:
    an_api_create_report (exchange);
    break;
  case AN_PLACE_SUBMISSION:
    an_api_submit (exchange);
    break;
  case AN_PLACE_REPORT:
  case AN_PLACE_RECEIPT:
    if (g_str_equal (method, "DELETE"))
      an_api_withdraw (exchange);
    else
      an_api_status (exchange);
    break;
  case AN_PLACE_UPLOADS:
  case AN_PLACE_UPLOAD:
    finish_upload (exchange, method);
    break;
  case AN_PLACE_MESSAGES:
    if (g_str_equal (method, "POST"))
      an_api_post_message (exchange);
    else
      an_api_messages (exchange);
    break;
  case AN_PLACE_PAGE:
    an_api_page (exchange);
    break;
  default:
    finish_officer (exchange, method);
    break;
  }
}
