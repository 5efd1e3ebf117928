// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `PATCH /v1/cases/{id}`: what the office keeps about a case. */

#include "intake/an-api-officer.h"
#include "intake/an-case-details.h"
#include "intake/an-server.h"

typedef struct {
  AnExchange *exchange; /* (owned) with its session */
  AnCaseDetails details;
} Keeping;

static void
free_keeping (Keeping *self)
{
  an_case_details_clear (&self->details);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static gboolean
store_details (AnDatabase *database, gpointer data, GError **error)
{
  Keeping *self = data;

  return an_case_details_store (&self->details, database, self->exchange->session->staff, error);
}

static void
on_kept (gpointer data, const GError *error)
{
  Keeping *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    an_desk_touch (an_server_get_desk (self->exchange->server));
    an_api_set_revision (self->exchange, self->details.revision);
    an_exchange_reply (self->exchange, SOUP_STATUS_NO_CONTENT, NULL);
  }
  free_keeping (self);
}

static const AnWorkerJob keeping_job = { NULL, store_details, on_kept };

void
an_api_keep (AnExchange *exchange)
{
  g_autoptr (JsonNode) root = an_api_take_json (exchange);
  g_autoptr (GError) error = NULL;
  gint64 revision;
  Keeping *self;

  if (root == NULL || !an_api_check_right (exchange, AN_STAFF_WORK) ||
      !an_api_read_revision (exchange, &revision))
    return;
  self = g_new0 (Keeping, 1);
  self->exchange = an_exchange_ref (exchange);
  self->details.report = g_strdup (exchange->route.report);
  self->details.revision = revision;
  if (!an_case_details_parse (&self->details, root, &error)) {
    an_exchange_reply_problem (exchange, error);
    free_keeping (self);
    return;
  }
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &keeping_job, self);
}
