// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `GET /v1/statistics`. */

#include "base/an-json.h"
#include "intake/an-api-officer.h"
#include "intake/an-audit.h"
#include "intake/an-server.h"
#include "intake/an-statistics.h"

typedef struct {
  AnExchange *exchange; /* (owned) with its session */
  AnStatistics statistics;
} Counting;

static void
free_counting (Counting *self)
{
  an_statistics_clear (&self->statistics);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static gboolean
read_statistics (AnDatabase *database, gpointer data, GError **error)
{
  Counting *self = data;

  return an_statistics_read (&self->statistics, database, error);
}

static gboolean
trace_statistics (AnDatabase *database, gpointer data, GError **error)
{
  Counting *self = data;

  return an_audit_append (database,
                          self->exchange->session->staff->name,
                          "statistics.read",
                          "",
                          "",
                          error);
}

static void
on_counted (gpointer data, const GError *error)
{
  Counting *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    g_autoptr (JsonNode) root = an_statistics_to_json (&self->statistics);
    g_autofree char *json = an_json_to_string (root, FALSE);

    an_exchange_reply (self->exchange, SOUP_STATUS_OK, json);
  }
  free_counting (self);
}

static const AnWorkerJob counting_job = { NULL, read_statistics, on_counted, trace_statistics };

void
an_api_statistics (AnExchange *exchange)
{
  Counting *self;

  if (an_api_require_session (exchange, TRUE) == NULL)
    return;
  self = g_new0 (Counting, 1);
  self->exchange = an_exchange_ref (exchange);
  self->statistics.target_hours = an_server_get_desk (exchange->server)->settings.target_hours;
  self->statistics.from = an_api_get_query (exchange, "from");
  self->statistics.to = an_api_get_query (exchange, "to");
  if ((self->statistics.from != NULL && !an_statistics_check_date (self->statistics.from)) ||
      (self->statistics.to != NULL && !an_statistics_check_date (self->statistics.to))) {
    an_exchange_reply_error (exchange, AN_PROBLEM_BAD_REQUEST);
    free_counting (self);
    return;
  }
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &counting_job, self);
}
