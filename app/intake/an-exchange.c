// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One request and its answer: headers, pausing, and the form all answers have. */

#include "intake/an-exchange.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "intake/an-digest.h"
#include "intake/an-server.h"
#include "intake/an-tus.h"

/* Helpers */

static void
clear (gpointer data)
{
  AnExchange *self = data;

  an_exchange_drop_body (self);
  an_server_return_memory (self->server, self->borrowed);
  g_clear_pointer (&self->upload, an_upload_free);
  g_clear_pointer (&self->session, an_session_unref);
  g_clear_error (&self->refusal);
  if (self->is_begun)
    g_clear_object (&self->message);
  g_clear_pointer (&self->connection, an_connection_unref);
}

/* What every answer of ours says. */
static void
set_common (AnExchange *self, guint status, const char *type, GBytes *body, const char *known)
{
  gboolean bodiless =
      body == NULL || soup_server_message_get_method (self->message) == SOUP_METHOD_HEAD;
  gsize size = 0;
  const void *data = bodiless ? "" : g_bytes_get_data (body, &size);
  g_autofree char *digest = known ? NULL : an_digest_format (data, size);

  an_exchange_set_header (self, "Content-Digest", known ? known : digest);
  an_exchange_set_header (self, "Cache-Control", "no-store");
  an_exchange_set_header (self, "Vary", "Accept-Language");
  an_exchange_set_header (self, "X-Content-Type-Options", "nosniff");
  if (an_route_is_tus (self->route.place))
    an_exchange_set_header (self, "Tus-Resumable", AN_TUS_VERSION);
  an_exchange_set_header (self, "Connection", "close");
  soup_server_message_set_status (self->message,
                                  status,
                                  status == 460 ? "Checksum Mismatch" : NULL);
  if (bodiless)
    return;
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (self->message),
                                         type,
                                         NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), body);
}

static void
answer (AnExchange *self, guint status, const char *type, GBytes *body, const char *digest)
{
  gsize size = body ? g_bytes_get_size (body) : 0;

  if (self->is_answered)
    return;
  self->is_answered = TRUE;
  an_server_get_metrics (self->server)->answers[MIN (status / 100, 5)]++;
  if (!self->is_finished) {
    set_common (self, status, type, body, digest);
    an_connection_set_deadline (self->connection,
                                self->connection->is_refused
                                    ? AN_CONNECTION_DRAIN_SECONDS
                                    : AN_CONNECTION_SEND_SECONDS +
                                          (guint) (size / AN_CONNECTION_MIN_BYTES_PER_SECOND));
  }
  an_exchange_resume (self);
}

static void
answer_text (AnExchange *self, guint status, const char *type, const char *text)
{
  g_autoptr (GBytes) body = text ? g_bytes_new (text, strlen (text)) : NULL;

  answer (self, status, type, body, NULL);
}

static void
count_refusal (AnExchange *self, AnProblem problem)
{
  AnMetrics *metrics = an_server_get_metrics (self->server);

  metrics->refused_flood += problem == AN_PROBLEM_TOO_MANY;
  metrics->refused_full += problem == AN_PROBLEM_FULL;
  metrics->refused_gone += problem == AN_PROBLEM_STORAGE;
}

static guint
choose_wait (const AnExchange *self, AnProblem problem)
{
  return self->wait_seconds > 0 ? self->wait_seconds
                                : (guint) an_problem_table[problem].retry_after;
}

static void
set_problem_headers (AnExchange *self, const GError *error)
{
  AnProblem problem = an_problem_from_error (error);

  if (choose_wait (self, problem) > 0) {
    g_autofree char *seconds = g_strdup_printf ("%u", choose_wait (self, problem));

    an_exchange_set_header (self, "Retry-After", seconds);
  }
  if (problem == AN_PROBLEM_UNAUTHORIZED)
    an_exchange_set_header (self, "WWW-Authenticate", "Bearer");
  if (problem == AN_PROBLEM_SESSION || problem == AN_PROBLEM_SIGN_IN)
    an_exchange_set_header (self, "WWW-Authenticate", "AnNhi-Session");
  if (problem == AN_PROBLEM_METHOD_NOT_ALLOWED)
    an_exchange_set_header (self, "Allow", an_route_methods (self->route.place));
  if (problem == AN_PROBLEM_TUS_VERSION)
    an_exchange_set_header (self, "Tus-Version", AN_TUS_VERSION);
  an_exchange_set_header (self, "Content-Language", self->language == AN_LANGUAGE_VI ? "vi" : "en");
}

/* Public */

/**
 * an_exchange_new:
 *
 * Returns: (transfer full): an exchange whose body is thrown away until something else is said
 */
AnExchange *
an_exchange_new (AnServer *server, SoupServerMessage *message, AnConnection *connection)
{
  AnExchange *self = g_rc_box_new0 (AnExchange);

  self->server = server;
  self->message = message;
  self->connection = an_connection_ref (connection);
  self->fd = -1;
  return self;
}

AnExchange *
an_exchange_ref (AnExchange *self)
{
  return g_rc_box_acquire (self);
}

void
an_exchange_unref (AnExchange *self)
{
  g_rc_box_release_full (self, clear);
}

const char *
an_exchange_get_header (AnExchange *self, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                       name);
}

void
an_exchange_set_header (AnExchange *self, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                name,
                                value);
}

/* How long the client is told to wait when it is refused. */
void
an_exchange_set_wait (AnExchange *self, guint seconds)
{
  self->wait_seconds = seconds;
}

/* The message is kept from now on, until it is finished. Not before: libsoup says nothing when it
 * gives up on headers that it cannot read. */
void
an_exchange_begin (AnExchange *self)
{
  self->is_begun = TRUE;
  g_object_ref (self->message);
}

/* Stops libsoup while somebody else works; the time of that is not the client's. */
void
an_exchange_pause (AnExchange *self)
{
  g_return_if_fail (!self->is_paused);

  self->is_paused = TRUE;
  an_connection_set_deadline (self->connection, 0);
  soup_server_message_pause (self->message);
}

void
an_exchange_resume (AnExchange *self)
{
  if (!self->is_paused)
    return;
  self->is_paused = FALSE;
  if (!self->is_finished)
    soup_server_message_unpause (self->message);
}

/**
 * an_exchange_reply:
 * @json: (nullable): a document of ours
 */
void
an_exchange_reply (AnExchange *self, guint status, const char *json)
{
  answer_text (self, status, AN_MEDIA_TYPE, json);
}

/**
 * an_exchange_reply_bytes:
 * @type: what it is; no browser may guess otherwise
 * @digest: (nullable): its Content-Digest, where that is known already
 */
void
an_exchange_reply_bytes (AnExchange *self, const char *type, GBytes *bytes, const char *digest)
{
  answer (self, SOUP_STATUS_OK, type, bytes, digest);
}

void
an_exchange_reply_problem (AnExchange *self, const GError *error)
{
  g_autofree char *json = an_problem_to_json (error, self->language);
  AnProblem problem = an_problem_from_error (error);

  if (problem == AN_PROBLEM_INTERNAL || problem == AN_PROBLEM_STORAGE || problem == AN_PROBLEM_FULL)
    g_message ("cannot answer: %s", error->message);
  count_refusal (self, problem);
  if (!self->is_finished)
    set_problem_headers (self, error);
  answer_text (self, an_problem_table[problem].status, AN_PROBLEM_DOCUMENT_TYPE, json);
}

void
an_exchange_reply_error (AnExchange *self, AnProblem problem)
{
  g_autoptr (GError) error = NULL;

  an_problem_set (&error, problem);
  an_exchange_reply_problem (self, error);
}

/* (transfer full): the same answer as the bytes of HTTP/1.1, after which the connection ends */
char *
an_exchange_format_problem (AnExchange *self, const GError *error)
{
  AnProblem problem = an_problem_from_error (error);
  guint wait = choose_wait (self, problem);
  g_autofree char *json = an_problem_to_json (error, self->language);
  g_autofree char *digest = an_digest_format (json, strlen (json));
  g_autofree char *retry = wait > 0 ? g_strdup_printf ("Retry-After: %u\r\n", wait) : NULL;

  return g_strdup_printf ("HTTP/1.1 %u Refused\r\n"
                          "Content-Type: " AN_PROBLEM_DOCUMENT_TYPE "\r\n"
                          "Content-Length: %zu\r\n"
                          "Content-Digest: %s\r\n"
                          "Content-Language: %s\r\n"
                          "Cache-Control: no-store\r\n"
                          "%s"
                          "Connection: close\r\n"
                          "\r\n%s",
                          an_problem_table[problem].status,
                          strlen (json),
                          digest,
                          self->language == AN_LANGUAGE_VI ? "vi" : "en",
                          retry ? retry : "",
                          json);
}
