// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "base/an-vault.h"
#include "report/an-channel.h"
#include "report/an-correspondence.h"
#include "report/an-intake-client.h"
#include "report/an-report.h"

G_BEGIN_DECLS

#define AN_OUTBOX_ERROR (an_outbox_error_quark ())
GQuark an_outbox_error_quark (void);

/**
 * AnOutboxError:
 * @AN_OUTBOX_ERROR_INVALID: the report or a file cannot be sent as it is; the message says why
 * @AN_OUTBOX_ERROR_WAITING: not delivered yet, will be tried again; the report is safe
 * @AN_OUTBOX_ERROR_NEEDS_USER: refused for good; somebody has to change something
 */
typedef enum {
  AN_OUTBOX_ERROR_INVALID,
  AN_OUTBOX_ERROR_WAITING,
  AN_OUTBOX_ERROR_NEEDS_USER,
} AnOutboxError;

typedef enum {
  AN_OUTBOX_QUEUED,
  AN_OUTBOX_CREATING,
  AN_OUTBOX_UPLOADING,
  AN_OUTBOX_SUBMITTING,
  AN_OUTBOX_DELIVERED,
  AN_OUTBOX_NEEDS_USER,
} AnOutboxState;
extern const char *const an_outbox_state_ids[]; /* "queued" … */

/* A file chosen as evidence. */
typedef struct {
  char *path;     /* (owned) */
  char *name;     /* (owned) (nullable) shown and sent instead of the path's last part */
  char *note;     /* (owned) (nullable) */
  gboolean strip; /* remove metadata from the copy that is sent */
} AnOutboxFile;

/* What the list of sent reports shows; a snapshot. */
typedef struct {
  char *id; /* (owned) */
  AnOutboxState state;
  char *channel_name; /* (owned) */
  AnCategory category;
  gint64 queued_at;       /* µs since 1970 */
  gint64 next_attempt_at; /* µs since 1970, 0 = now */
  gboolean office_asked;  /* the office asked to be left alone until then */
  char *problem;          /* (owned) (nullable): for people, why it is not delivered yet */
  char *received_at;      /* (owned) (nullable): RFC 3339, signed by the office */
  char *office_state;     /* (owned) (nullable): last state asked from the server */
  char *office_note;      /* (owned) (nullable): text of the office for the reporter */
  gboolean is_held;       /* not sent before somebody wants to go on */
  gboolean receipt_known; /* FALSE: not to be kept; the report goes when it has arrived */
} AnOutboxItem;

void an_outbox_item_free (AnOutboxItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnOutboxItem, an_outbox_item_free)

/**
 * AnOutbox:
 *
 * The queue of reports on their way, in the vault. A report is safe once an_outbox_enqueue_async()
 * has finished; every later step is durable before the next and may be repeated. One process at a
 * time delivers (a lock beside the vault); others may enqueue. A report whose receipt is not kept
 * is removed with all that belongs to it as soon as the office has it.
 *
 * Signals: `changed (id)` after every durable step; `progress (id, sent_bytes, total_bytes)`.
 */
#define AN_TYPE_OUTBOX (an_outbox_get_type ())
G_DECLARE_FINAL_TYPE (AnOutbox, an_outbox, AN, OUTBOX, GObject)

AnOutbox *an_outbox_new (AnVault *vault) G_GNUC_WARN_UNUSED_RESULT;

/* Seals report and files (worker thread) and writes the first durable state, without any network.
 * Answers the receipt text. Files that cannot be sent fail with AN_OUTBOX_ERROR_INVALID and name
 * the file. For fingerprint-only categories files are hashed and not stored. */
void an_outbox_enqueue_async (AnOutbox *self,
                              const AnReport *report,
                              const AnChannel *channel,
                              GPtrArray *files, /* (nullable) of AnOutboxFile */
                              gboolean keep_receipt,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *an_outbox_enqueue_finish (AnOutbox *self,
                                GAsyncResult *result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One try at one report, from whatever state it is in. TRUE = delivered;
 * AN_OUTBOX_ERROR_WAITING or _NEEDS_USER otherwise. */
void an_outbox_deliver_async (AnOutbox *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean an_outbox_deliver_finish (AnOutbox *self, GAsyncResult *result, GError **error);

/* Keeps trying all of them, most urgent first, with back-off and Retry-After, until stopped. */
void an_outbox_start (AnOutbox *self);
void an_outbox_stop (AnOutbox *self);
void an_outbox_retry_now (AnOutbox *self, const char *id);
gboolean an_outbox_hold (AnOutbox *self, const char *id, GError **error);
void an_outbox_tidy (AnOutbox *self);

/* Asks the server for the state of a delivered report and remembers it. */
void an_outbox_refresh_async (AnOutbox *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean an_outbox_refresh_finish (AnOutbox *self, GAsyncResult *result, GError **error);
AnIntakeStatus *an_outbox_refresh_status_finish (AnOutbox *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *an_outbox_list (AnOutbox *self, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of AnOutboxItem, newest first */
char *
an_outbox_items_to_csv (const GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT; /* of AnOutboxItem */
AnOutboxItem *
an_outbox_get (AnOutbox *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnReport *
an_outbox_get_report (AnOutbox *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *
an_outbox_get_receipt (AnOutbox *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnCorrespondence *an_outbox_open_correspondence (AnOutbox *self,
                                                 const char *id,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_outbox_get_mail (AnOutbox *self, const char *id, guint *seen, guint *known);
void an_outbox_set_mail (AnOutbox *self, const char *id, guint seen, guint known);
gboolean an_outbox_forget (AnOutbox *self, const char *id, GError **error);

G_END_DECLS
