// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls of the REST interface that bring a report to the office: what goes out. Judging the
 * answer is the client's. */

#include "report/an-intake-client.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "report/an-intake-client-private.h"

#define TUS_VERSION "1.0.0"

/* Helpers */

static void
set_header (SoupMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
}

static void
set_digest (SoupMessage *message, GBytes *body)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_checksum_get_digest (sum, digest, &length);
  encoded = g_base64_encode (digest, length);
  value = g_strdup_printf ("sha-256=:%s:", encoded);
  set_header (message, "Content-Digest", value);
  if (g_str_equal (soup_message_get_method (message), "PATCH")) {
    g_free (value);
    value = g_strdup_printf ("sha256 %s", encoded);
    set_header (message, "Upload-Checksum", value);
  }
}

static void
set_bearer (SoupMessage *message, const AnReceipt *receipt)
{
  char *bearer = an_receipt_to_bearer (receipt);
  char *value = g_strconcat ("Bearer ", bearer, NULL);

  set_header (message, "Authorization", value);
  sodium_memzero (bearer, strlen (bearer));
  sodium_memzero (value, strlen (value));
  g_free (bearer);
  g_free (value);
}

/* (transfer full): a message that follows no redirect */
SoupMessage *
an_intake_client_new_message (AnIntakeClient *self,
                              const char *method,
                              const char *path,
                              const AnReceipt *receipt)
{
  g_autofree char *url = g_strconcat (an_intake_client_get_base (self), path, NULL);
  SoupMessage *message = soup_message_new (method, url);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  set_header (message, "Accept", AN_INTAKE_MEDIA_TYPE ", application/problem+json");
  /* Translators: an HTTP header: the language of this catalogue first, such as “vi, en;q=0.5” */
  set_header (message, "Accept-Language", _ ("en, vi;q=0.5"));
  if (receipt != NULL)
    set_bearer (message, receipt);
  return message;
}

void
an_intake_client_set_body (SoupMessage *message, const char *media_type, GBytes *body)
{
  soup_message_set_request_body_from_bytes (message, media_type, body);
  set_digest (message, body);
}

AnIntakeCallState *
an_intake_call_state_new (AnIntakeCall kind, guint expected_status, const char *report_id)
{
  AnIntakeCallState *call = g_new0 (AnIntakeCallState, 1);

  call->call = kind;
  call->expected_status = expected_status;
  call->report_id = g_strdup (report_id);
  return call;
}

/* Public */

/**
 * an_intake_client_get_office_async:
 *
 * Asks what the office accepts: `GET /v1/office`.
 */
void
an_intake_client_get_office_async (AnIntakeClient *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));

  message = an_intake_client_new_message (self, "GET", "/v1/office", NULL);
  an_intake_client_call_async (self,
                               message,
                               0,
                               an_intake_call_state_new (AN_INTAKE_CALL_OFFICE, 200, NULL),
                               cancellable,
                               callback,
                               user_data);
}

AnIntakeOffice *
an_intake_client_get_office_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_intake_client_create_async:
 * @envelope_json: the same bytes each time
 * @idempotency_key: a UUID, the same each time
 *
 * Opens the report at the office: `POST /v1/reports`. Safe to repeat.
 */
void
an_intake_client_create_async (AnIntakeClient *self,
                               GBytes *envelope_json,
                               const char *report_id,
                               const char *idempotency_key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *key = NULL;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (envelope_json != NULL && report_id != NULL && idempotency_key != NULL);

  message = an_intake_client_new_message (self, "POST", "/v1/reports", NULL);
  key = g_strdup_printf ("\"%s\"", idempotency_key); /* a Structured Field string: with quotes */
  set_header (message, "Idempotency-Key", key);
  an_intake_client_set_body (message, AN_INTAKE_MEDIA_TYPE, envelope_json);
  an_intake_client_call_async (self,
                               message,
                               g_bytes_get_size (envelope_json),
                               an_intake_call_state_new (AN_INTAKE_CALL_CREATE, 201, report_id),
                               cancellable,
                               callback,
                               user_data);
}

gboolean
an_intake_client_create_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * an_intake_client_create_evidence_async:
 * @size: bytes of ciphertext
 *
 * Announces one file by the tus protocol: `POST /v1/reports/{id}/evidence`. Safe to repeat.
 */
void
an_intake_client_create_evidence_async (AnIntakeClient *self,
                                        const char *report_id,
                                        const char *evidence_id,
                                        guint64 size,
                                        const AnReceipt *receipt,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *path = g_strdup_printf ("/v1/reports/%s/evidence", report_id);
  g_autofree char *length = g_strdup_printf ("%" G_GUINT64_FORMAT, size);
  g_autofree char *encoded = NULL;
  g_autofree char *metadata = NULL;
  AnIntakeCallState *call;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (report_id != NULL && evidence_id != NULL && receipt != NULL);

  encoded = g_base64_encode ((const guchar *) evidence_id, strlen (evidence_id));
  metadata = g_strdup_printf ("id %s", encoded);
  message = an_intake_client_new_message (self, "POST", path, receipt);
  set_header (message, "Tus-Resumable", TUS_VERSION);
  set_header (message, "Upload-Length", length);
  set_header (message, "Upload-Metadata", metadata);
  set_header (message, "Content-Length", "0");
  call = an_intake_call_state_new (AN_INTAKE_CALL_CREATE_EVIDENCE, 201, report_id);
  call->path = g_strdup_printf ("%s/%s", path, evidence_id);
  an_intake_client_call_async (self, message, 0, call, cancellable, callback, user_data);
}

char *
an_intake_client_create_evidence_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_intake_client_get_offset_async:
 * @upload_path: as an_intake_client_create_evidence_finish() answered
 *
 * Asks how much of a file has arrived: `HEAD`.
 */
void
an_intake_client_get_offset_async (AnIntakeClient *self,
                                   const char *upload_path,
                                   const AnReceipt *receipt,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (upload_path != NULL && receipt != NULL);

  message = an_intake_client_new_message (self, "HEAD", upload_path, receipt);
  set_header (message, "Tus-Resumable", TUS_VERSION);
  an_intake_client_call_async (self,
                               message,
                               0,
                               an_intake_call_state_new (AN_INTAKE_CALL_GET_OFFSET, 200, NULL),
                               cancellable,
                               callback,
                               user_data);
}

gint64
an_intake_client_get_offset_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

/**
 * an_intake_client_append_async:
 * @offset: where @piece begins
 * @piece: at most 1 MiB
 *
 * Sends the next piece of a file: `PATCH` with its checksum.
 */
void
an_intake_client_append_async (AnIntakeClient *self,
                               const char *upload_path,
                               guint64 offset,
                               GBytes *piece,
                               const AnReceipt *receipt,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *start_offset = g_strdup_printf ("%" G_GUINT64_FORMAT, offset);
  AnIntakeCallState *call;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (upload_path != NULL && piece != NULL && receipt != NULL);

  message = an_intake_client_new_message (self, "PATCH", upload_path, receipt);
  set_header (message, "Tus-Resumable", TUS_VERSION);
  set_header (message, "Upload-Offset", start_offset);
  an_intake_client_set_body (message, "application/offset+octet-stream", piece);
  call = an_intake_call_state_new (AN_INTAKE_CALL_APPEND, 204, NULL);
  call->offset = offset + g_bytes_get_size (piece);
  an_intake_client_call_async (self,
                               message,
                               g_bytes_get_size (piece),
                               call,
                               cancellable,
                               callback,
                               user_data);
}

gint64
an_intake_client_append_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

/**
 * an_intake_client_submit_async:
 * @manifest: of all that was sent
 *
 * Hands the report in: `POST /v1/reports/{id}/submission`. Safe to repeat.
 */
void
an_intake_client_submit_async (AnIntakeClient *self,
                               const char *report_id,
                               const AnManifest *manifest,
                               const AnReceipt *receipt,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *path = g_strdup_printf ("/v1/reports/%s/submission", report_id);
  char *text;
  AnIntakeCallState *call;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (report_id != NULL && manifest != NULL && receipt != NULL);

  root = an_manifest_to_json (manifest);
  text = an_json_to_string (root, FALSE);
  body = g_bytes_new_take (text, strlen (text));
  message = an_intake_client_new_message (self, "POST", path, receipt);
  an_intake_client_set_body (message, AN_INTAKE_MEDIA_TYPE, body);
  call = an_intake_call_state_new (AN_INTAKE_CALL_SUBMIT, 200, report_id);
  call->digest = an_manifest_digest (manifest);
  an_intake_client_call_async (self,
                               message,
                               g_bytes_get_size (body),
                               call,
                               cancellable,
                               callback,
                               user_data);
}

char *
an_intake_client_submit_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_intake_client_get_status_async:
 * @report_id: (nullable): none: the report that belongs to @receipt
 *
 * Asks what has become of a report.
 */
void
an_intake_client_get_status_async (AnIntakeClient *self,
                                   const char *report_id,
                                   const AnReceipt *receipt,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (AN_IS_INTAKE_CLIENT (self));
  g_return_if_fail (receipt != NULL);

  path =
      report_id == NULL ? g_strdup ("/v1/receipt") : g_strdup_printf ("/v1/reports/%s", report_id);
  message = an_intake_client_new_message (self, "GET", path, receipt);
  an_intake_client_call_async (self,
                               message,
                               0,
                               an_intake_call_state_new (AN_INTAKE_CALL_STATUS, 200, report_id),
                               cancellable,
                               callback,
                               user_data);
}

AnIntakeStatus *
an_intake_client_get_status_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
