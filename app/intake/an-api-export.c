// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * `GET /v1/cases.csv`: all cases at once, for a spreadsheet. Read in parts, so that reports are not
 * kept waiting by it; what the officer cannot open has empty fields.
 */

#include <string.h>

#include "base/an-time.h"
#include "intake/an-api-officer.h"
#include "intake/an-audit.h"
#include "intake/an-case.h"
#include "intake/an-csv.h"
#include "intake/an-server.h"
#include "report/an-taxonomy.h"

#define PART 200

typedef struct {
  AnExchange *exchange;   /* (owned) with its session */
  GString *text;          /* (owned) */
  GPtrArray *cases;       /* (owned) (nullable) of AnCase: the part that was read last */
  char *received_at, *id; /* (owned) of the last case so far */
  guint target_hours;
} Export;

static void
free_export (Export *self)
{
  an_server_get_desk (self->exchange->server)->n_viewing--;
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_free (self->received_at);
  g_free (self->id);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static gboolean
read_part (AnDatabase *database, gpointer data, GError **error)
{
  Export *self = data;
  AnRows *rows = an_database_query (
      database,
      error,
      AN_CASE_COLUMNS " WHERE received_at IS NOT NULL AND (received_at, id) > ($1, $2)"
                      " ORDER BY received_at, id LIMIT $3",
      "ssi",
      self->received_at,
      self->id,
      (gint64) PART);

  self->cases =
      rows ? an_case_read_all (rows, database, self->exchange->session->staff, error) : NULL;
  return self->cases != NULL;
}

static gboolean
trace_export (AnDatabase *database, gpointer data, GError **error)
{
  Export *self = data;
  gboolean first = *self->id == '\0';

  return !first || an_audit_append (database,
                                    self->exchange->session->staff->name,
                                    "cases.exported",
                                    "",
                                    "",
                                    error);
}

static void
add_case (Export *self, AnCase *found)
{
  const AnReport *report =
      an_case_open (found, self->exchange->session->staff, NULL) ? found->report : NULL;
  g_autofree char *age = NULL;
  g_autofree char *evidence = NULL;
  g_autofree char *due_at = NULL;
  gint64 usec;

  if (an_time_from_rfc3339 (found->received_at, &usec))
    due_at = an_time_to_rfc3339 (usec + (gint64) self->target_hours * 3600 * G_USEC_PER_SEC);
  if (report != NULL && report->child.age >= 0)
    age = g_strdup_printf ("%d", report->child.age);
  if (report != NULL)
    evidence = g_strdup_printf ("%u", report->evidence->len);
  an_csv_add_row (self->text,
                  found->id,
                  found->received_at,
                  due_at ? due_at : "",
                  found->acted_at ? found->acted_at : "",
                  found->urgency,
                  found->state,
                  found->outcome ? found->outcome : "",
                  report ? an_category_ids[report->incident.category] : "",
                  report ? an_role_ids[report->reporter.role] : "",
                  age ? age : "",
                  evidence ? evidence : "",
                  NULL);
  g_free (self->received_at);
  g_free (self->id);
  self->received_at = g_strdup (found->received_at);
  self->id = g_strdup (found->id);
}

static gboolean
open_part (gpointer data, GError **error)
{
  Export *self = data;

  for (guint i = 0; i < self->cases->len; i++)
    add_case (self, g_ptr_array_index (self->cases, i));
  return TRUE;
}

static void
reply (Export *self)
{
  gsize size = self->text->len;
  g_autoptr (GBytes) bytes = g_bytes_new (self->text->str, size);

  an_exchange_set_header (self->exchange,
                          "Content-Disposition",
                          "attachment; filename=\"annhi-cases.csv\"");
  an_exchange_reply_bytes (self->exchange, "text/csv; charset=utf-8", bytes, NULL);
  free_export (self);
}

static void read_next (Export *self);

static void
on_opened (gpointer data, const GError *error)
{
  Export *self = data;
  gboolean more = self->cases->len == PART && !self->exchange->is_finished;

  g_clear_pointer (&self->cases, g_ptr_array_unref);
  if (more)
    read_next (self);
  else
    reply (self);
}

static const AnWorkerJob opening_job = { open_part, NULL, on_opened };

static void
on_read (gpointer data, const GError *error)
{
  Export *self = data;

  if (error == NULL) {
    an_worker_push (an_server_get_worker (self->exchange->server), &opening_job, self);
    return;
  }
  an_exchange_reply_problem (self->exchange, error);
  free_export (self);
}

static const AnWorkerJob reading_job = { NULL, read_part, on_read, trace_export };

static void
read_next (Export *self)
{
  an_worker_push (an_server_get_worker (self->exchange->server), &reading_job, self);
}

void
an_api_export (AnExchange *exchange)
{
  AnDesk *desk = an_server_get_desk (exchange->server);
  Export *self;

  if (an_api_require_right (exchange, AN_STAFF_LIST, TRUE) == NULL)
    return;
  if (desk->n_viewing >= AN_DESK_MAX_HEAVY) {
    an_exchange_reply_error (exchange, AN_PROBLEM_BUSY);
    return;
  }
  desk->n_viewing++;
  self = g_new0 (Export, 1);
  self->exchange = an_exchange_ref (exchange);
  self->text = g_string_new (AN_CSV_MARK);
  self->received_at = g_strdup ("");
  self->id = g_strdup ("");
  self->target_hours = desk->settings.target_hours;
  an_csv_add_row (self->text,
                  "id",
                  "received_at",
                  "due_at",
                  "acted_at",
                  "urgency",
                  "state",
                  "outcome",
                  "category",
                  "role",
                  "age",
                  "evidence",
                  NULL);
  an_exchange_pause (exchange);
  read_next (self);
}
