// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `GET /v1/audit`: who did and read what, the newest first; for the supervisor. */

#include "intake/an-api-officer.h"
#include "intake/an-audit.h"
#include "intake/an-server.h"
#include "intake/an-tus.h"

#define PAGE 100

typedef struct {
  AnExchange *exchange; /* (owned) with its session */
  gint64 before;        /* position */
  char *json;           /* (owned) (nullable) */
} Reading;

static gboolean
add_entries (Reading *self, AnDatabase *database, JsonBuilder *builder, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  gint64 last = 0;

  rows = an_database_query (database,
                            error,
                            "SELECT position, changed_at, actor, action, subject, detail FROM audit"
                            " WHERE position < $1 ORDER BY position DESC LIMIT $2",
                            "ii",
                            self->before,
                            (gint64) PAGE);
  if (rows == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  while (an_rows_next (rows, &broken)) {
    last = an_rows_int (rows, 0);
    json_builder_begin_object (builder);
    an_api_add_number (builder, "position", last);
    an_api_add_text (builder, "at", an_rows_text (rows, 1));
    an_api_add_text (builder, "actor", an_rows_text (rows, 2));
    an_api_add_text (builder, "action", an_rows_text (rows, 3));
    an_api_add_text (builder, "subject", an_rows_text (rows, 4));
    an_api_add_text (builder, "detail", an_rows_text (rows, 5));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "next");
  if (last > 1)
    json_builder_add_int_value (builder, last);
  else
    json_builder_add_null_value (builder);
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
read_audit (AnDatabase *database, gpointer data, GError **error)
{
  Reading *self = data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  an_api_add_text (builder, "schema", "vn.annhi.audit/1");
  if (!add_entries (self, database, builder, error))
    return FALSE;
  self->json = an_api_finish_json (builder);
  return TRUE;
}

static gboolean
trace_audit (AnDatabase *database, gpointer data, GError **error)
{
  Reading *self = data;

  return an_audit_append (database,
                          self->exchange->session->staff->name,
                          "audit.read",
                          "",
                          "",
                          error);
}

static void
on_read (gpointer data, const GError *error)
{
  Reading *self = data;

  if (error != NULL)
    an_exchange_reply_problem (self->exchange, error);
  else
    an_exchange_reply (self->exchange, SOUP_STATUS_OK, self->json);
  g_free (self->json);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static const AnWorkerJob reading_job = { NULL, read_audit, on_read, trace_audit };

void
an_api_audit (AnExchange *exchange)
{
  g_autofree char *before = an_api_get_query (exchange, "before");
  AnSession *session = an_api_require_session (exchange, TRUE);
  gint64 position = G_MAXINT64;
  Reading *self;

  if (session == NULL)
    return;
  if (!an_staff_may (session->staff, AN_STAFF_AUDIT)) {
    an_exchange_reply_error (exchange, AN_PROBLEM_FORBIDDEN);
    return;
  }
  if (before != NULL && !an_tus_parse_number (before, &position)) {
    an_exchange_reply_error (exchange, AN_PROBLEM_BAD_REQUEST);
    return;
  }
  self = g_new0 (Reading, 1);
  self->exchange = an_exchange_ref (exchange);
  self->before = position;
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &reading_job, self);
}
