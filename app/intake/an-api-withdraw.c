// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `DELETE /v1/reports/{id}`. */

#include "intake/an-api.h"
#include "intake/an-server.h"
#include "intake/an-withdrawal.h"

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnAccess access;
} Withdrawing;

static gboolean
store_withdrawal (AnDatabase *database, gpointer data, GError **error)
{
  Withdrawing *self = data;

  return an_withdrawal_store (&self->access, database, g_get_real_time (), error);
}

static void
on_withdrawn (gpointer data, const GError *error)
{
  Withdrawing *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else {
    an_desk_touch (an_server_get_desk (self->exchange->server));
    an_exchange_reply (self->exchange, SOUP_STATUS_NO_CONTENT, NULL);
  }
  an_access_clear (&self->access);
  an_exchange_unref (self->exchange);
  g_free (self);
}

static const AnWorkerJob withdrawal_job = { NULL, store_withdrawal, on_withdrawn };

void
an_api_withdraw (AnExchange *exchange)
{
  guint8 verifier[AN_RECEIPT_VERIFIER_BYTES];
  Withdrawing *self;

  if (!an_api_read_bearer (exchange, verifier)) {
    an_exchange_reply_problem (exchange, exchange->refusal);
    return;
  }
  self = g_new0 (Withdrawing, 1);
  self->exchange = an_exchange_ref (exchange);
  self->access.report = g_strdup (exchange->route.report);
  memcpy (self->access.verifier, verifier, sizeof verifier);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &withdrawal_job, self);
}
