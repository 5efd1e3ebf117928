// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * One request and its answer within bounds. libsoup's own time-out is per socket operation: a
 * server that drips a byte a second is never ended by it. So an own timer ends the whole, another
 * the one that moves too slowly, and the answer is read in pieces up to a cap.
 */

#include "report/an-intake-exchange.h"

#include "base/an-i18n.h"

#define READ_BYTES (16 * 1024)
#define MAX_INFORMATIONAL 16

const AnIntakeLimits an_intake_limits_default = {
  .deadline_ms = 60 * 1000,
  .floor_per_second = 4 * 1024,
  .period_ms = 20 * 1000,
  .period_bytes = 1024,
  .max_answer_bytes = 1024 * 1024,
  .expect_from_bytes = 64 * 1024,
};

typedef struct {
  SoupMessage *message;       /* (owned) */
  GCancellable *own;          /* (owned): fired by the caller's, by a timer or by the cap */
  GCancellable *callers;      /* (owned) (nullable) */
  gulong cancelled_handler;   /* on callers */
  GSource *deadline, *period; /* (owned) */
  GInputStream *stream;       /* (owned) (nullable) */
  GByteArray *body;           /* (owned) */
  AnIntakeLimits limits;
  guint64 moved_bytes; /* in the period that runs */
  gboolean expecting;  /* the body waits for “100 Continue” */
  guint informational; /* 1xx answers seen */
  gboolean sent_head;  /* the server may have seen the request */
  gboolean sent_body;  /* or the beginning of it */
  gboolean got_head;   /* of the answer */
  gboolean stop_later; /* as soon as libsoup has handed the answer over */
  gboolean too_slow;
} Exchange;

static void
stop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
exchange_free (Exchange *self)
{
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_cancellable_disconnect (self->callers, self->cancelled_handler);
  stop_source (&self->deadline);
  stop_source (&self->period);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->own);
  g_clear_object (&self->callers);
  g_byte_array_unref (self->body);
  g_free (self);
}

/* Nothing sent → not reached; otherwise the server may have done it. */
static AnIntakeError
lost_code (Exchange *self)
{
  return self->sent_head ? AN_INTAKE_ERROR_UNKNOWN_OUTCOME : AN_INTAKE_ERROR_UNREACHABLE;
}

static GError *
convert_error (Exchange *self, const GError *error)
{
  AnIntakeError code = lost_code (self);
  const char *words = code == AN_INTAKE_ERROR_UNKNOWN_OUTCOME
      ? _ ("the connection broke before the office's answer was here")
      : _ ("the office's server cannot be reached");

  if (self->too_slow)
    return g_error_new_literal (AN_INTAKE_ERROR,
                                (int) code,
                                _ ("the connection is too slow or stands still"));
  if (g_cancellable_is_cancelled (self->callers))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message);
  if (error->domain == G_TLS_ERROR && error->code == G_TLS_ERROR_BAD_CERTIFICATE)
    return g_error_new (AN_INTAKE_ERROR,
                        AN_INTAKE_ERROR_IDENTITY,
                        _ ("the server cannot prove that it is the office: %s"), error->message);
  if (error->domain == G_TLS_ERROR && error->code == G_TLS_ERROR_UNAVAILABLE)
    return g_error_new_literal (
        AN_INTAKE_ERROR,
        AN_INTAKE_ERROR_UNREACHABLE,
        _ ("this PC cannot make secure connections: the package glib-networking is missing"));
  return g_error_new (AN_INTAKE_ERROR, (int) code, "%s: %s", words, error->message);
}

/* Takes @task and @error. */
static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, convert_error (g_task_get_task_data (task), error));
  g_object_unref (task);
  g_error_free (error);
}

/* libsoup 3.6 finishes a message twice, and frees it once too often, when it is cancelled after its
 * head has come and before soup_session_send_async() has said so. */
static void
stop (Exchange *self)
{
  if (self->got_head && self->stream == NULL)
    self->stop_later = TRUE;
  else
    g_cancellable_cancel (self->own);
}

/* Callbacks */

static gboolean
on_too_slow (gpointer data)
{
  Exchange *self = data;

  self->too_slow = TRUE;
  stop (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_period (gpointer data)
{
  Exchange *self = data;

  if (self->moved_bytes < self->limits.period_bytes)
    return on_too_slow (self);
  self->moved_bytes = 0;
  return G_SOURCE_CONTINUE;
}

static void
on_cancelled (GCancellable *callers, gpointer data)
{
  stop (data);
}

static void
on_wrote_headers (SoupMessage *message, Exchange *self)
{
  self->sent_head = TRUE;
}

static void
on_wrote_body_data (SoupMessage *message, guint bytes, Exchange *self)
{
  self->moved_bytes += bytes;
  self->sent_body = TRUE;
}

/* libsoup reads these without going back to the main loop: no timer would ever fire. */
static void
on_got_informational (SoupMessage *message, Exchange *self)
{
  if (++self->informational > MAX_INFORMATIONAL)
    on_too_slow (self);
}

static void
on_got_headers (SoupMessage *message, Exchange *self)
{
  self->got_head = TRUE;
  self->moved_bytes += self->limits.period_bytes;
}

static void
on_read_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) piece = NULL;
  g_autoptr (GBytes) body = NULL;

  piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (piece == NULL) {
    fail (task, error);
    return;
  }
  self->moved_bytes += g_bytes_get_size (piece);
  if (g_bytes_get_size (piece) > 0) {
    gsize length;
    const guint8 *bytes = g_bytes_get_data (piece, &length);

    if (self->body->len + length > self->limits.max_answer_bytes) {
      g_cancellable_cancel (self->own);
      g_task_return_new_error (task,
                               AN_INTAKE_ERROR,
                               (int) lost_code (self),
                               _ ("the answer is larger than any answer of an office"));
      g_object_unref (task);
      return;
    }
    g_byte_array_append (self->body, bytes, (guint) length);
    g_input_stream_read_bytes_async (self->stream,
                                     READ_BYTES,
                                     G_PRIORITY_DEFAULT,
                                     self->own,
                                     on_read_ready,
                                     task);
    return;
  }
  body = g_bytes_new (self->body->data, self->body->len);
  g_task_return_pointer (task,
                         an_intake_answer_new (soup_message_get_status (self->message),
                                               soup_message_get_response_headers (self->message),
                                               body),
                         (GDestroyNotify) an_intake_answer_free);
  g_object_unref (task);
}

static void
on_send_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL) {
    fail (task, error);
    return;
  }
  if (self->stop_later)
    g_cancellable_cancel (self->own);
  g_input_stream_read_bytes_async (self->stream,
                                   READ_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   self->own,
                                   on_read_ready,
                                   task);
}

static GSource *
start_timer (guint64 milliseconds, GSourceFunc callback, Exchange *self)
{
  GSource *source = g_timeout_source_new ((guint) MIN (milliseconds, G_MAXUINT));

  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

/* For the library */

/**
 * an_intake_exchange_async:
 * @message: ready to be sent, its body set
 * @body_bytes: size of that body, for the deadline
 * @limits: the bounds
 *
 * Sends @message and reads the whole answer. Fails with %AN_INTAKE_ERROR, or with
 * %G_IO_ERROR_CANCELLED when the caller asked for it; whatever status came is a success here.
 */
void
an_intake_exchange_async (SoupSession *session,
                          SoupMessage *message,
                          gsize body_bytes,
                          const AnIntakeLimits *limits,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);
  guint64 deadline = limits->deadline_ms + body_bytes * 1000ULL / MAX (limits->floor_per_second, 1);

  g_task_set_source_tag (task, an_intake_exchange_async);
  g_task_set_task_data (task, self, (GDestroyNotify) exchange_free);
  self->message = g_object_ref (message);
  self->own = g_cancellable_new ();
  self->body = g_byte_array_new ();
  self->limits = *limits;
  if (cancellable != NULL) {
    self->callers = g_object_ref (cancellable);
    self->cancelled_handler =
        g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);
  }
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_wrote_headers), self);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (on_wrote_body_data), self);
  g_signal_connect (message, "got-informational", G_CALLBACK (on_got_informational), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), self);
  self->expecting = body_bytes >= limits->expect_from_bytes;
  if (self->expecting)
    soup_message_headers_set_expectations (soup_message_get_request_headers (message),
                                           SOUP_EXPECTATION_CONTINUE);
  self->deadline = start_timer (deadline, on_too_slow, self);
  self->period = start_timer (limits->period_ms, on_period, self);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->own, on_send_ready, task);
}

/**
 * an_intake_exchange_finish:
 *
 * Returns: (transfer full): what came back, of whatever status
 */
AnIntakeAnswer *
an_intake_exchange_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_intake_exchange_waited_in_vain:
 *
 * Returns: whether the body waited for a “100 Continue” that never came: a server or proxy that
 *   ignores Expect. The next body must not wait.
 */
gboolean
an_intake_exchange_waited_in_vain (GAsyncResult *result)
{
  const Exchange *self = g_task_get_task_data (G_TASK (result));

  return self->expecting && self->sent_head && !self->sent_body;
}
