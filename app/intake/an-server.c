// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The HTTP server: connections and their number, the phases of a request, draining. Connections are
 * taken here and given to libsoup one by one, because it has no time-outs, no limits and a backlog
 * of ten. Each carries one request: libsoup goes on with a connection only if it took it itself,
 * and the proxy in front keeps the clients' connections open.
 */

#include "intake/an-server.h"

#include <libsoup/soup.h>

#include "intake/an-anchor.h"
#include "intake/an-api.h"
#include "intake/an-expiry.h"
#include "intake/an-schema.h"

#define MAX_CONNECTIONS 512
#define MAX_MEMORY (64 * 1024 * 1024)
#define SWEEP_SECONDS 300
#define DAY_USEC ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define DESK_SWEEP_SECONDS 15
#define ANCHOR_SECONDS 60
#define DRAIN_SECONDS 25
#define READY_SECONDS 1
#define DRAIN_STEP_MS 50

struct _AnServer {
  AnServerParts parts;
  SoupServer *soup;        /* (owned) */
  GSocketService *service; /* (owned) (nullable) */
  AnWorker *worker;        /* (owned) */
  AnDesk *desk;            /* (owned) */
  GPtrArray *earlier;      /* (owned) of AnOffice */
  AnGate gate;
  AnMetrics metrics;
  GHashTable *connections;         /* (owned) of AnConnection, not owned: those that are open */
  GHashTable *claims;              /* (owned) of "report/evidence" */
  gsize memory;                    /* bytes of bodies held now */
  guint sweep, desk_sweep, anchor; /* source ids */
  gint64 anchored;                 /* position in the audit log; the worker's */
  gboolean is_sweeping;
  gint64 ready_until; /* monotonic */

  GSourceFunc drained; /* (nullable) */
  gpointer drained_data;
  gint64 drain_until; /* monotonic */
};

typedef struct {
  AnServer *server;         /* (not owned) */
  AnConnection *connection; /* (owned) */
} Taken;

static const char connection_key[] = "annhi-connection";
static const char exchange_key[] = "annhi-exchange";

/* Helpers */

static void
free_taken (gpointer data)
{
  Taken *taken = data;

  an_connection_set_deadline (taken->connection, 0);
  g_hash_table_remove (taken->server->connections, taken->connection);
  an_connection_unref (taken->connection);
  g_free (taken);
}

static void
unref_connection (gpointer data)
{
  an_connection_unref (data);
}

/* (transfer full): an address object of this one connection, by which its requests find it */
static GSocketAddress *
tag_address (GSocketAddress *address, AnConnection *connection)
{
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  GSocketAddress *tagged = g_inet_socket_address_new (g_inet_socket_address_get_address (inet),
                                                      g_inet_socket_address_get_port (inet));

  g_object_set_data_full (G_OBJECT (tagged),
                          connection_key,
                          an_connection_ref (connection),
                          unref_connection);
  return tagged;
}

static gint64
now_usec (void)
{
  return g_get_real_time ();
}

static void
unref_exchange (gpointer data)
{
  an_exchange_unref (data);
}

/* The keys are those of one office: another one's store is not to be written to. */
static gboolean
check_office (AnDatabase *database, gpointer data, GError **error)
{
  const AnOffice *office = data;
  g_autoptr (AnOffice) found = NULL;

  if (!an_schema_check (database, error))
    return FALSE;
  found = an_office_load (database, error);
  if (found == NULL || g_str_equal (found->id, office->id))
    return found != NULL;
  g_set_error (error, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FAILED, "the store of another office");
  return FALSE;
}

/* Sweeping */

static gboolean
sweep (AnDatabase *database, gpointer data, GError **error)
{
  AnServer *self = data;

  return an_expiry_run (database, self->parts.files, now_usec (), error) &&
         (self->parts.keep_days == 0 ||
          an_expiry_erase (database,
                           self->parts.files,
                           now_usec () - (gint64) self->parts.keep_days * DAY_USEC,
                           error));
}

static void
on_swept (gpointer data, const GError *error)
{
  AnServer *self = data;

  self->is_sweeping = FALSE;
  if (error != NULL)
    g_message ("cannot remove what expired: %s", error->message);
}

static gboolean
drop_anchor (AnDatabase *database, gpointer data, GError **error)
{
  AnServer *self = data;

  return an_anchor_drop (database, self->parts.store, &self->anchored, error);
}

static void
on_anchored (gpointer data, const GError *error)
{
  if (error != NULL)
    g_message ("cannot anchor the audit log: %s", error->message);
}

static const AnWorkerJob anchor_job = { NULL, drop_anchor, on_anchored };

static gboolean
on_anchor (gpointer data)
{
  AnServer *self = data;

  an_worker_push (self->worker, &anchor_job, self);
  return G_SOURCE_CONTINUE;
}

static const AnWorkerJob sweep_job = { NULL, sweep, on_swept };

static gboolean
on_sweep (gpointer data)
{
  AnServer *self = data;

  if (!self->is_sweeping) {
    self->is_sweeping = TRUE;
    an_worker_push (self->worker, &sweep_job, self);
  }
  return G_SOURCE_CONTINUE;
}

typedef struct {
  AnServer *server; /* (not owned) */
  AnOffice *office; /* (owned) (nullable) as it is now */
  GPtrArray *gone;  /* (owned) (nullable) of names */
} Refreshing;

static gboolean
read_people (AnDatabase *database, gpointer data, GError **error)
{
  Refreshing *self = data;
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  self->office = an_office_load (database, error);
  rows = self->office ? an_database_query (database,
                                           error,
                                           "SELECT name FROM staff WHERE disabled_at IS NOT NULL",
                                           "")
                      : NULL;
  self->gone = g_ptr_array_new_with_free_func (g_free);
  while (rows != NULL && an_rows_next (rows, &broken))
    g_ptr_array_add (self->gone, g_strdup (an_rows_text (rows, 0)));
  if (broken == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* Nothing of it is for the audit log; the disk may be full. */
static gboolean
trace_nothing (AnDatabase *database, gpointer data, GError **error)
{
  return TRUE;
}

/* Other threads may still look at the office that was. */
static void
on_people (gpointer data, const GError *error)
{
  Refreshing *self = data;
  AnServer *server = self->server;

  if (error == NULL) {
    for (guint i = 0; i < self->gone->len; i++)
      an_sessions_remove_person (server->desk->sessions, g_ptr_array_index (self->gone, i));
    if (!an_office_has_same_keys (server->parts.office, self->office)) {
      g_ptr_array_add (server->earlier, server->parts.office);
      g_atomic_pointer_set (&server->parts.office, g_steal_pointer (&self->office));
    }
  }
  g_clear_pointer (&self->office, an_office_free);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
  g_free (self);
}

static const AnWorkerJob people_job = { NULL, read_people, on_people, trace_nothing };

/* The keys of an officer who has gone do not wait for the next request; and who was added or
 * disabled by a command counts from now on. */
static gboolean
on_desk_sweep (gpointer data)
{
  AnServer *self = data;

  an_sessions_sweep (self->desk->sessions, g_get_monotonic_time ());
  an_server_refresh_people (self);
  return G_SOURCE_CONTINUE;
}

/* Requests */

static void
check_head (AnExchange *exchange)
{
  SoupServerMessage *message = exchange->message;
  const char *method = soup_server_message_get_method (message);
  GError **refusal = &exchange->refusal;

  if (!an_request_check (soup_server_message_get_request_headers (message),
                         method,
                         soup_server_message_get_http_version (message) == SOUP_HTTP_1_0,
                         &exchange->announced,
                         refusal))
    return;
  if (an_server_is_draining (exchange->server))
    an_problem_set (refusal, AN_PROBLEM_BUSY);
  else if (exchange->route.place == AN_PLACE_NONE)
    an_problem_set (refusal, AN_PROBLEM_NOT_FOUND);
  else if (!an_route_takes (exchange->route.place, method))
    an_problem_set (refusal, AN_PROBLEM_METHOD_NOT_ALLOWED);
  else
    an_api_begin (exchange);
}

static void
on_got_headers (SoupServerMessage *message, gpointer data)
{
  AnExchange *exchange = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  an_exchange_begin (exchange);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_remove (headers, "Range"); /* libsoup would cut the answer */
  exchange->connection->has_head = TRUE;
  exchange->language =
      an_language_choose (soup_message_headers_get_list (headers, "Accept-Language"));
  an_route_parse (&exchange->route, g_uri_get_path (soup_server_message_get_uri (message)));
  check_head (exchange);
  if (!exchange->is_paused)
    an_exchange_expect_body (exchange);
  if (exchange->refusal == NULL)
    return;
  an_exchange_refuse (exchange, an_problem_from_error (exchange->refusal));
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  an_exchange_take_chunk (data, chunk);
}

static void
on_finished (SoupServerMessage *message, gpointer data)
{
  AnExchange *exchange = data;

  exchange->is_finished = TRUE;
  exchange->connection->has_head = FALSE;
  an_exchange_drop_body (exchange);
  an_connection_set_deadline (exchange->connection,
                              exchange->connection->is_refused ? AN_CONNECTION_DRAIN_SECONDS
                                                               : AN_CONNECTION_HEAD_SECONDS);
  g_object_set_data (G_OBJECT (message), exchange_key, NULL); /* each holds the other */
}

/* The whole request is here. */
static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  AnExchange *exchange = g_object_get_data (G_OBJECT (message), exchange_key);

  if (exchange == NULL) {
    soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
    return;
  }
  if (exchange->is_answered)
    return;
  if (exchange->refusal != NULL)
    an_exchange_reply_problem (exchange, exchange->refusal);
  else
    an_api_finish (exchange);
}

static void
on_request_started (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  AnServer *self = data;
  GSocketAddress *address = soup_server_message_get_remote_address (message);
  AnConnection *connection = g_object_get_data (G_OBJECT (address), connection_key);
  AnExchange *exchange = an_exchange_new (self, message, connection);

  /* What libsoup answers by itself, to what it cannot read, has these at least. */
  an_exchange_set_header (exchange, "Cache-Control", "no-store");
  an_exchange_set_header (exchange, "Connection", "close");
  an_exchange_set_header (exchange,
                          "Content-Digest",
                          "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
  g_object_set_data_full (G_OBJECT (message), exchange_key, exchange, unref_exchange);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), exchange);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), exchange);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), exchange);
}

/* Connections */

static gboolean
on_incoming (GSocketService *service, GSocketConnection *stream, GObject *source, gpointer data)
{
  AnServer *self = data;
  GSocket *socket = g_socket_connection_get_socket (stream);
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (stream, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (stream, NULL);
  g_autoptr (GSocketAddress) tagged = NULL;
  g_autoptr (GError) error = NULL;
  Taken *taken;

  if (remote == NULL || local == NULL || g_hash_table_size (self->connections) >= MAX_CONNECTIONS) {
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
    return TRUE;
  }
  taken = g_new0 (Taken, 1);
  taken->server = self;
  taken->connection = an_connection_new (socket, self->parts.idle_seconds);
  g_hash_table_add (self->connections, taken->connection);
  g_object_set_data_full (G_OBJECT (stream), connection_key, taken, free_taken);
  tagged = tag_address (remote, taken->connection);
  if (!soup_server_accept_iostream (self->soup, G_IO_STREAM (stream), local, tagged, &error))
    g_message ("cannot take a connection: %s", error->message);
  return TRUE;
}

static gboolean
on_drain_step (gpointer data)
{
  AnServer *self = data;
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    if (!((AnConnection *) connection)->has_head)
      an_connection_shut (connection);
  if ((g_hash_table_size (self->connections) > 0 || !an_worker_is_idle (self->worker)) &&
      g_get_monotonic_time () < self->drain_until)
    return G_SOURCE_CONTINUE;
  on_anchor (self); /* done before the worker ends */
  self->drained (self->drained_data);
  return G_SOURCE_REMOVE;
}

/* Public */

AnServer *
an_server_new (AnServerParts *parts)
{
  AnServer *self = g_new0 (AnServer, 1);

  self->parts = *parts;
  self->worker = an_worker_new (parts->database, check_office, parts->office);
  self->desk = an_desk_new (&parts->desk);
  self->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_free);
  an_gate_init (&self->gate, parts->reports_each, parts->reports_all);
  self->connections = g_hash_table_new (NULL, NULL);
  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (on_request_started), self);
  self->sweep = g_timeout_add_seconds (SWEEP_SECONDS, on_sweep, self);
  self->desk_sweep = g_timeout_add_seconds (DESK_SWEEP_SECONDS, on_desk_sweep, self);
  self->anchor = g_timeout_add_seconds (ANCHOR_SECONDS, on_anchor, self);
  on_sweep (self);
  on_anchor (self);
  return self;
}

void
an_server_free (AnServer *self)
{
  if (self == NULL)
    return;
  g_source_remove (self->sweep);
  g_source_remove (self->desk_sweep);
  g_source_remove (self->anchor);
  if (self->service != NULL)
    g_socket_service_stop (self->service);
  g_clear_object (&self->service);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  an_worker_free (self->worker);
  an_desk_free (self->desk);
  an_gate_clear (&self->gate);
  g_hash_table_unref (self->connections);
  g_hash_table_unref (self->claims);
  an_office_free (self->parts.office);
  g_ptr_array_unref (self->earlier);
  an_evidence_files_free (self->parts.files);
  g_free (self->parts.store);
  g_free (self);
}

/**
 * an_server_listen:
 * @socket: bound and listening
 */
gboolean
an_server_listen (AnServer *self, GSocket *socket, GError **error)
{
  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  return g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), socket, NULL, error);
}

void
an_server_drain (AnServer *self, GSourceFunc done, gpointer data)
{
  if (self->drained != NULL)
    return;
  self->drained = done;
  self->drained_data = data;
  self->drain_until = g_get_monotonic_time () + DRAIN_SECONDS * G_USEC_PER_SEC;
  if (self->service != NULL) {
    g_socket_service_stop (self->service);
    g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  }
  g_timeout_add (DRAIN_STEP_MS, on_drain_step, self);
}

gboolean
an_server_is_draining (AnServer *self)
{
  return self->drained != NULL;
}

const AnOffice *
an_server_get_office (AnServer *self)
{
  return g_atomic_pointer_get (&self->parts.office);
}

/* Who is there, and to whom reports are sealed, may have changed. */
void
an_server_refresh_people (AnServer *self)
{
  Refreshing *refreshing = g_new0 (Refreshing, 1);

  refreshing->server = self;
  an_worker_push (self->worker, &people_job, refreshing);
}

AnEvidenceFiles *
an_server_get_files (AnServer *self)
{
  return self->parts.files;
}

AnWorker *
an_server_get_worker (AnServer *self)
{
  return self->worker;
}

AnDesk *
an_server_get_desk (AnServer *self)
{
  return self->desk;
}

void
an_server_set_ready (AnServer *self)
{
  self->ready_until = g_get_monotonic_time () + READY_SECONDS * G_USEC_PER_SEC;
}

gboolean
an_server_is_ready (AnServer *self)
{
  return g_get_monotonic_time () < self->ready_until;
}

AnMetrics *
an_server_get_metrics (AnServer *self)
{
  return &self->metrics;
}

void
an_server_add_gauges (AnServer *self, GString *text)
{
  an_metrics_add_head (text, "connections", "gauge", "Connections that are open.");
  an_metrics_add (text, "connections", "", g_hash_table_size (self->connections));
  an_metrics_add_head (text, "sessions", "gauge", "Officers who are signed in.");
  an_metrics_add (text, "sessions", "", an_sessions_count (self->desk->sessions));
  an_metrics_add_head (text, "body_bytes", "gauge", "Bytes of requests held in memory.");
  an_metrics_add (text, "body_bytes", "", self->memory);
  an_metrics_add_head (text, "audit_anchored", "gauge", "Position of the last anchor.");
  an_metrics_add (text, "audit_anchored", "", (guint64) self->anchored);
}

AnGate *
an_server_get_gate (AnServer *self)
{
  return &self->gate;
}

/* Whether @upload is now this caller's alone to write to. */
gboolean
an_server_take_claim (AnServer *self, const AnUpload *upload)
{
  return g_hash_table_add (self->claims,
                           g_strdup_printf ("%s/%s", upload->access.report, upload->id));
}

void
an_server_return_claim (AnServer *self, const AnUpload *upload)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", upload->access.report, upload->id);

  g_hash_table_remove (self->claims, name);
}

gboolean
an_server_borrow_memory (AnServer *self, gsize size)
{
  if (self->memory + size > MAX_MEMORY)
    return FALSE;
  self->memory += size;
  return TRUE;
}

void
an_server_return_memory (AnServer *self, gsize size)
{
  self->memory -= size;
}
