// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The outbox as seen from outside: what is in it, and taking things out. Sealing is in
 * an-outbox-enqueue.c, sending in an-outbox-delivery.c, waiting in an-outbox-schedule.c.
 */

#include "report/an-outbox.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "report/an-outbox-private.h"

struct _AnOutbox {
  GObject parent_instance;

  AnVault *vault;
  char *directory;            /* (owned) where blobs and locks lie */
  gboolean temporary;         /* the directory is ours alone and goes with us */
  GHashTable *clients;        /* (owned) channel as JSON → AnIntakeClient */
  AnOutboxSchedule *schedule; /* (owned) */

  GMutex mutex;          /* protects: */
  GHashTable *forgotten; /* (owned) ids that must not be written again */
};

enum {
  CHANGED,
  PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnOutbox, an_outbox, G_TYPE_OBJECT)
G_DEFINE_QUARK (an_outbox_error, an_outbox_error)

/* Helpers */

static gboolean
remove_record (AnVault *vault, const char *kind, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (an_vault_remove (vault, kind, id, &failure) ||
      g_error_matches (failure, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static AnOutboxItem *
item_new (AnOutbox *self, const AnOutboxRecord *record)
{
  AnOutboxItem *item = g_new0 (AnOutboxItem, 1);
  g_autoptr (GBytes) receipt = an_vault_get (self->vault, AN_OUTBOX_KIND_RECEIPT, record->id, NULL);

  item->id = g_strdup (record->id);
  item->state = record->state;
  item->channel_name = g_strdup (an_channel_get_name (record->channel));
  item->category = record->category;
  item->queued_at = record->queued_at;
  item->next_attempt_at = record->next_attempt_at;
  item->office_asked = record->office_asked;
  item->problem = g_strdup (record->problem);
  item->received_at = g_strdup (record->received_at);
  item->office_state = g_strdup (record->office_state);
  item->office_note = g_strdup (record->office_note);
  item->receipt_known = receipt != NULL && record->keep_receipt;
  return item;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const AnOutboxItem *first = *(AnOutboxItem *const *) a;
  const AnOutboxItem *second = *(AnOutboxItem *const *) b;

  if (first->queued_at != second->queued_at)
    return first->queued_at < second->queued_at ? 1 : -1;
  return strcmp (first->id, second->id);
}

static void
on_status_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AnOutbox *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  g_autoptr (AnOutboxRecord) record = NULL;
  GError *error = NULL;
  g_autoptr (AnIntakeStatus) status =
      an_intake_client_get_status_finish (AN_INTAKE_CLIENT (source), result, &error);

  if (status != NULL)
    record = an_outbox_record_load (self->vault, id, &error);
  if (record == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_free (record->office_state);
  g_free (record->office_note);
  record->office_state = g_strdup (status->state);
  record->office_note = g_strdup (status->public_note);
  if (!an_outbox_save (self, record, &error)) {
    g_task_return_error (task, error);
    return;
  }
  an_outbox_emit_changed (self, id);
  g_task_return_pointer (task, g_steal_pointer (&status), (GDestroyNotify) an_intake_status_free);
}

/* Object */

static void
an_outbox_dispose (GObject *object)
{
  AnOutbox *self = AN_OUTBOX (object);

  g_clear_pointer (&self->schedule, an_outbox_schedule_free);
  g_clear_pointer (&self->clients, g_hash_table_unref);
  g_clear_object (&self->vault);
  if (self->temporary)
    g_rmdir (self->directory); /* goes only when nothing is left in it */
  self->temporary = FALSE;
  G_OBJECT_CLASS (an_outbox_parent_class)->dispose (object);
}

static void
an_outbox_finalize (GObject *object)
{
  AnOutbox *self = AN_OUTBOX (object);

  g_free (self->directory);
  g_hash_table_unref (self->forgotten);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (an_outbox_parent_class)->finalize (object);
}

static void
an_outbox_class_init (AnOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = an_outbox_dispose;
  object_class->finalize = an_outbox_finalize;

  /**
   * AnOutbox::changed:
   * @id: of the report whose state is different now
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   AN_TYPE_OUTBOX,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
  /**
   * AnOutbox::progress:
   * @id: of the report
   * @sent_bytes: of its files
   * @total_bytes: of its files
   */
  signals[PROGRESS] = g_signal_new ("progress",
                                    AN_TYPE_OUTBOX,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    3,
                                    G_TYPE_STRING,
                                    G_TYPE_UINT64,
                                    G_TYPE_UINT64);
}

static void
an_outbox_init (AnOutbox *self)
{
  g_mutex_init (&self->mutex);
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->schedule = an_outbox_schedule_new (self);
}

/* For the other files of the outbox */

AnVault *
an_outbox_get_vault (AnOutbox *self)
{
  return self->vault;
}

const char *
an_outbox_get_directory (AnOutbox *self)
{
  return self->directory;
}

AnOutboxSchedule *
an_outbox_get_schedule (AnOutbox *self)
{
  return self->schedule;
}

/* (transfer full): one client, and so one session, for each channel */
AnIntakeClient *
an_outbox_get_client (AnOutbox *self, const AnChannel *channel, GError **error)
{
  g_autoptr (JsonNode) root = an_channel_to_json (channel);
  g_autofree char *key = an_json_to_string (root, FALSE);
  AnIntakeClient *client = g_hash_table_lookup (self->clients, key);

  if (client != NULL)
    return g_object_ref (client);
  client = an_intake_client_new (channel, error);
  if (client != NULL)
    g_hash_table_insert (self->clients, g_steal_pointer (&key), g_object_ref (client));
  return client;
}

/* Writes a record, unless it has been forgotten meanwhile. Any thread. */
gboolean
an_outbox_save (AnOutbox *self, const AnOutboxRecord *record, GError **error)
{
  gboolean saved;

  g_mutex_lock (&self->mutex);
  if (g_hash_table_contains (self->forgotten, record->id)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "forgotten");
    saved = FALSE;
  } else {
    saved = an_outbox_record_save (self->vault, record, error);
  }
  g_mutex_unlock (&self->mutex);
  return saved;
}

/* Takes back what a failed enqueueing wrote. Any thread. */
void
an_outbox_discard (AnOutbox *self, const char *id)
{
  static const char *const kinds[] = { AN_OUTBOX_KIND_REPORT,
                                       AN_OUTBOX_KIND_ENVELOPE,
                                       AN_OUTBOX_KIND_RECEIPT };

  an_outbox_remove_blobs (self->directory, id);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!remove_record (self->vault, kinds[i], id, NULL))
      g_debug ("something stays until the next clean-up");
}

void
an_outbox_emit_changed (AnOutbox *self, const char *id)
{
  g_signal_emit (self, signals[CHANGED], 0, id);
  an_outbox_schedule_look (self->schedule);
}

void
an_outbox_emit_progress (AnOutbox *self, const char *id, guint64 sent, guint64 total)
{
  g_signal_emit (self, signals[PROGRESS], 0, id, sent, total);
}

/* Public */

/**
 * an_outbox_new:
 * @vault: open
 *
 * Returns: (transfer full): the outbox in @vault; nothing is sent before it is asked for
 */
AnOutbox *
an_outbox_new (AnVault *vault)
{
  AnOutbox *self;

  g_return_val_if_fail (AN_IS_VAULT (vault), NULL);

  self = g_object_new (AN_TYPE_OUTBOX, NULL);
  self->vault = g_object_ref (vault);
  self->directory = g_strdup (an_vault_get_directory (vault));
  if (self->directory == NULL) { /* a vault in memory */
    self->directory = g_dir_make_tmp ("annhi-outbox-XXXXXX", NULL);
    self->temporary = self->directory != NULL;
  }
  return self;
}

void
an_outbox_item_free (AnOutboxItem *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->channel_name);
  g_free (self->problem);
  g_free (self->received_at);
  g_free (self->office_state);
  g_free (self->office_note);
  g_free (self);
}

/**
 * an_outbox_refresh_async:
 *
 * Fails with %AN_INTAKE_ERROR when the office does not answer well, and with %AN_VAULT_ERROR when
 * the receipt is not on this PC.
 */
void
an_outbox_refresh_async (AnOutbox *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (AnOutboxRecord) record = NULL;
  g_autoptr (AnIntakeClient) client = NULL;
  g_autoptr (AnReceipt) receipt = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  g_return_if_fail (AN_IS_OUTBOX (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, an_outbox_refresh_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  record = an_outbox_record_load (self->vault, id, &error);
  if (record != NULL && record->state != AN_OUTBOX_DELIVERED)
    g_set_error_literal (&error,
                         AN_OUTBOX_ERROR,
                         AN_OUTBOX_ERROR_WAITING,
                         _ ("the report is not delivered yet"));
  if (error == NULL)
    text = an_outbox_get_receipt (self, id, &error);
  if (error == NULL)
    receipt = an_receipt_parse (text, &error);
  if (error == NULL)
    client = an_outbox_get_client (self, record->channel, &error);
  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  an_intake_client_get_status_async (client,
                                     id,
                                     receipt,
                                     cancellable,
                                     on_status_ready,
                                     g_steal_pointer (&task));
}

gboolean
an_outbox_refresh_finish (AnOutbox *self, GAsyncResult *result, GError **error)
{
  g_autoptr (AnIntakeStatus) status = an_outbox_refresh_status_finish (self, result, error);

  return status != NULL;
}

/**
 * an_outbox_refresh_status_finish:
 *
 * Returns: (transfer full): what the office answered, with the history that is not remembered
 */
AnIntakeStatus *
an_outbox_refresh_status_finish (AnOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_outbox_list:
 *
 * A record that is damaged is left out; the others are not lost with it.
 *
 * Returns: (transfer full) (element-type AnOutboxItem): newest first
 */
GPtrArray *
an_outbox_list (AnOutbox *self, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);

  ids = an_vault_list (self->vault, AN_OUTBOX_KIND, error);
  if (ids == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) an_outbox_item_free);
  for (char **id = ids; *id != NULL; id++) {
    g_autoptr (GError) broken = NULL;
    g_autoptr (AnOutboxRecord) record = an_outbox_record_load (self->vault, *id, &broken);

    if (record != NULL)
      g_ptr_array_add (items, item_new (self, record));
    else
      g_debug ("a report in the outbox cannot be read: %s", broken->message); /* not the journal */
  }
  g_ptr_array_sort (items, compare_newest_first);
  return g_steal_pointer (&items);
}

AnOutboxItem *
an_outbox_get (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (AnOutboxRecord) record = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  record = an_outbox_record_load (self->vault, id, error);
  return record != NULL ? item_new (self, record) : NULL;
}

AnReport *
an_outbox_get_report (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  root = an_vault_get_json (self->vault, AN_OUTBOX_KIND_REPORT, id, error);
  return root != NULL ? an_report_from_json (root, error) : NULL;
}

/**
 * an_outbox_get_receipt:
 *
 * Returns: (transfer full): the receipt, to be wiped; %AN_VAULT_ERROR_NOT_FOUND when it is not
 *   kept. Until the report is delivered it is always here: it is what the report is sent with.
 */
char *
an_outbox_get_receipt (AnOutbox *self, const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (AN_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  bytes = an_vault_get (self->vault, AN_OUTBOX_KIND_RECEIPT, id, error);
  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * an_outbox_forget:
 *
 * Removes every trace of a report from this PC, delivered or not. A try that runs in this process
 * is ended; one in another process makes it fail with %AN_OUTBOX_ERROR_WAITING.
 */
gboolean
an_outbox_forget (AnOutbox *self, const char *id, GError **error)
{
  gboolean active;
  gboolean removed;
  int lock = -1;

  g_return_val_if_fail (AN_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  active = an_outbox_schedule_is_active (self->schedule, NULL);
  if (!active) {
    lock = an_outbox_lock (self->directory, AN_OUTBOX_LOCK_DELIVER, FALSE);
    if (lock < 0) {
      g_set_error_literal (error,
                           AN_OUTBOX_ERROR,
                           AN_OUTBOX_ERROR_WAITING,
                           _ ("another window or command of An Nhi is sending right now"));
      return FALSE;
    }
  }
  an_outbox_schedule_cancel (self->schedule, id);
  g_mutex_lock (&self->mutex);
  g_hash_table_add (self->forgotten, g_strdup (id));
  removed = remove_record (self->vault, AN_OUTBOX_KIND, id, error);
  g_mutex_unlock (&self->mutex);
  if (removed)
    an_outbox_discard (self, id);
  an_outbox_unlock (&lock);
  if (removed)
    an_outbox_emit_changed (self, id);
  return removed;
}
