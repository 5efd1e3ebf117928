// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Who is tried when: one report at a time, the most urgent first, under a lock that only one
 * process holds. Waiting is measured by the monotonic clock as well as by the wall clock, because
 * the latter can be set.
 */

#include "base/an-i18n.h"
#include "report/an-outbox-private.h"

#define MAX_TIMER_MS 60000 /* suspended time does not count for timers: look again */
#define NETWORK_BASES 1    /* how long a new network may settle */

/* What is remembered of a report between two tries, in this process only. */
typedef struct {
  gint64 next_attempt_at;   /* of the record, when the deadline was taken */
  gint64 deadline_usec;     /* monotonic */
  gint64 not_before_usec;   /* monotonic: a try has just failed */
  gboolean network_changed; /* since the last try */
} Memory;

struct _AnOutboxSchedule {
  AnOutbox *outbox; /* (not owned) owns this */

  GQueue waiting;    /* (owned) of GTask, one each call of deliver */
  GTask *active;     /* (owned) (nullable) */
  GCancellable *own; /* (owned) (nullable) of the active one */
  gulong cancelled_handler;
  int lock;
  gboolean cleaned;

  gboolean running;
  GSource *timer;       /* (owned) (nullable) */
  GHashTable *memories; /* (owned) id → Memory */
  gulong network_handler;
};

/* Helpers */

static void
stop_timer (AnOutboxSchedule *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static Memory * /* (transfer none) */
remember (AnOutboxSchedule *self, const char *id)
{
  Memory *memory = g_hash_table_lookup (self->memories, id);

  if (memory == NULL) {
    memory = g_new0 (Memory, 1);
    memory->next_attempt_at = -1;
    g_hash_table_insert (self->memories, g_strdup (id), memory);
  }
  return memory;
}

static guint
remaining_ms (AnOutboxSchedule *self, const AnOutboxRecord *record)
{
  Memory *memory = remember (self, record->id);
  gint64 now = g_get_monotonic_time ();
  gint64 remaining = an_outbox_record_remaining_ms (record, g_get_real_time ());

  if (memory->next_attempt_at != record->next_attempt_at) {
    memory->next_attempt_at = record->next_attempt_at;
    memory->deadline_usec = now + remaining * 1000;
  }
  remaining = MIN (remaining, (memory->deadline_usec - now + 999) / 1000);
  if (memory->network_changed && !record->office_asked)
    remaining = 0;
  remaining = MAX (remaining, (memory->not_before_usec - now + 999) / 1000);
  return (guint) CLAMP (remaining, 0, G_MAXINT);
}

static gboolean
goes_before (const AnOutboxRecord *a, const AnOutboxRecord *b)
{
  if (a->urgency != b->urgency)
    return a->urgency < b->urgency;
  return a->queued_at < b->queued_at;
}

/* (transfer full) (nullable): the record to try now; else @wait_ms says when to look again */
static AnOutboxRecord *
choose (AnOutboxSchedule *self, guint *wait_ms)
{
  AnVault *vault = an_outbox_get_vault (self->outbox);
  /* What is on its way has an envelope; what has arrived may be thousands. */
  g_auto (GStrv) ids = an_vault_list (vault, AN_OUTBOX_KIND_ENVELOPE, NULL);
  g_autoptr (AnOutboxRecord) chosen = NULL;

  *wait_ms = G_MAXUINT;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++) {
    g_autoptr (AnOutboxRecord) record = an_outbox_record_load (vault, ids[i], NULL);
    guint remaining;

    if (record == NULL || !an_outbox_record_is_pending (record) ||
        an_outbox_is_held (self->outbox, ids[i]))
      continue;
    remaining = remaining_ms (self, record);
    *wait_ms = MIN (*wait_ms, remaining);
    if (remaining > 0 || (chosen != NULL && goes_before (chosen, record)))
      continue;
    g_clear_pointer (&chosen, an_outbox_record_free);
    chosen = g_steal_pointer (&record);
  }
  return g_steal_pointer (&chosen);
}

/* Callbacks */

static void
on_cancelled (GCancellable *callers, gpointer own)
{
  g_cancellable_cancel (own);
}

static void pump (AnOutboxSchedule *self);

static void
on_delivery_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnOutbox) outbox = user_data;
  AnOutboxSchedule *self = an_outbox_get_schedule (outbox);
  g_autoptr (GTask) task = g_steal_pointer (&self->active);
  Memory *memory = remember (self, g_task_get_task_data (task));
  GError *error = NULL;

  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_handler);
  self->cancelled_handler = 0;
  g_clear_object (&self->own);
  memory->network_changed = FALSE;
  if (an_outbox_delivery_finish (result, &error)) {
    g_hash_table_remove (self->memories, g_task_get_task_data (task));
    g_task_return_boolean (task, TRUE);
  } else {
    /* Whatever failed, even the disk: not again at once. */
    memory->not_before_usec =
        g_get_monotonic_time () + (gint64) an_outbox_backoff_base_ms () * 1000 / 2;
    g_task_return_error (task, error);
  }
  pump (self);
  an_outbox_schedule_look (self);
}

/* What a crash left goes as soon as there is somebody to see it. The deliver lock is held by this
 * process, or by another, which then cleans itself. */
static void
clean_once (AnOutboxSchedule *self)
{
  const char *directory = an_outbox_get_directory (self->outbox);
  int lock = -1;

  if (self->cleaned)
    return;
  if (self->lock < 0) {
    lock = an_outbox_lock (directory, AN_OUTBOX_LOCK_DELIVER, FALSE);
    if (lock < 0)
      return;
  }
  an_outbox_clean (an_outbox_get_vault (self->outbox), directory);
  self->cleaned = TRUE;
  an_outbox_unlock (&lock);
}

/* Starts the next of the calls that wait; gives the lock back after the last. */
static void
pump (AnOutboxSchedule *self)
{
  const char *directory = an_outbox_get_directory (self->outbox);

  while (self->active == NULL && !g_queue_is_empty (&self->waiting)) {
    g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
    const char *id = g_task_get_task_data (task);

    if (self->lock < 0)
      self->lock = an_outbox_lock (directory, AN_OUTBOX_LOCK_DELIVER, FALSE);
    if (self->lock < 0) {
      remember (self, id)->not_before_usec =
          g_get_monotonic_time () + (gint64) an_outbox_backoff_base_ms () * 1000;
      g_task_return_new_error (task,
                               AN_OUTBOX_ERROR,
                               AN_OUTBOX_ERROR_WAITING,
                               _ ("another window or command of An Nhi is sending right now"));
      continue;
    }
    clean_once (self);
    self->own = g_cancellable_new ();
    self->active = g_object_ref (task);
    if (g_task_get_cancellable (task) != NULL)
      self->cancelled_handler = g_cancellable_connect (g_task_get_cancellable (task),
                                                       G_CALLBACK (on_cancelled),
                                                       g_object_ref (self->own),
                                                       g_object_unref);
    an_outbox_delivery_run (self->outbox,
                            id,
                            self->own,
                            on_delivery_ready,
                            g_object_ref (self->outbox));
  }
  if (self->active == NULL)
    an_outbox_unlock (&self->lock);
}

static gboolean
on_timer (gpointer data)
{
  AnOutboxSchedule *self = data;

  stop_timer (self);
  an_outbox_schedule_look (self);
  return G_SOURCE_REMOVE;
}

static void
start_timer (AnOutboxSchedule *self, guint wait_ms)
{
  stop_timer (self);
  self->timer = g_timeout_source_new (MIN (wait_ms, MAX_TIMER_MS));
  g_source_set_callback (self->timer, on_timer, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, AnOutboxSchedule *self)
{
  GHashTableIter iter;
  gpointer memory;

  if (!available)
    return;
  g_hash_table_iter_init (&iter, self->memories);
  while (g_hash_table_iter_next (&iter, NULL, &memory))
    ((Memory *) memory)->network_changed = TRUE;
  if (self->active == NULL)
    start_timer (self, an_outbox_backoff_base_ms () * NETWORK_BASES);
}

/* For the outbox */

AnOutboxSchedule *
an_outbox_schedule_new (AnOutbox *outbox)
{
  AnOutboxSchedule *self = g_new0 (AnOutboxSchedule, 1);

  self->outbox = outbox;
  self->lock = -1;
  g_queue_init (&self->waiting);
  self->memories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
an_outbox_schedule_free (AnOutboxSchedule *self)
{
  if (self == NULL)
    return;
  stop_timer (self);
  if (self->network_handler != 0)
    g_signal_handler_disconnect (g_network_monitor_get_default (), self->network_handler);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->own);
  g_hash_table_unref (self->memories);
  an_outbox_unlock (&self->lock);
  g_free (self);
}

/**
 * an_outbox_schedule_look:
 *
 * Tries the next report that is due, or sets a timer for it. Without a report on its way there is
 * no timer at all.
 */
void
an_outbox_schedule_look (AnOutboxSchedule *self)
{
  g_autoptr (AnOutboxRecord) record = NULL;
  guint wait_ms;

  if (!self->running || self->active != NULL)
    return;
  stop_timer (self);
  record = choose (self, &wait_ms);
  if (record != NULL)
    an_outbox_deliver_async (self->outbox, record->id, NULL, NULL, NULL);
  if (self->active == NULL && wait_ms != G_MAXUINT)
    start_timer (self, MAX (wait_ms, 1));
}

/* Whether @id is being tried, or any report if that is NULL. */
gboolean
an_outbox_schedule_is_active (AnOutboxSchedule *self, const char *id)
{
  return self->active != NULL &&
         (id == NULL || g_str_equal (g_task_get_task_data (self->active), id));
}

/* Ends the try that runs: of @id, or of whatever report if that is NULL. */
void
an_outbox_schedule_cancel (AnOutboxSchedule *self, const char *id)
{
  if (self->own != NULL && an_outbox_schedule_is_active (self, id))
    g_cancellable_cancel (self->own);
}

/* Public */

void
an_outbox_deliver_async (AnOutbox *outbox,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  AnOutboxSchedule *self;
  GTask *task;

  g_return_if_fail (AN_IS_OUTBOX (outbox));
  g_return_if_fail (id != NULL);

  self = an_outbox_get_schedule (outbox);
  task = g_task_new (outbox, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_outbox_deliver_async);
  g_task_set_check_cancellable (task, FALSE); /* delivered stays delivered */
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_queue_push_tail (&self->waiting, task);
  pump (self);
}

gboolean
an_outbox_deliver_finish (AnOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * an_outbox_tidy:
 *
 * Removes what a crash left. Whoever delivers does so anyway.
 */
void
an_outbox_tidy (AnOutbox *outbox)
{
  g_return_if_fail (AN_IS_OUTBOX (outbox));

  clean_once (an_outbox_get_schedule (outbox));
}

/**
 * an_outbox_start:
 *
 * Goes on until an_outbox_stop(): a reference that is dropped while reports wait stops nothing.
 */
void
an_outbox_start (AnOutbox *outbox)
{
  AnOutboxSchedule *self;

  g_return_if_fail (AN_IS_OUTBOX (outbox));

  self = an_outbox_get_schedule (outbox);
  if (self->running)
    return;
  self->running = TRUE;
  clean_once (self);
  self->network_handler = g_signal_connect (g_network_monitor_get_default (),
                                            "network-changed",
                                            G_CALLBACK (on_network_changed),
                                            self);
  an_outbox_schedule_look (self);
}

void
an_outbox_stop (AnOutbox *outbox)
{
  AnOutboxSchedule *self;

  g_return_if_fail (AN_IS_OUTBOX (outbox));

  self = an_outbox_get_schedule (outbox);
  if (!self->running)
    return;
  self->running = FALSE;
  stop_timer (self);
  g_signal_handler_disconnect (g_network_monitor_get_default (), self->network_handler);
  self->network_handler = 0;
  an_outbox_schedule_cancel (self, NULL);
}

/**
 * an_outbox_retry_now:
 *
 * For somebody who presses “try again”: forgets every wait, and a refusal that has been mended.
 */
void
an_outbox_retry_now (AnOutbox *outbox, const char *id)
{
  g_autoptr (AnOutboxRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  AnOutboxSchedule *self;

  g_return_if_fail (AN_IS_OUTBOX (outbox));
  g_return_if_fail (id != NULL);

  self = an_outbox_get_schedule (outbox);
  record = an_outbox_record_load (an_outbox_get_vault (outbox), id, NULL);
  if (record == NULL || record->state == AN_OUTBOX_DELIVERED ||
      an_outbox_schedule_is_active (self, id))
    return;
  record->state = record->resume;
  record->next_attempt_at = 0;
  record->attempts = 0;
  record->office_asked = FALSE;
  if (!an_outbox_save (outbox, record, &error))
    g_debug ("the wait is not forgotten: %s", error->message);
  g_hash_table_remove (self->memories, id);
  an_outbox_release (outbox, id);
  an_outbox_emit_changed (outbox, id);
  an_outbox_deliver_async (outbox, id, NULL, NULL, NULL);
}
