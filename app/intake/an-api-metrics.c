// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `GET /metrics`, for this machine: what comes through a proxy finds nothing here. */

#include "intake/an-api.h"
#include "intake/an-server.h"

typedef struct {
  AnExchange *exchange; /* (owned) */
  GString *text;        /* (owned) */
} Measuring;

static gboolean
read_states (AnDatabase *database, gpointer data, GError **error)
{
  Measuring *self = data;
  g_autoptr (GError) broken = NULL;
  g_autoptr (AnRows) rows =
      an_database_query (database,
                         error,
                         "SELECT state, COUNT(*) FROM report GROUP BY state ORDER BY state",
                         "");

  if (rows == NULL)
    return FALSE;
  an_metrics_add_head (self->text, "cases", "gauge", "Reports in the store by state.");
  while (an_rows_next (rows, &broken)) {
    g_autofree char *label = g_strdup_printf ("state=\"%s\"", an_rows_text (rows, 0));

    an_metrics_add (self->text, "cases", label, (guint64) an_rows_int (rows, 1));
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
trace_nothing (AnDatabase *database, gpointer data, GError **error)
{
  return TRUE;
}

static void
add_counters (GString *text, const AnMetrics *metrics)
{
  an_metrics_add_head (text, "answers_total", "counter", "Answers by class of status.");
  for (guint i = 1; i < G_N_ELEMENTS (metrics->answers); i++) {
    g_autofree char *label = g_strdup_printf ("status=\"%uxx\"", i);

    an_metrics_add (text, "answers_total", label, metrics->answers[i]);
  }
  an_metrics_add_head (text, "reports_total", "counter", "Reports by what was done with them.");
  an_metrics_add (text, "reports_total", "step=\"created\"", metrics->created);
  an_metrics_add (text, "reports_total", "step=\"replayed\"", metrics->replayed);
  an_metrics_add (text, "reports_total", "step=\"submitted\"", metrics->submitted);
  an_metrics_add_head (text, "refused_total", "counter", "Requests refused by reason.");
  an_metrics_add (text, "refused_total", "reason=\"flood\"", metrics->refused_flood);
  an_metrics_add (text, "refused_total", "reason=\"full\"", metrics->refused_full);
  an_metrics_add (text, "refused_total", "reason=\"storage\"", metrics->refused_gone);
}

/* Without the store the rest is told all the same. */
static void
on_read (gpointer data, const GError *error)
{
  Measuring *self = data;
  g_autoptr (GBytes) bytes = NULL;

  if (error != NULL)
    g_string_truncate (self->text, 0);
  an_metrics_add_head (self->text, "store_up", "gauge", "Whether the store answers.");
  an_metrics_add (self->text, "store_up", "", error == NULL);
  add_counters (self->text, an_server_get_metrics (self->exchange->server));
  an_server_add_gauges (self->exchange->server, self->text);
  bytes = g_bytes_new (self->text->str, self->text->len);
  an_exchange_reply_bytes (self->exchange, "text/plain; version=0.0.4; charset=utf-8", bytes, NULL);
  g_string_free (self->text, TRUE);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static const AnWorkerJob measuring_job = { NULL, read_states, on_read, trace_nothing };

void
an_api_metrics (AnExchange *exchange)
{
  Measuring *self;

  if (an_exchange_get_header (exchange, "X-Forwarded-For") != NULL) {
    an_exchange_reply_error (exchange, AN_PROBLEM_NOT_FOUND);
    return;
  }
  self = g_new0 (Measuring, 1);
  self->exchange = an_exchange_ref (exchange);
  self->text = g_string_new (NULL);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &measuring_job, self);
}
