// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The client object, and what every call does with its answer. The calls themselves are in
 * an-intake-calls.c, what an answer means is decided in an-intake-answer.c and
 * an-intake-documents.c, bounds are held in an-intake-exchange.c. Nothing is logged: every request
 * carries a credential or a report.
 */

#include "report/an-intake-client.h"

#include <string.h>

#include "base/an-i18n.h"
#include "report/an-intake-client-private.h"
#include "report/an-intake-documents.h"

#define SOCKET_TIMEOUT_SECONDS 30

struct _AnIntakeClient {
  GObject parent_instance;

  AnChannel *channel;   /* (owned) */
  char *base;           /* (owned) URL without a slash at its end */
  SoupSession *session; /* (owned) */
  AnIntakeLimits limits;
};

G_DEFINE_FINAL_TYPE (AnIntakeClient, an_intake_client, G_TYPE_OBJECT)

static void
call_free (AnIntakeCallState *self)
{
  g_free (self->report_id);
  g_free (self->path);
  g_free (self->digest);
  g_free (self);
}

/* Helpers */

/* The Location must be the path we know, below whatever prefix a proxy put before it. */
static gboolean
check_location (const AnIntakeAnswer *answer, const char *path, GError **error)
{
  const char *location = soup_message_headers_get_one (answer->headers, "Location");

  if (location != NULL && g_str_has_suffix (location, path))
    return TRUE;
  an_intake_error_set (error,
                       AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                       _ ("the office answered about something else than asked"));
  return FALSE;
}

static gint64
read_offset (const AnIntakeAnswer *answer, const AnIntakeCallState *call, GError **error)
{
  gint64 offset = an_intake_answer_get_number (answer, "Upload-Offset");
  gint64 length = an_intake_answer_get_number (answer, "Upload-Length");
  gboolean fits =
      call->call == AN_INTAKE_CALL_APPEND ? offset == (gint64) call->offset : offset <= length;

  if (offset >= 0 && fits)
    return offset;
  an_intake_error_set (error,
                       AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                       _ ("the office did not say how much of the file it has"));
  return -1;
}

static void
return_document (GTask *task, AnIntakeClient *self, const AnIntakeCallState *call, JsonNode *root)
{
  GError *error = NULL;
  gpointer value = NULL;
  GDestroyNotify free_value = g_free;

  switch (call->call) {
  case AN_INTAKE_CALL_OFFICE:
    value = an_intake_office_from_json (root, self->channel, &error);
    free_value = (GDestroyNotify) an_intake_office_free;
    break;
  case AN_INTAKE_CALL_SUBMIT:
    value = an_intake_read_submission (root, call->report_id, call->digest, self->channel, &error);
    break;
  case AN_INTAKE_CALL_STATUS:
    value = an_intake_status_from_json (root, call->report_id, &error);
    free_value = (GDestroyNotify) an_intake_status_free;
    break;
  case AN_INTAKE_CALL_MESSAGES:
    value = json_node_ref (root);
    free_value = (GDestroyNotify) json_node_unref;
    break;
  case AN_INTAKE_CALL_POST_MESSAGE:
    if (an_intake_check_posted (root, call->report_id, &error)) {
      g_task_return_boolean (task, TRUE);
      return;
    }
    break;
  case AN_INTAKE_CALL_CREATE:
  case AN_INTAKE_CALL_CREATE_EVIDENCE:
  case AN_INTAKE_CALL_GET_OFFSET:
  case AN_INTAKE_CALL_APPEND:
  case AN_INTAKE_CALL_WITHDRAW:
  default:
    if (an_intake_check_created (root, call->report_id, &error)) {
      g_task_return_boolean (task, TRUE);
      return;
    }
    break;
  }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, free_value);
}

static void
return_answer (GTask *task, const AnIntakeAnswer *answer)
{
  AnIntakeClient *self = g_task_get_source_object (task);
  const AnIntakeCallState *call = g_task_get_task_data (task);
  g_autoptr (JsonNode) root = NULL;
  GError *error = NULL;
  gint64 offset;

  if (!an_intake_answer_check (answer, call->call, call->expected_status, &error)) {
    g_task_return_error (task, error);
    return;
  }
  switch (call->call) {
  case AN_INTAKE_CALL_CREATE_EVIDENCE:
    if (check_location (answer, call->path, &error))
      g_task_return_pointer (task, g_strdup (call->path), g_free);
    else
      g_task_return_error (task, error);
    return;
  case AN_INTAKE_CALL_GET_OFFSET:
  case AN_INTAKE_CALL_APPEND:
    offset = read_offset (answer, call, &error);
    if (offset >= 0)
      g_task_return_int (task, (gssize) offset);
    else
      g_task_return_error (task, error);
    return;
  case AN_INTAKE_CALL_WITHDRAW:
    g_task_return_boolean (task, TRUE);
    return;
  case AN_INTAKE_CALL_OFFICE:
  case AN_INTAKE_CALL_CREATE:
  case AN_INTAKE_CALL_SUBMIT:
  case AN_INTAKE_CALL_STATUS:
  case AN_INTAKE_CALL_MESSAGES:
  case AN_INTAKE_CALL_POST_MESSAGE:
  default:
    root = an_intake_answer_parse (answer, &error);
    if (root != NULL)
      return_document (task, self, call, root);
    else
      g_task_return_error (task, error);
    return;
  }
}

static void
on_exchange_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnIntakeClient *self = g_task_get_source_object (task);
  g_autoptr (AnIntakeAnswer) answer = NULL;
  GError *error = NULL;

  answer = an_intake_exchange_finish (result, &error);
  if (answer == NULL) {
    if (an_intake_exchange_waited_in_vain (result))
      self->limits.expect_from_bytes = G_MAXSIZE;
    g_task_return_error (task, error);
    return;
  }
  return_answer (task, answer);
}

/* Object */

static void
an_intake_client_dispose (GObject *object)
{
  AnIntakeClient *self = AN_INTAKE_CLIENT (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (an_intake_client_parent_class)->dispose (object);
}

static void
an_intake_client_finalize (GObject *object)
{
  AnIntakeClient *self = AN_INTAKE_CLIENT (object);

  an_channel_free (self->channel);
  g_free (self->base);
  G_OBJECT_CLASS (an_intake_client_parent_class)->finalize (object);
}

static void
an_intake_client_class_init (AnIntakeClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = an_intake_client_dispose;
  object_class->finalize = an_intake_client_finalize;
}

static void
an_intake_client_init (AnIntakeClient *self)
{
  self->limits = an_intake_limits_default;
  self->session = soup_session_new ();
  soup_session_set_user_agent (self->session, "annhi/" AN_VERSION);
  soup_session_set_timeout (self->session, SOCKET_TIMEOUT_SECONDS);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

/**
 * an_intake_client_new:
 * @channel: of kind rest
 *
 * Returns: (transfer full): a client of the office of @channel, or %NULL when this PC cannot reach
 *   it in any case (no address, no support for TLS)
 */
AnIntakeClient *
an_intake_client_new (const AnChannel *channel, GError **error)
{
  g_autoptr (AnIntakeClient) self = NULL;
  g_autoptr (GUri) uri = NULL;
  gsize length;

  g_return_val_if_fail (channel != NULL, NULL);

  if (channel->kind == AN_CHANNEL_REST && channel->url != NULL)
    uri = g_uri_parse (channel->url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL) {
    an_intake_error_set (error,
                         AN_INTAKE_ERROR_UNREACHABLE,
                         _ ("this channel has no address on the network"));
    return NULL;
  }
  if (g_str_equal (g_uri_get_scheme (uri), "https") &&
      !g_tls_backend_supports_tls (g_tls_backend_get_default ())) {
    an_intake_error_set (
        error,
        AN_INTAKE_ERROR_UNREACHABLE,
        _ ("this PC cannot make secure connections: the package glib-networking is missing"));
    return NULL;
  }
  self = g_object_new (AN_TYPE_INTAKE_CLIENT, NULL);
  self->channel = an_channel_copy (channel);
  length = strlen (channel->url);
  while (length > 0 && channel->url[length - 1] == '/')
    length--;
  self->base = g_strndup (channel->url, length);
  return g_steal_pointer (&self);
}

void
an_intake_client_set_limits (AnIntakeClient *self, const AnIntakeLimits *limits)
{
  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));

  self->limits = *limits;
}

void
an_intake_client_set_tls_database (AnIntakeClient *self, GTlsDatabase *database)
{
  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));

  soup_session_set_tls_database (self->session, database);
}

/* For the calls */

const char *
an_intake_client_get_base (AnIntakeClient *self)
{
  return self->base;
}

/**
 * an_intake_client_call_async:
 * @call: (transfer full): what to remember until the answer is judged
 */
void
an_intake_client_call_async (AnIntakeClient *self,
                             SoupMessage *message,
                             gsize body_bytes,
                             AnIntakeCallState *call,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, an_intake_client_call_async);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  an_intake_exchange_async (self->session,
                            message,
                            body_bytes,
                            &self->limits,
                            cancellable,
                            on_exchange_ready,
                            task);
}
