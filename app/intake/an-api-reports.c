// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Creating a report, finishing it, and its status. */

#include <json-glib/json-glib.h>

#include "base/an-json.h"
#include "intake/an-api.h"
#include "intake/an-filing.h"
#include "intake/an-server.h"
#include "intake/an-status.h"
#include "intake/an-submission.h"

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnFiling filing;
} Creation;

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnSubmission submission;
} Finishing;

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnAccess access;
  JsonNode *status; /* (owned) (nullable) */
} Lookup;

/* Helpers */

/* (transfer full) (nullable): the body, or NULL after refusing it */
static GBytes *
take_body (AnExchange *exchange)
{
  guint8 sha256[32];

  an_exchange_end_body (exchange, sha256);
  if (exchange->refusal != NULL) {
    an_exchange_reply_problem (exchange, exchange->refusal);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&exchange->memory));
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

/* (transfer full) */
static char *
finish_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return an_json_to_string (root, FALSE);
}

/* POST /v1/reports */

static gboolean
prepare_creation (gpointer data, GError **error)
{
  Creation *self = data;

  return an_filing_prepare (&self->filing, an_server_get_office (self->exchange->server), error);
}

static gboolean
store_creation (AnDatabase *database, gpointer data, GError **error)
{
  Creation *self = data;

  return an_filing_store (&self->filing, database, g_get_real_time (), error);
}

static void
on_created (gpointer data, const GError *error)
{
  Creation *self = data;
  AnExchange *exchange = self->exchange;

  if (error != NULL) {
    an_exchange_reply_problem (exchange, error);
  } else if (!exchange->is_finished) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *location = g_strconcat ("/v1/reports/", self->filing.envelope->id, NULL);
    g_autofree char *json = NULL;

    json_builder_begin_object (builder);
    add_text (builder, "schema", "vn.annhi.created/1");
    add_text (builder, "id", self->filing.envelope->id);
    add_text (builder, "state", "open");
    add_text (builder, "expires_at", self->filing.expires_at);
    json = finish_json (builder);
    an_exchange_set_header (exchange, "Location", location);
    if (self->filing.replayed)
      an_server_get_metrics (exchange->server)->replayed++;
    else
      an_server_get_metrics (exchange->server)->created++;
    if (self->filing.replayed)
      an_gate_leave (an_server_get_gate (exchange->server)->reports, exchange);
    if (self->filing.replayed)
      an_exchange_set_header (exchange, "Idempotency-Replayed", "true");
    an_exchange_reply (exchange, SOUP_STATUS_CREATED, json);
  }
  an_filing_clear (&self->filing);
  an_exchange_unref (exchange);
  g_free (self);
}

static const AnWorkerJob creation_job = { prepare_creation, store_creation, on_created };

void
an_api_create_report (AnExchange *exchange)
{
  GBytes *body = take_body (exchange);
  Creation *self;

  if (body == NULL)
    return;
  self = g_new0 (Creation, 1);
  self->exchange = an_exchange_ref (exchange);
  self->filing.body = body;
  self->filing.key = an_request_parse_key (an_exchange_get_header (exchange, "Idempotency-Key"));
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &creation_job, self);
}

/* POST /v1/reports/{id}/submission */

static gboolean
prepare_finishing (gpointer data, GError **error)
{
  Finishing *self = data;

  return an_submission_prepare (&self->submission, error);
}

static gboolean
store_finishing (AnDatabase *database, gpointer data, GError **error)
{
  Finishing *self = data;

  return an_submission_store (&self->submission,
                              database,
                              an_server_get_office (self->exchange->server),
                              g_get_real_time (),
                              error);
}

static void
on_submitted (gpointer data, const GError *error)
{
  Finishing *self = data;
  AnSubmission *submission = &self->submission;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *signature =
        g_base64_encode (submission->signature, sizeof submission->signature);
    g_autofree char *json = NULL;

    json_builder_begin_object (builder);
    add_text (builder, "schema", "vn.annhi.submission/1");
    add_text (builder, "id", submission->access.report);
    add_text (builder, "state", "received");
    add_text (builder, "received_at", submission->received_at);
    add_text (builder, "digest", submission->digest);
    add_text (builder, "signature", signature);
    json = finish_json (builder);
    an_desk_touch (an_server_get_desk (self->exchange->server));
    an_server_get_metrics (self->exchange->server)->submitted++;
    an_exchange_reply (self->exchange, SOUP_STATUS_OK, json);
  }
  an_submission_clear (submission);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static const AnWorkerJob finishing_job = { prepare_finishing, store_finishing, on_submitted };

void
an_api_submit (AnExchange *exchange)
{
  GBytes *body = take_body (exchange);
  Finishing *self;

  if (body == NULL)
    return;
  self = g_new0 (Finishing, 1);
  self->exchange = an_exchange_ref (exchange);
  self->submission.body = body;
  self->submission.access.report = g_strdup (exchange->route.report);
  an_api_read_bearer (exchange, self->submission.access.verifier);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &finishing_job, self);
}

/* GET /v1/reports/{id} and /v1/receipt */

static gboolean
store_lookup (AnDatabase *database, gpointer data, GError **error)
{
  Lookup *self = data;

  self->status = an_status_read (&self->access, database, g_get_real_time (), error);
  return self->status != NULL;
}

static gboolean
trace_lookup (AnDatabase *database, gpointer data, GError **error)
{
  Lookup *self = data;

  return an_status_note_access (&self->access, database, g_get_real_time (), error);
}

static void
on_looked_up (gpointer data, const GError *error)
{
  Lookup *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    g_autofree char *json = an_json_to_string (self->status, FALSE);

    an_exchange_reply (self->exchange, SOUP_STATUS_OK, json);
  }
  g_clear_pointer (&self->status, json_node_unref);
  an_access_clear (&self->access);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static const AnWorkerJob lookup_job = { NULL, store_lookup, on_looked_up, trace_lookup };

void
an_api_status (AnExchange *exchange)
{
  guint8 verifier[AN_RECEIPT_VERIFIER_BYTES];
  Lookup *self;

  if (!an_api_read_bearer (exchange, verifier)) {
    an_exchange_reply_problem (exchange, exchange->refusal);
    return;
  }
  self = g_new0 (Lookup, 1);
  self->exchange = an_exchange_ref (exchange);
  memcpy (self->access.verifier, verifier, sizeof verifier);
  if (exchange->route.place == AN_PLACE_REPORT)
    self->access.report = g_strdup (exchange->route.report);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &lookup_job, self);
}
