// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostile-server.h"

#include <string.h>

#define MAX_HEAD_BYTES (64 * 1024)

struct _HostileServer {
  GSocketService *service;
  GMainContext *context;
  GThread *thread;
  GTlsCertificate *certificate;
  GCancellable *over; /* ends every handler */
  guint16 port;

  GMutex mutex; /* protects: */
  HostileMode mode;
  GBytes *answer;
  guint count;
  char *head;
  GBytes *body;
};

static gboolean
read_head (GDataInputStream *in, GString *head, GCancellable *over)
{
  while (head->len < MAX_HEAD_BYTES) {
    g_autofree char *line = g_data_input_stream_read_line (in, NULL, over, NULL);

    if (line == NULL)
      return FALSE;
    if (*line == '\0' || *line == '\r')
      return head->len > 0;
    g_string_append (head, line);
    g_string_append_c (head, '\n');
  }
  return FALSE;
}

static guint64
content_length (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *at = strstr (lower, "\ncontent-length:");

  return at != NULL ? g_ascii_strtoull (at + strlen ("\ncontent-length:"), NULL, 10) : 0;
}

static void
send_endless (GOutputStream *out, const char *piece, gsize length, GCancellable *over)
{
  while (g_output_stream_write_all (out, piece, length, NULL, over, NULL))
    continue;
}

static void
drip (GOutputStream *out, GBytes *answer, GCancellable *over)
{
  const char *bytes = g_bytes_get_data (answer, NULL);

  for (gsize i = 0; i < g_bytes_get_size (answer); i++) {
    if (!g_output_stream_write_all (out, bytes + i, 1, NULL, over, NULL))
      return;
    g_usleep (40000);
  }
}

static void
keep (HostileServer *self, GString *head, GBytes *body)
{
  g_mutex_lock (&self->mutex);
  self->count++;
  g_free (self->head);
  self->head = g_strdup (head->str);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  g_mutex_unlock (&self->mutex);
}

static void
answer (HostileServer *self, GOutputStream *out, HostileMode mode, GBytes *bytes)
{
  static const char zeros[4096];
  static const char wait[] = "HTTP/1.1 100 Continue\r\n\r\n";

  switch (mode) {
  case HOSTILE_SILENT:
    while (!g_cancellable_is_cancelled (self->over))
      g_usleep (10000);
    break;
  case HOSTILE_CLOSE:
    break;
  case HOSTILE_DRIP:
    drip (out, bytes, self->over);
    break;
  case HOSTILE_ENDLESS_100:
    send_endless (out, wait, sizeof wait - 1, self->over);
    break;
  case HOSTILE_ANSWER:
  case HOSTILE_EARLY:
  case HOSTILE_NO_EXPECT:
  case HOSTILE_ENDLESS:
  default:
    g_output_stream_write_all (out,
                               g_bytes_get_data (bytes, NULL),
                               g_bytes_get_size (bytes),
                               NULL,
                               self->over,
                               NULL);
    if (mode == HOSTILE_ENDLESS)
      send_endless (out, zeros, sizeof zeros, self->over);
    break;
  }
}

static void
serve (HostileServer *self, GIOStream *stream)
{
  g_autoptr (GDataInputStream) in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  GOutputStream *out = g_io_stream_get_output_stream (stream);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) body = NULL;
  HostileMode mode;
  guint64 length;

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  if (!read_head (in, head, self->over))
    return;
  g_mutex_lock (&self->mutex);
  mode = self->mode;
  bytes = self->answer != NULL ? g_bytes_ref (self->answer) : NULL;
  g_mutex_unlock (&self->mutex);

  length = content_length (head->str);
  if (mode != HOSTILE_EARLY && length > 0) {
    g_autofree char *buffer = g_malloc (length);
    gsize got = 0;

    if (strstr (head->str, "100-continue") != NULL && mode != HOSTILE_NO_EXPECT)
      g_output_stream_write_all (out, "HTTP/1.1 100 Continue\r\n\r\n", 25, NULL, self->over, NULL);
    g_input_stream_read_all (G_INPUT_STREAM (in), buffer, length, &got, self->over, NULL);
    body = g_bytes_new (buffer, got);
  }
  keep (self, head, body);
  answer (self, out, mode, bytes);
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        HostileServer *self)
{
  g_autoptr (GIOStream) stream = NULL;

  if (self->certificate == NULL)
    stream = g_object_ref (G_IO_STREAM (connection));
  else
    stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  if (stream != NULL)
    serve (self, stream);
  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

/* Stops where it ran: GLib leaks a source that another thread takes down. */
static gpointer
run_loop (gpointer data)
{
  HostileServer *self = data;

  g_main_context_push_thread_default (self->context);
  while (!g_cancellable_is_cancelled (self->over))
    g_main_context_iteration (self->context, TRUE);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  while (G_OBJECT (self->service)->ref_count > 1) { /* handlers and the pending accept hold it */
    g_main_context_iteration (self->context, FALSE);
    g_usleep (2000);
  }
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

HostileServer *
hostile_server_new (GTlsCertificate *certificate)
{
  HostileServer *self = g_new0 (HostileServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_mutex_init (&self->mutex);
  self->over = g_cancellable_new ();
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (16);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                                address,
                                                G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP,
                                                NULL,
                                                &bound,
                                                NULL));
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  g_main_context_pop_thread_default (self->context);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->thread = g_thread_new ("hostile", run_loop, self);
  return self;
}

void
hostile_server_free (HostileServer *self)
{
  g_cancellable_cancel (self->over);
  g_main_context_wakeup (self->context);
  g_thread_join (self->thread);
  g_object_unref (self->service);
  g_main_context_unref (self->context);
  g_clear_object (&self->certificate);
  g_object_unref (self->over);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->head);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
hostile_server_get_url (HostileServer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u",
                          self->certificate != NULL ? "https" : "http",
                          self->port);
}

void
hostile_server_set (HostileServer *self, HostileMode mode, GBytes *bytes)
{
  g_mutex_lock (&self->mutex);
  self->mode = mode;
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->count = 0;
  g_mutex_unlock (&self->mutex);
}

guint
hostile_server_get_count (HostileServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->count;
  g_mutex_unlock (&self->mutex);
  return count;
}

char *
hostile_server_dup_head (HostileServer *self)
{
  char *head;

  g_mutex_lock (&self->mutex);
  head = g_strdup (self->head);
  g_mutex_unlock (&self->mutex);
  return head;
}

GBytes *
hostile_server_ref_body (HostileServer *self)
{
  GBytes *body;

  g_mutex_lock (&self->mutex);
  body = self->body != NULL ? g_bytes_ref (self->body) : NULL;
  g_mutex_unlock (&self->mutex);
  return body;
}

char *
hostile_digest (const char *body)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *encoded = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) body, (gssize) strlen (body));
  g_checksum_get_digest (sum, digest, &length);
  encoded = g_base64_encode (digest, length);
  return g_strdup_printf ("sha-256=:%s:", encoded);
}

GBytes *
hostile_answer (const char *status, const char *media_type, const char *body)
{
  g_autofree char *digest = hostile_digest (body);
  char *text = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Digest: %s\r\n"
                                "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                                status,
                                media_type,
                                digest,
                                strlen (body),
                                body);

  return g_bytes_new_take (text, strlen (text));
}
