// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The outbox as seen from outside: what is in it, and taking things out. Sealing is in
 * an-outbox-enqueue.c, sending in an-outbox-delivery.c, waiting in an-outbox-schedule.c.
 */

#include "report/an-outbox.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-signal.h"
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
  GHashTable *settled;   /* (owned) id → AnOutboxItem: delivered, as it was last listed */
  GHashTable *vanished;  /* (owned) id → AnOutboxRecord: delivered, and only this process knows */
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

/* Object */

static void
an_outbox_dispose (GObject *object)
{
  AnOutbox *self = AN_OUTBOX (object);

  g_clear_pointer (&self->schedule, an_outbox_schedule_free);
  g_clear_pointer (&self->clients, g_hash_table_unref);
  g_clear_object (&self->vault);
  if (self->temporary)
    an_outbox_remove_directory (self->directory);
  self->temporary = FALSE;
  G_OBJECT_CLASS (an_outbox_parent_class)->dispose (object);
}

static void
an_outbox_finalize (GObject *object)
{
  AnOutbox *self = AN_OUTBOX (object);

  g_free (self->directory);
  g_hash_table_unref (self->forgotten);
  g_hash_table_unref (self->settled);
  g_hash_table_unref (self->vanished);
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
  signals[CHANGED] = an_signal_new (AN_TYPE_OUTBOX, "changed", 1, G_TYPE_STRING);
  /**
   * AnOutbox::progress:
   * @id: of the report
   * @sent_bytes: of its files
   * @total_bytes: of its files
   */
  signals[PROGRESS] =
      an_signal_new (AN_TYPE_OUTBOX, "progress", 3, G_TYPE_STRING, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
an_outbox_init (AnOutbox *self)
{
  g_mutex_init (&self->mutex);
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->settled =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) an_outbox_item_free);
  self->vanished = g_hash_table_new_full (g_str_hash,
                                          g_str_equal,
                                          g_free,
                                          (GDestroyNotify) an_outbox_record_free);
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

static gboolean
save (AnOutbox *self, const char *id, JsonNode *root, GError **error)
{
  gboolean saved = FALSE;

  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->settled, id);
  if (g_hash_table_contains (self->forgotten, id))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "forgotten");
  else
    saved = an_vault_put_json (self->vault, AN_OUTBOX_KIND, id, root, error);
  g_mutex_unlock (&self->mutex);
  return saved;
}

/* Writes a record, unless it has been forgotten meanwhile. */
gboolean
an_outbox_save (AnOutbox *self, const AnOutboxRecord *record, GError **error)
{
  g_autoptr (JsonNode) root = an_outbox_record_to_json (record);

  return save (self, record->id, root, error);
}

typedef struct {
  AnOutbox *outbox; /* (owned) */
  char *id;         /* (owned) */
  JsonNode *root;   /* (owned) */
} Save;

static void
save_free (Save *self)
{
  g_object_unref (self->outbox);
  g_free (self->id);
  json_node_unref (self->root);
  g_free (self);
}

static void
run_save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Save *job = data;
  GError *error = NULL;

  if (save (job->outbox, job->id, job->root, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Likewise, in a thread: the disk may take its time. */
void
an_outbox_save_async (AnOutbox *self,
                      const AnOutboxRecord *record,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Save *job = g_new0 (Save, 1);

  job->outbox = g_object_ref (self);
  job->id = g_strdup (record->id);
  job->root = an_outbox_record_to_json (record);
  g_task_set_source_tag (task, an_outbox_save_async);
  g_task_set_task_data (task, job, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, run_save);
}

gboolean
an_outbox_save_finish (AnOutbox *self, GAsyncResult *result, GError **error)
{
  /* Here and not with the task: its thread may be the last to let go of that, and the outbox with
   * its connections belongs to this one. */
  g_task_set_task_data (G_TASK (result), NULL, NULL);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Somebody sends again what was forgotten before. Any thread. */
void
an_outbox_remember (AnOutbox *self, const char *id)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->forgotten, id);
  g_hash_table_remove (self->vanished, id);
  g_mutex_unlock (&self->mutex);
}

/**
 * an_outbox_vanish:
 * @record: (transfer full): delivered, and its sender keeps no receipt
 *
 * Removes every trace of a report from this PC. What is shown of it until this process ends is
 * known to an_outbox_get() only, and there is no word of the report in it. What cannot be removed
 * now goes with the next an_outbox_clean().
 */
void
an_outbox_vanish (AnOutbox *self, AnOutboxRecord *record)
{
  g_autofree char *id = g_strdup (record->id);
  g_autoptr (GError) error = NULL;

  record->category = AN_CATEGORY_OTHER;
  g_mutex_lock (&self->mutex);
  g_hash_table_add (self->forgotten, g_strdup (id));
  g_hash_table_insert (self->vanished, g_strdup (id), record);
  g_mutex_unlock (&self->mutex);
  an_outbox_discard (self, id);
  if (!remove_record (self->vault, AN_OUTBOX_KIND, id, &error))
    g_debug ("something of a delivered report stays until the next clean-up: %s", error->message);
  an_outbox_emit_changed (self, id);
}

/* (transfer full) (nullable): what this process still knows of a report that has vanished */
AnOutboxItem *
an_outbox_get_vanished (AnOutbox *self, const char *id)
{
  const AnOutboxRecord *record;
  AnOutboxItem *item = NULL;

  g_mutex_lock (&self->mutex);
  record = g_hash_table_lookup (self->vanished, id);
  if (record != NULL)
    item = an_outbox_item_new (record, FALSE);
  g_mutex_unlock (&self->mutex);
  return item;
}

/* Takes away all that belongs to a report but its record. The envelope goes last: by it a clean-up
 * knows what is not finished. Any thread. */
void
an_outbox_discard (AnOutbox *self, const char *id)
{
  static const char *const kinds[] = { AN_OUTBOX_KIND_REPORT,
                                       AN_OUTBOX_KIND_RECEIPT,
                                       AN_OUTBOX_KIND_MAIL,
                                       AN_OUTBOX_KIND_HOLD,
                                       AN_OUTBOX_KIND_ENVELOPE };

  an_outbox_remove_blobs (self->directory, id);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!remove_record (self->vault, kinds[i], id, NULL))
      g_debug ("something stays until the next clean-up");
}

/* (transfer full) (nullable): a delivered report as it was listed before: it hardly changes, and
 * there may be thousands */
AnOutboxItem *
an_outbox_get_settled (AnOutbox *self, const char *id)
{
  const AnOutboxItem *known;
  AnOutboxItem *item = NULL;

  g_mutex_lock (&self->mutex);
  known = g_hash_table_lookup (self->settled, id);
  if (known != NULL)
    item = an_outbox_item_copy (known);
  g_mutex_unlock (&self->mutex);
  return item;
}

void
an_outbox_set_settled (AnOutbox *self, const AnOutboxItem *item)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->settled, g_strdup (item->id), an_outbox_item_copy (item));
  g_mutex_unlock (&self->mutex);
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
  g_hash_table_remove (self->vanished, id);
  removed = remove_record (self->vault, AN_OUTBOX_KIND, id, error);
  g_mutex_unlock (&self->mutex);
  if (removed)
    an_outbox_discard (self, id);
  an_outbox_unlock (&lock);
  if (removed)
    an_outbox_emit_changed (self, id);
  return removed;
}
