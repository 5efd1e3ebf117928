// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What an officer does to a case: transitions, notes, asking for a piece of evidence. */

#include "intake/an-api-officer.h"
#include "intake/an-case-change.h"
#include "intake/an-server.h"

typedef struct {
  AnExchange *exchange; /* (owned) with its session */
  AnCaseChange change;
} Changing;

/* Helpers */

static Changing *
new_changing (AnExchange *exchange)
{
  Changing *self = g_new0 (Changing, 1);

  self->exchange = an_exchange_ref (exchange);
  self->change.report = g_strdup (exchange->route.report);
  return self;
}

static void
free_changing (Changing *self)
{
  an_case_change_clear (&self->change);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static void
push (Changing *self, const AnWorkerJob *job)
{
  an_exchange_pause (self->exchange);
  an_worker_push (an_server_get_worker (self->exchange->server), job, self);
}

static const AnStaff *
get_staff (const Changing *self)
{
  return self->exchange->session->staff;
}

/* POST …/transitions, …/notes and …/messages */

static gboolean
store_transition (AnDatabase *database, gpointer data, GError **error)
{
  Changing *self = data;

  return an_case_change_store_transition (&self->change, database, get_staff (self), error);
}

static gboolean
store_note (AnDatabase *database, gpointer data, GError **error)
{
  Changing *self = data;

  return an_case_change_store_note (&self->change, database, get_staff (self), error);
}

static gboolean
store_message (AnDatabase *database, gpointer data, GError **error)
{
  Changing *self = data;

  return an_case_change_store_message (&self->change, database, get_staff (self), error);
}

static void
on_changed (gpointer data, const GError *error)
{
  Changing *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *json = NULL;

    an_desk_touch (an_server_get_desk (self->exchange->server));
    json_builder_begin_object (builder);
    an_api_add_text (builder, "schema", "vn.annhi.case-changed/1");
    an_api_add_text (builder, "id", self->change.report);
    an_api_add_number (builder, "revision", self->change.revision);
    json = an_api_finish_json (builder);
    an_api_set_revision (self->exchange, self->change.revision);
    an_exchange_reply (self->exchange, SOUP_STATUS_CREATED, json);
  }
  free_changing (self);
}

static const AnWorkerJob transition_job = { NULL, store_transition, on_changed };
static const AnWorkerJob note_job = { NULL, store_note, on_changed };
static const AnWorkerJob message_job = { NULL, store_message, on_changed };

void
an_api_transition (AnExchange *exchange)
{
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (GError) error = NULL;
  Changing *self;
  gint64 revision;

  if (root == NULL || !an_api_check_right (exchange, AN_STAFF_WORK) ||
      !an_api_read_revision (exchange, &revision))
    return;
  self = new_changing (exchange);
  self->change.revision = revision;
  if (an_case_change_parse_transition (&self->change, root, &error)) {
    push (self, &transition_job);
    return;
  }
  an_exchange_reply_problem (exchange, error);
  free_changing (self);
}

/* A document of one text, with the revision that was seen. */
static void
take_text (AnExchange *exchange, const AnWorkerJob *job)
{
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (GError) error = NULL;
  Changing *self;
  gint64 revision;

  if (root == NULL || !an_api_check_right (exchange, AN_STAFF_WORK) ||
      !an_api_read_revision (exchange, &revision))
    return;
  self = new_changing (exchange);
  self->change.revision = revision;
  if (an_case_change_parse_text (&self->change, "text", root, &error)) {
    push (self, job);
    return;
  }
  an_exchange_reply_problem (exchange, error);
  free_changing (self);
}

void
an_api_note (AnExchange *exchange)
{
  take_text (exchange, &note_job);
}

void
an_api_send_message (AnExchange *exchange)
{
  take_text (exchange, &message_job);
}

/* POST …/evidence/{eid} */

static gboolean
store_asking (AnDatabase *database, gpointer data, GError **error)
{
  Changing *self = data;

  return an_case_change_store_evidence (&self->change, database, get_staff (self), error);
}

static void
on_asked (gpointer data, const GError *error)
{
  Changing *self = data;
  AnExchange *exchange = self->exchange;

  if (error != NULL) {
    an_exchange_reply_problem (exchange, error);
  } else {
    g_autofree char *location = g_strdup_printf ("/v1/cases/%s/evidence/%s",
                                                 exchange->route.report,
                                                 exchange->route.evidence);

    an_session_grant (exchange->session,
                      exchange->route.report,
                      exchange->route.evidence,
                      g_get_monotonic_time ());
    an_exchange_set_header (exchange, "Location", location);
    an_exchange_reply (exchange, SOUP_STATUS_CREATED, NULL);
  }
  free_changing (self);
}

static const AnWorkerJob asking_job = { NULL, store_asking, on_asked };

void
an_api_ask_evidence (AnExchange *exchange)
{
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (GError) error = NULL;
  Changing *self;

  if (root == NULL || !an_api_check_right (exchange, AN_STAFF_WORK))
    return;
  self = new_changing (exchange);
  self->change.evidence = g_strdup (exchange->route.evidence);
  if (an_case_change_parse_text (&self->change, "reason", root, &error)) {
    push (self, &asking_job);
    return;
  }
  an_exchange_reply_problem (exchange, error);
  free_changing (self);
}
