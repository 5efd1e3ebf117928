// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-desk.h"
#include "intake/an-evidence-files.h"
#include "intake/an-exchange.h"
#include "intake/an-gate.h"
#include "intake/an-metrics.h"
#include "intake/an-office.h"
#include "intake/an-worker.h"

G_BEGIN_DECLS

/**
 * AnServer:
 *
 * The HTTP face: takes connections, checks requests, hands them to the interface (an-api.h).
 */
typedef struct {
  AnDatabase *database;   /* (owned) */
  AnEvidenceFiles *files; /* (owned) */
  AnOffice *office;       /* (owned) */
  char *store;            /* (owned) path of the database */
  AnDeskSettings desk;
  guint reports_each, reports_all; /* at once; 0: no limit */
  guint keep_days;                 /* cases are erased so long after they ended; 0: never */
  guint idle_seconds;              /* a client that sends nothing for so long goes */
} AnServerParts;

AnServer *an_server_new (AnServerParts *parts) G_GNUC_WARN_UNUSED_RESULT; /* takes the parts */
void an_server_free (AnServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnServer, an_server_free)
gboolean an_server_listen (AnServer *self, GSocket *socket, GError **error);
/* Takes no new connection, finishes what has begun, then calls @done once. */
void an_server_drain (AnServer *self, GSourceFunc done, gpointer data);
gboolean an_server_is_draining (AnServer *self);

/* For the interface. */
const AnOffice *an_server_get_office (AnServer *self); /* any thread; lives as the server */
void an_server_refresh_people (AnServer *self);
AnEvidenceFiles *an_server_get_files (AnServer *self);
AnWorker *an_server_get_worker (AnServer *self);
AnDesk *an_server_get_desk (AnServer *self);
void an_server_set_ready (AnServer *self); /* the store took a commit just now */
gboolean an_server_is_ready (AnServer *self);
AnMetrics *an_server_get_metrics (AnServer *self);
void an_server_add_gauges (AnServer *self, GString *text); /* for Prometheus */
AnGate *an_server_get_gate (AnServer *self);
gboolean an_server_take_claim (AnServer *self, const AnUpload *upload);
void an_server_return_claim (AnServer *self, const AnUpload *upload);
gboolean an_server_borrow_memory (AnServer *self, gsize size); /* for bodies of all requests */
void an_server_return_memory (AnServer *self, gsize size);

G_END_DECLS
