// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * `GET /v1/cases/{id}/evidence/{eid}`, after a reason was given. What strangers sent never runs:
 * only what looks like an image by its own bytes is called one, all else is an attachment without
 * a type, and the page that would show either may do nothing at all.
 */

#include "intake/an-api-officer.h"
#include "intake/an-audit.h"
#include "intake/an-case.h"
#include "intake/an-digest.h"
#include "intake/an-server.h"
#include "report/an-evidence.h"

#define SNIFFED_BYTES 4096

typedef struct {
  AnExchange *exchange; /* (owned) with its session */
  AnCase *found;        /* (owned) (nullable) */
  GBytes *plain;        /* (owned) (nullable) */
  char *digest;         /* (owned) (nullable) Content-Digest */
} Showing;

/* Helpers */

static void
reply_file (Showing *self)
{
  static const char *const images[] = { "image/jpeg", "image/png", "image/webp", NULL };
  AnExchange *exchange = self->exchange;
  gsize size;
  const guint8 *data = g_bytes_get_data (self->plain, &size);
  const char *type = an_evidence_sniff (data, MIN (size, SNIFFED_BYTES));
  gboolean is_image = g_strv_contains (images, type);
  g_autofree char *disposition = g_strdup_printf ("%s; filename=\"%s%s\"",
                                                  is_image ? "inline" : "attachment",
                                                  exchange->route.evidence,
                                                  an_case_evidence_ending (type));

  an_exchange_set_header (exchange, "Content-Disposition", disposition);
  an_exchange_set_header (exchange, "Content-Security-Policy", "default-src 'none'; sandbox");
  an_exchange_set_header (exchange, "Cross-Origin-Resource-Policy", "same-origin");
  an_exchange_reply_bytes (exchange,
                           is_image ? type : "application/octet-stream",
                           self->plain,
                           self->digest);
}

static void
free_showing (Showing *self)
{
  an_server_get_desk (self->exchange->server)->n_viewing--;
  g_clear_pointer (&self->found, an_case_free);
  g_clear_pointer (&self->plain, g_bytes_unref);
  g_free (self->digest);
  an_exchange_unref (self->exchange);
  g_free (self);
}

/* Steps */

static gboolean
read_case (AnDatabase *database, gpointer data, GError **error)
{
  Showing *self = data;
  const AnStaff *staff = self->exchange->session->staff;
  const AnRoute *route = &self->exchange->route;

  self->found = an_case_find (database, route->report, staff, error);
  return self->found != NULL;
}

static gboolean
trace_reading (AnDatabase *database, gpointer data, GError **error)
{
  Showing *self = data;
  const AnRoute *route = &self->exchange->route;

  return an_audit_append (database,
                          self->exchange->session->staff->name,
                          "evidence.read",
                          route->report,
                          route->evidence,
                          error);
}

static gboolean
open_evidence (gpointer data, GError **error)
{
  Showing *self = data;
  const char *id = self->exchange->route.evidence;

  if (!an_case_open (self->found, self->exchange->session->staff, NULL)) {
    an_problem_set (error, AN_PROBLEM_NOT_SEALED);
    return FALSE;
  }
  for (guint i = 0; i < self->found->report->evidence->len; i++) {
    const AnReportEvidence *evidence = g_ptr_array_index (self->found->report->evidence, i);

    if (!evidence->included || g_strcmp0 (evidence->id, id) != 0)
      continue;
    self->plain = an_case_open_evidence (self->found,
                                         an_server_get_files (self->exchange->server),
                                         evidence,
                                         error);
    if (self->plain == NULL)
      return FALSE;
    self->digest =
        an_digest_format (g_bytes_get_data (self->plain, NULL), g_bytes_get_size (self->plain));
    return TRUE;
  }
  an_problem_set (error, AN_PROBLEM_EVIDENCE);
  return FALSE;
}

static void
on_opened (gpointer data, const GError *error)
{
  Showing *self = data;

  if (error != NULL)
    an_exchange_reply_problem (self->exchange, error);
  else if (!self->exchange->is_finished)
    reply_file (self);
  free_showing (self);
}

static const AnWorkerJob opening_job = { open_evidence, NULL, on_opened };

static void
on_read (gpointer data, const GError *error)
{
  Showing *self = data;

  if (error == NULL) {
    an_worker_push (an_server_get_worker (self->exchange->server), &opening_job, self);
    return;
  }
  an_exchange_reply_problem (self->exchange, error);
  free_showing (self);
}

static const AnWorkerJob reading_job = { NULL, read_case, on_read, trace_reading };

/* Public */

void
an_api_evidence (AnExchange *exchange)
{
  AnDesk *desk = an_server_get_desk (exchange->server);
  AnSession *session = an_api_require_right (exchange, AN_STAFF_WORK, TRUE);
  Showing *self;

  if (session == NULL)
    return;
  if (!an_session_is_granted (session,
                              exchange->route.report,
                              exchange->route.evidence,
                              g_get_monotonic_time ())) {
    an_exchange_reply_error (exchange, AN_PROBLEM_REASON_REQUIRED);
    return;
  }
  if (desk->n_viewing >= AN_DESK_MAX_HEAVY) {
    an_exchange_reply_error (exchange, AN_PROBLEM_BUSY);
    return;
  }
  desk->n_viewing++;
  self = g_new0 (Showing, 1);
  self->exchange = an_exchange_ref (exchange);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &reading_job, self);
}
