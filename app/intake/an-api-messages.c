// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `/v1/reports/{id}/messages`: the reporter's side of the mailbox. */

#include "base/an-json.h"
#include "intake/an-api-officer.h"
#include "intake/an-api.h"
#include "intake/an-limits.h"
#include "intake/an-mailbox.h"
#include "intake/an-server.h"
#include "intake/an-status.h"

#define FULL_SECONDS "3600"

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnMailbox mailbox;
  JsonNode *answer; /* (owned) (nullable) */
} Mailing;

/* Helpers */

/* (transfer full) (nullable): after refusing where there is no token */
static Mailing *
new_mailing (AnExchange *exchange)
{
  Mailing *self = g_new0 (Mailing, 1);

  if (!an_api_read_bearer (exchange, self->mailbox.access.verifier)) {
    an_exchange_reply_problem (exchange, exchange->refusal);
    g_free (self);
    return NULL;
  }
  self->exchange = an_exchange_ref (exchange);
  self->mailbox.access.report = g_strdup (exchange->route.report);
  return self;
}

static void
free_mailing (Mailing *self)
{
  an_mailbox_clear (&self->mailbox);
  g_clear_pointer (&self->answer, json_node_unref);
  an_exchange_unref (self->exchange);
  g_free (self);
}

/* GET */

static gboolean
store_reading (AnDatabase *database, gpointer data, GError **error)
{
  Mailing *self = data;

  self->answer = an_mailbox_read (&self->mailbox, database, g_get_real_time (), error);
  return self->answer != NULL;
}

/* Remembered as every look-up with the receipt is. */
static gboolean
trace_reading (AnDatabase *database, gpointer data, GError **error)
{
  Mailing *self = data;
  const AnAccess *access = &self->mailbox.access;

  return (database == NULL ||
          an_mailbox_mark_read (database, access->report, AN_MAILBOX_OFFICE, error)) &&
         an_status_note_access (access, database, g_get_real_time (), error);
}

static void
on_read (gpointer data, const GError *error)
{
  Mailing *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    g_autofree char *json = an_json_to_string (self->answer, FALSE);

    an_exchange_reply (self->exchange, SOUP_STATUS_OK, json);
  }
  free_mailing (self);
}

static const AnWorkerJob reading_job = { NULL, store_reading, on_read, trace_reading };

/* POST */

static gboolean
store_posting (AnDatabase *database, gpointer data, GError **error)
{
  Mailing *self = data;

  return an_mailbox_post (&self->mailbox, database, g_get_real_time (), error);
}

static void
on_posted (gpointer data, const GError *error)
{
  Mailing *self = data;

  if (error != NULL) {
    if (self->mailbox.is_full && !self->exchange->is_finished)
      an_exchange_set_header (self->exchange, "Retry-After", FULL_SECONDS);
    an_exchange_reply_problem (self->exchange, error);
  } else {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *json = NULL;

    an_desk_touch (an_server_get_desk (self->exchange->server));
    json_builder_begin_object (builder);
    an_api_add_text (builder, "schema", "vn.annhi.message/1");
    an_api_add_text (builder, "id", self->mailbox.id);
    an_api_add_text (builder, "at", self->mailbox.at);
    json = an_api_finish_json (builder);
    an_exchange_reply (self->exchange, SOUP_STATUS_CREATED, json);
  }
  free_mailing (self);
}

static const AnWorkerJob posting_job = { NULL, store_posting, on_posted };

/* Public */

void
an_api_begin_message (AnExchange *exchange)
{
  guint8 verifier[AN_RECEIPT_VERIFIER_BYTES];

  if (an_api_read_bearer (exchange, verifier) &&
      an_gate_enter (an_server_get_gate (exchange->server)->messages, exchange))
    an_exchange_start_memory (exchange, AN_LIMIT_OFFICER_BYTES);
}

void
an_api_messages (AnExchange *exchange)
{
  Mailing *self = new_mailing (exchange);

  if (self == NULL)
    return;
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &reading_job, self);
}

void
an_api_post_message (AnExchange *exchange)
{
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (GError) error = NULL;
  Mailing *self = root ? new_mailing (exchange) : NULL;

  if (self == NULL)
    return;
  if (an_mailbox_parse (&self->mailbox, root, &error)) {
    an_exchange_pause (exchange);
    an_worker_push (an_server_get_worker (exchange->server), &posting_job, self);
    return;
  }
  an_exchange_reply_problem (exchange, error);
  free_mailing (self);
}
