// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `/v1/session`: signing in and out, and the one-time codes of a person. */

#include <json-glib/json-glib.h>
#include <sodium.h>

#include "base/an-json-reader.h"
#include "base/an-qr.h"
#include "base/an-time.h"
#include "intake/an-api-officer.h"
#include "intake/an-audit.h"
#include "intake/an-caller.h"
#include "intake/an-limits.h"
#include "intake/an-server.h"
#include "intake/an-sign-in.h"
#include "intake/an-totp.h"

#define MAX_CODE 16
#define COOKIE_RULES "; Path=/; Secure; HttpOnly; SameSite=Strict"

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnSignIn attempt;
} Attempt;

typedef struct {
  AnExchange *exchange; /* (owned) with its session */
  gint64 step;
} Enrolment;

/* Helpers */

static AnDesk *
get_desk (AnExchange *exchange)
{
  return an_server_get_desk (exchange->server);
}

static void
reply_session (AnExchange *exchange, guint status, const AnSession *session)
{
  AnDesk *desk = get_desk (exchange);
  gint64 left = an_sessions_get_end (desk->sessions, session) - g_get_monotonic_time ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *ends_at = an_time_to_rfc3339 (g_get_real_time () + left);
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  an_api_add_text (builder, "schema", "vn.annhi.session/1");
  an_api_add_text (builder, "name", session->staff->name);
  an_api_add_text (builder, "role", session->staff->role);
  an_api_add_text (builder, "office", an_server_get_office (exchange->server)->name);
  an_api_add_text (builder, "csrf_token", session->csrf);
  an_api_add_text (builder, "ends_at", ends_at);
  an_api_add_boolean (builder, "totp", session->has_totp);
  json = an_api_finish_json (builder);
  an_exchange_reply (exchange, status, json);
}

/* POST /v1/session */

static void
free_attempt (Attempt *self)
{
  an_sign_in_clear (&self->attempt);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static gboolean
load_attempt (AnDatabase *database, gpointer data, GError **error)
{
  Attempt *self = data;

  return an_sign_in_load (&self->attempt, database, g_get_real_time (), error);
}

static gboolean
open_attempt (gpointer data, GError **error)
{
  Attempt *self = data;

  return an_sign_in_open (&self->attempt, g_get_real_time (), error);
}

static gboolean
record_attempt (AnDatabase *database, gpointer data, GError **error)
{
  Attempt *self = data;

  return an_sign_in_record (&self->attempt, database, g_get_real_time (), error);
}

static void
on_recorded (gpointer data, const GError *error)
{
  Attempt *self = data;
  AnExchange *exchange = self->exchange;
  AnDesk *desk = get_desk (exchange);

  desk->n_opening--;
  if (error != NULL) {
    an_exchange_reply_problem (exchange, error);
  } else if (self->attempt.staff == NULL) {
    an_exchange_reply_error (exchange, AN_PROBLEM_SIGN_IN);
  } else if (!exchange->is_finished) {
    g_autofree char *cookie = NULL;
    g_autofree char *header = NULL;
    AnSession *session = an_sessions_add (desk->sessions,
                                          g_steal_pointer (&self->attempt.staff),
                                          g_get_monotonic_time (),
                                          &cookie);

    header = g_strconcat (AN_SESSION_COOKIE "=", cookie, COOKIE_RULES, NULL);
    an_exchange_set_header (exchange, "Set-Cookie", header);
    reply_session (exchange, SOUP_STATUS_CREATED, session);
  }
  free_attempt (self);
}

static const AnWorkerJob opening_job = { open_attempt, record_attempt, on_recorded };

static void
on_loaded (gpointer data, const GError *error)
{
  Attempt *self = data;
  AnDesk *desk = get_desk (self->exchange);

  if (error == NULL && self->attempt.wait_seconds == 0) {
    an_worker_push (an_server_get_worker (self->exchange->server), &opening_job, self);
    return;
  }
  desk->n_opening--;
  an_exchange_set_wait (self->exchange, self->attempt.wait_seconds);
  if (error != NULL)
    an_exchange_reply_problem (self->exchange, error);
  else
    an_exchange_reply_error (self->exchange, AN_PROBLEM_TOO_MANY);
  free_attempt (self);
}

static const AnWorkerJob loading_job = { NULL, load_attempt, on_loaded };

void
an_api_begin_sign_in (AnExchange *exchange)
{
  if (an_api_check_same_site (exchange))
    an_exchange_start_memory (exchange, AN_LIMIT_OFFICER_BYTES);
}

void
an_api_sign_in (AnExchange *exchange)
{
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  AnDesk *desk = get_desk (exchange);
  Attempt *self;
  guint wait;

  if (root == NULL)
    return;
  address = an_caller_get_address (exchange);
  wait = an_throttle_take (desk->sign_ins, address, g_get_monotonic_time ());
  if (wait > 0) {
    an_exchange_set_wait (exchange, wait);
    an_exchange_reply_error (exchange, AN_PROBLEM_TOO_MANY);
    return;
  }
  if (desk->n_opening >= AN_DESK_MAX_HEAVY) {
    an_exchange_reply_error (exchange, AN_PROBLEM_BUSY);
    return;
  }
  self = g_new0 (Attempt, 1);
  self->exchange = an_exchange_ref (exchange);
  if (!an_sign_in_parse (&self->attempt, root, &error)) {
    an_exchange_reply_problem (exchange, error);
    free_attempt (self);
    return;
  }
  desk->n_opening++;
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &loading_job, self);
}

/* GET and DELETE /v1/session */

void
an_api_session (AnExchange *exchange)
{
  AnSession *session = an_api_require_session (exchange, FALSE);

  if (session != NULL)
    reply_session (exchange, SOUP_STATUS_OK, session);
}

static gboolean
store_end (AnDatabase *database, gpointer data, GError **error)
{
  const char *name = ((AnExchange *) data)->session->staff->name;

  return an_audit_append (database, name, "session.ended", name, "", error);
}

static void
on_ended (gpointer data, const GError *error)
{
  AnExchange *exchange = data;

  if (error != NULL) {
    an_exchange_reply_problem (exchange, error);
  } else {
    an_exchange_set_header (exchange, "Set-Cookie", AN_SESSION_COOKIE "=; Max-Age=0" COOKIE_RULES);
    an_exchange_reply (exchange, SOUP_STATUS_NO_CONTENT, NULL);
  }
  an_exchange_unref (exchange);
}

static const AnWorkerJob ending_job = { NULL, store_end, on_ended };

/* The session is gone whatever becomes of the note about it. */
void
an_api_sign_out (AnExchange *exchange)
{
  AnSession *session = an_api_require_session (exchange, TRUE);

  if (session == NULL)
    return;
  an_sessions_remove (get_desk (exchange)->sessions, session);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &ending_job, an_exchange_ref (exchange));
}

/* POST /v1/session/totp */

static void
add_qr (JsonBuilder *builder, const char *uri)
{
  g_autoptr (AnQr) qr = an_qr_new (uri, NULL);

  json_builder_set_member_name (builder, "qr");
  json_builder_begin_array (builder);
  for (guint y = 0; qr != NULL && y < qr->size; y++) {
    g_autofree char *row = g_malloc0 (qr->size + 1);

    for (guint x = 0; x < qr->size; x++)
      row[x] = an_qr_is_dark (qr, x, y) ? '1' : '0';
    json_builder_add_string_value (builder, row);
  }
  json_builder_end_array (builder);
}

static void
propose_totp (AnExchange *exchange)
{
  AnSession *session = exchange->session;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *secret = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *json = NULL;

  randombytes_buf (session->new_totp, sizeof session->new_totp);
  session->has_new_totp = TRUE;
  secret = an_totp_to_base32 (session->new_totp);
  uri = an_totp_to_uri (secret, session->staff->name);
  json_builder_begin_object (builder);
  an_api_add_text (builder, "schema", "vn.annhi.totp/1");
  an_api_add_text (builder, "secret", secret);
  an_api_add_text (builder, "uri", uri);
  add_qr (builder, uri);
  json = an_api_finish_json (builder);
  an_exchange_reply (exchange, SOUP_STATUS_OK, json);
}

static gboolean
store_enrolment (AnDatabase *database, gpointer data, GError **error)
{
  Enrolment *self = data;
  AnSession *session = self->exchange->session;

  return an_staff_set_totp (database, session->staff, session->new_totp, self->step, error);
}

static void
on_enrolled (gpointer data, const GError *error)
{
  Enrolment *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    self->exchange->session->has_totp = TRUE;
    self->exchange->session->has_new_totp = FALSE;
    reply_session (self->exchange, SOUP_STATUS_OK, self->exchange->session);
  }
  an_exchange_unref (self->exchange);
  g_free (self);
}

static const AnWorkerJob enrolment_job = { NULL, store_enrolment, on_enrolled };

/* Without a code: a new secret. With the code that it makes: from now on codes are asked for. */
void
an_api_totp (AnExchange *exchange)
{
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  AnSession *session = exchange->session;
  const char *code;
  Enrolment *self;
  gint64 step = AN_TOTP_NONE;

  if (root == NULL)
    return;
  reader = an_json_reader_new (root);
  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader, "code", NULL);
  code = an_json_reader_get_string (reader, "code", AN_JSON_OPTIONAL, MAX_CODE);
  if (!an_json_reader_finish (reader, &error)) {
    an_exchange_reply_problem (exchange, error);
    return;
  }
  if (session->has_totp) {
    an_exchange_reply_error (exchange, AN_PROBLEM_TOTP);
    return;
  }
  if (code == NULL) {
    propose_totp (exchange);
    return;
  }
  if (session->has_new_totp)
    step = an_totp_find_step (session->new_totp, code, 0, g_get_real_time () / G_USEC_PER_SEC);
  if (step == AN_TOTP_NONE) {
    an_exchange_reply_error (exchange, AN_PROBLEM_TOTP);
    return;
  }
  self = g_new0 (Enrolment, 1);
  self->exchange = an_exchange_ref (exchange);
  self->step = step;
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &enrolment_job, self);
}
