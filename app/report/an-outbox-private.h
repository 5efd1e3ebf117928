// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-intake-answer.h"
#include "report/an-outbox.h"

G_BEGIN_DECLS

/* Shared by the files of the outbox; not for use outside. */

/* Kinds of records in the vault. The id of each is the report's. A report exists in the outbox from
 * the moment its AN_OUTBOX_KIND record is written, which is the last of them. */
#define AN_OUTBOX_KIND "outbox"
#define AN_OUTBOX_KIND_REPORT "outbox-report"
#define AN_OUTBOX_KIND_ENVELOPE                                                                    \
  "outbox-envelope" /* the bytes that are sent, the same each time                                 \
                     */
#define AN_OUTBOX_KIND_RECEIPT "outbox-receipt"
#define AN_OUTBOX_KIND_MAIL "outbox-mail"
#define AN_OUTBOX_KIND_HOLD "outbox-hold"
#define AN_OUTBOX_KIND_LIMITS "outbox-limits" /* one record for all offices */

/* an-outbox-record.c: where a report stands; small and rewritten at each step. */
typedef struct {
  char *id; /* (owned) */
  AnOutboxState state;
  AnOutboxState resume; /* where to go on once the user has mended something */
  AnChannel *channel;   /* (owned) as it was when the report was sealed */
  AnCategory category;
  AnUrgency urgency;
  char *idempotency_key;  /* (owned) */
  AnManifest *manifest;   /* (owned) */
  gint64 queued_at;       /* µs since 1970 */
  gint64 next_attempt_at; /* µs since 1970, 0 = now */
  guint attempts;         /* failed in a row */
  guint wait_ms;          /* how far off next_attempt_at was when it was written */
  gboolean office_asked;  /* the wait is the office's wish (Retry-After) */
  gboolean keep_receipt;
  char *problem;      /* (owned) (nullable) */
  char *received_at;  /* (owned) (nullable) */
  char *office_state; /* (owned) (nullable) */
  char *office_note;  /* (owned) (nullable) */
} AnOutboxRecord;

AnOutboxRecord *an_outbox_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_outbox_record_free (AnOutboxRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnOutboxRecord, an_outbox_record_free)
JsonNode *an_outbox_record_to_json (const AnOutboxRecord *self) G_GNUC_WARN_UNUSED_RESULT;
AnOutboxRecord *an_outbox_record_from_json (JsonNode *root,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnOutboxRecord *
an_outbox_record_load (AnVault *vault, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_outbox_record_save (AnVault *vault, const AnOutboxRecord *self, GError **error);
void an_outbox_record_renew_key (AnOutboxRecord *self);
gboolean an_outbox_record_is_pending (const AnOutboxRecord *self);
gboolean an_outbox_record_is_to_vanish (const AnOutboxRecord *self);

/* an-outbox-files.c: what lies beside the vault. */
char *an_outbox_blob_directory (const char *directory,
                                const char *report_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean
an_outbox_make_blob_directory (const char *directory, const char *report_id, GError **error);
gboolean
an_outbox_sync_blob_directory (const char *directory, const char *report_id, GError **error);
void an_outbox_remove_blobs (const char *directory, const char *report_id);
void an_outbox_remove_directory (const char *directory);
GBytes *an_outbox_read_piece (const char *directory,
                              const char *report_id,
                              const char *evidence_id,
                              guint64 offset,
                              gsize length,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
int an_outbox_lock (const char *directory, const char *name, gboolean shared);
int an_outbox_wait_for_lock (const char *directory, const char *name, GError **error);
void an_outbox_unlock (int *fd);
void an_outbox_clean (AnVault *vault, const char *directory);

#define AN_OUTBOX_LOCK_DELIVER "outbox.lock"
#define AN_OUTBOX_LOCK_ENQUEUE "outbox-enqueue.lock"

/* an-outbox-limits.c: what an office accepts, as it last said. */
typedef struct {
  guint64 max_evidence_bytes;
  guint64 max_report_bytes;
  guint max_evidence_count;
  gint64 asked_at; /* µs since 1970, 0: never */
} AnOutboxLimits;

void an_outbox_limits_load (AnVault *vault, const char *office, AnOutboxLimits *limits);
void an_outbox_limits_save (AnVault *vault, const AnIntakeOffice *office);
gboolean an_outbox_limits_check (const AnOutboxLimits *limits,
                                 const GPtrArray *files, /* of AnManifestEntry */
                                 const AnReport *report, /* (nullable) names of the files */
                                 GError **error);

/* an-outbox-backoff.c: when to try again. */
guint an_outbox_backoff_ms (guint attempts, guint base_ms, guint32 random);
guint an_outbox_backoff_base_ms (void);
void an_outbox_record_postpone (AnOutboxRecord *self, const GError *error, gint64 now_usec);
guint an_outbox_record_remaining_ms (const AnOutboxRecord *self, gint64 now_usec);

/* an-outbox.c */
AnVault *an_outbox_get_vault (AnOutbox *self);
const char *an_outbox_get_directory (AnOutbox *self);
AnIntakeClient *an_outbox_get_client (AnOutbox *self,
                                      const AnChannel *channel,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_outbox_save (AnOutbox *self, const AnOutboxRecord *record, GError **error);
void an_outbox_save_async (AnOutbox *self,
                           const AnOutboxRecord *record,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean an_outbox_save_finish (AnOutbox *self, GAsyncResult *result, GError **error);
void an_outbox_remember (AnOutbox *self, const char *id);
void an_outbox_discard (AnOutbox *self, const char *id);
void an_outbox_vanish (AnOutbox *self, AnOutboxRecord *record);
AnOutboxItem *an_outbox_get_settled (AnOutbox *self, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void an_outbox_set_settled (AnOutbox *self, const AnOutboxItem *item);
AnOutboxItem *an_outbox_get_vanished (AnOutbox *self, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void an_outbox_emit_changed (AnOutbox *self, const char *id);
void an_outbox_emit_progress (AnOutbox *self, const char *id, guint64 sent, guint64 total);

/* an-outbox-hold.c */
gboolean an_outbox_is_held (AnOutbox *self, const char *id);
void an_outbox_release (AnOutbox *self, const char *id);

/* an-outbox-items.c */
AnOutboxItem *an_outbox_item_new (const AnOutboxRecord *record,
                                  gboolean receipt_known) G_GNUC_WARN_UNUSED_RESULT;
AnOutboxItem *an_outbox_item_copy (const AnOutboxItem *self) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *an_outbox_list_ids (AnVault *vault, const char *kind) G_GNUC_WARN_UNUSED_RESULT;

/* an-outbox-schedule.c: who is tried when; one at a time. */
typedef struct _AnOutboxSchedule AnOutboxSchedule;

AnOutboxSchedule *an_outbox_get_schedule (AnOutbox *self);
AnOutboxSchedule *an_outbox_schedule_new (AnOutbox *outbox) G_GNUC_WARN_UNUSED_RESULT;
void an_outbox_schedule_free (AnOutboxSchedule *self);
void an_outbox_schedule_look (AnOutboxSchedule *self);
gboolean an_outbox_schedule_is_active (AnOutboxSchedule *self, const char *id);
void an_outbox_schedule_cancel (AnOutboxSchedule *self, const char *id);

/* an-outbox-delivery.c: one try at one report; the deliver lock is held. */
void an_outbox_delivery_run (AnOutbox *self,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean an_outbox_delivery_finish (GAsyncResult *result, GError **error);

/* an-outbox-upload.c: the files of one report. */
void an_outbox_upload_run (AnOutbox *outbox,
                           AnIntakeClient *client,
                           const AnOutboxRecord *record,
                           const AnReceipt *receipt,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean an_outbox_upload_finish (GAsyncResult *result, gboolean *moved, GError **error);

G_END_DECLS
