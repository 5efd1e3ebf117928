// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A thread that sleeps until the deadline or until nobody needs it any more. */

#include "base/an-deadline.h"

struct _AnDeadline {
  GCancellable *cancellable; /* (owned) */
  GCancellable *parent;      /* (owned) (nullable) */
  gulong parent_handler;
  gint64 end_usec; /* of g_get_monotonic_time () */

  GThread *thread; /* (owned) */
  GMutex lock;     /* guards is_over */
  GCond over;
  gboolean is_over;
};

static gpointer
watch (gpointer data)
{
  AnDeadline *self = data;
  gboolean is_late = FALSE;

  g_mutex_lock (&self->lock);
  while (!self->is_over && !is_late)
    is_late = !g_cond_wait_until (&self->over, &self->lock, self->end_usec);
  is_late = is_late && !self->is_over;
  g_mutex_unlock (&self->lock);
  if (is_late)
    g_cancellable_cancel (self->cancellable);
  return NULL;
}

static void
on_parent_cancelled (GCancellable *parent, gpointer data)
{
  g_cancellable_cancel (data);
}

/**
 * an_deadline_new:
 * @seconds: how long a call may take
 * @parent: (nullable): cancels too
 *
 * Returns: (transfer full): the time runs from now on
 */
AnDeadline *
an_deadline_new (guint seconds, GCancellable *parent)
{
  AnDeadline *self = g_new0 (AnDeadline, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->over);
  self->cancellable = g_cancellable_new ();
  self->end_usec = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  if (parent != NULL) {
    self->parent = g_object_ref (parent);
    self->parent_handler = g_cancellable_connect (parent,
                                                  G_CALLBACK (on_parent_cancelled),
                                                  g_object_ref (self->cancellable),
                                                  g_object_unref);
  }
  self->thread = g_thread_new ("an-deadline", watch, self);
  return self;
}

void
an_deadline_free (AnDeadline *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  g_cond_signal (&self->over);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  if (self->parent != NULL)
    g_cancellable_disconnect (self->parent, self->parent_handler);
  g_clear_object (&self->parent);
  g_clear_object (&self->cancellable);
  g_cond_clear (&self->over);
  g_mutex_clear (&self->lock);
  g_free (self);
}

GCancellable *
an_deadline_get_cancellable (AnDeadline *self)
{
  return self->cancellable;
}
