// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "report/an-channel.h"
#include "report/an-receipt.h"

G_BEGIN_DECLS

#define AN_INTAKE_MEDIA_TYPE "application/vnd.annhi.v1+json"

#define AN_INTAKE_ERROR (an_intake_error_quark ())
GQuark an_intake_error_quark (void);

/**
 * AnIntakeError:
 * @AN_INTAKE_ERROR_UNREACHABLE: no connection (name, network, refused, TLS set-up)
 * @AN_INTAKE_ERROR_IDENTITY: the server is not who it should be (certificate, signature, foreign
 * id)
 * @AN_INTAKE_ERROR_UNKNOWN_OUTCOME: the answer was lost, cut or not ours; ask again with the same
 * key
 * @AN_INTAKE_ERROR_BUSY: 408, 409 in progress, 425, 429, 5xx; @retry_after says when
 * @AN_INTAKE_ERROR_REFUSED: a 4xx that will not pass by repeating
 * @AN_INTAKE_ERROR_NOT_FOUND: 404: wrong receipt, or an upload the server has lost
 * @AN_INTAKE_ERROR_OFFSET: 409 of an upload: ask HEAD where to go on
 * @AN_INTAKE_ERROR_INCOMPLETE: submission came before all evidence was there
 * @AN_INTAKE_ERROR_GONE: the unfinished report expired; create it again under the same id
 */
typedef enum {
  AN_INTAKE_ERROR_UNREACHABLE,
  AN_INTAKE_ERROR_IDENTITY,
  AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
  AN_INTAKE_ERROR_BUSY,
  AN_INTAKE_ERROR_REFUSED,
  AN_INTAKE_ERROR_NOT_FOUND,
  AN_INTAKE_ERROR_OFFSET,
  AN_INTAKE_ERROR_INCOMPLETE,
  AN_INTAKE_ERROR_GONE,
} AnIntakeError;

/* Seconds to wait as the last failed answer said (Retry-After, RFC 9110 §10.2.3), -1 if it did not.
 */
int an_intake_error_get_retry_after (const GError *error);

/**
 * AnIntakeClient:
 *
 * The REST client of one office. Every call has a total deadline and a minimum speed, follows no
 * redirect, decodes no content, and counts a 2xx only if media type, Content-Digest and id are
 * ours. It keeps no state: what was sent is the outbox's to remember.
 */
#define AN_TYPE_INTAKE_CLIENT (an_intake_client_get_type ())
G_DECLARE_FINAL_TYPE (AnIntakeClient, an_intake_client, AN, INTAKE_CLIENT, GObject)

AnIntakeClient *an_intake_client_new (const AnChannel *channel,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *office;               /* (owned) id */
  guint64 max_evidence_bytes; /* of ciphertext, one file */
  guint64 max_report_bytes;   /* of ciphertext, all files */
  guint max_evidence_count;
} AnIntakeOffice;
void an_intake_office_free (AnIntakeOffice *self);

typedef struct {
  char *id;             /* (owned) */
  char *state;          /* (owned) open|received|triaged|… */
  char *outcome;        /* (owned) (nullable) */
  char *public_note;    /* (owned) (nullable) */
  char *received_at;    /* (owned) (nullable) */
  char *last_access_at; /* (owned) (nullable): when this receipt was last used before */
  GPtrArray *history;   /* (owned) of char*[2] {state, at} */
} AnIntakeStatus;
void an_intake_status_free (AnIntakeStatus *self);

/* Each _finish: transfer full, or NULL/FALSE with AN_INTAKE_ERROR. */
void an_intake_client_get_office_async (AnIntakeClient *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
AnIntakeOffice *an_intake_client_get_office_finish (AnIntakeClient *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_intake_client_create_async (AnIntakeClient *self,
                                    GBytes *envelope_json,
                                    const char *report_id,
                                    const char *idempotency_key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
an_intake_client_create_finish (AnIntakeClient *self, GAsyncResult *result, GError **error);
void an_intake_client_create_evidence_async (AnIntakeClient *self,
                                             const char *report_id,
                                             const char *evidence_id,
                                             guint64 size,
                                             const AnReceipt *receipt,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
char *
an_intake_client_create_evidence_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* upload path */
void an_intake_client_get_offset_async (AnIntakeClient *self,
                                        const char *upload_path,
                                        const AnReceipt *receipt,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gint64 an_intake_client_get_offset_finish (AnIntakeClient *self,
                                           GAsyncResult *result,
                                           GError **error); /* -1 on error */
void an_intake_client_append_async (AnIntakeClient *self,
                                    const char *upload_path,
                                    guint64 offset,
                                    GBytes *piece,
                                    const AnReceipt *receipt,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gint64 an_intake_client_append_finish (AnIntakeClient *self,
                                       GAsyncResult *result,
                                       GError **error); /* new offset, -1 on error */
void an_intake_client_submit_async (AnIntakeClient *self,
                                    const char *report_id,
                                    const AnManifest *manifest,
                                    const AnReceipt *receipt,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *an_intake_client_submit_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* received_at, signature verified */
void an_intake_client_get_status_async (AnIntakeClient *self,
                                        const char *report_id,
                                        const AnReceipt *receipt,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data); /* report_id NULL: by receipt alone */
AnIntakeStatus *an_intake_client_get_status_finish (AnIntakeClient *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_intake_client_get_messages_async (AnIntakeClient *self,
                                          const char *report_id,
                                          const AnReceipt *receipt,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
JsonNode *
an_intake_client_get_messages_finish (AnIntakeClient *self, GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* for an_conversation_from_json () */
void an_intake_client_post_message_async (AnIntakeClient *self,
                                          const char *report_id,
                                          const char *message_id,
                                          GBytes *body,
                                          const AnReceipt *receipt,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
an_intake_client_post_message_finish (AnIntakeClient *self, GAsyncResult *result, GError **error);
void an_intake_client_withdraw_async (AnIntakeClient *self,
                                      const char *report_id,
                                      const AnReceipt *receipt,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
an_intake_client_withdraw_finish (AnIntakeClient *self, GAsyncResult *result, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnIntakeOffice, an_intake_office_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnIntakeStatus, an_intake_status_free)

G_END_DECLS
