// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Writes that the caller does not wait for: one thread a vault takes them in their order. */

#include "base/an-vault-private.h"

/* A write of the queue. */
typedef struct {
  char *kind;      /* (owned) */
  char *id;        /* (owned) */
  GBytes *content; /* (owned) (nullable): NULL removes */
} Write;

static void
write_free (gpointer data)
{
  Write *self = data;

  g_free (self->kind);
  g_free (self->id);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

/* Takes @task over. */
static void
enqueue (AnVault *self, GTask *task, const char *kind, const char *id, GBytes *content)
{
  Write *write = g_new0 (Write, 1);

  write->kind = g_strdup (kind);
  write->id = g_strdup (id);
  write->content = content != NULL ? g_bytes_ref (content) : NULL;
  g_task_set_task_data (task, write, write_free);
  g_mutex_lock (&self->lock);
  self->pending++;
  g_thread_pool_push (self->writer, task, NULL);
  g_mutex_unlock (&self->lock);
}

/* Public */

void
an_vault_on_write (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  AnVault *self = g_task_get_source_object (task);
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean good;

  g_mutex_lock (&self->lock);
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    good = FALSE;
  else if (write->content != NULL)
    good = an_vault_put_locked (self, write->kind, write->id, write->content, &error);
  else
    good = an_vault_remove_locked (self, write->kind, write->id, &error);
  if (--self->pending == 0)
    g_cond_broadcast (&self->pending_done);
  g_mutex_unlock (&self->lock);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * an_vault_put_async:
 * @cancellable: (nullable): stops the write only while it waits in the queue
 *
 * an_vault_put() without waiting. Later calls on the vault, waiting ones too, see the record.
 */
void
an_vault_put_async (AnVault *self,
                    const char *kind,
                    const char *id,
                    GBytes *content,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (AN_IS_VAULT (self) && content != NULL);
  g_return_if_fail (kind != NULL && *kind != '\0' && id != NULL && *id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_vault_put_async);
  g_task_set_check_cancellable (task, FALSE);
  enqueue (self, task, kind, id, content);
}

gboolean
an_vault_put_finish (AnVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * an_vault_remove_async:
 *
 * an_vault_remove() without waiting.
 */
void
an_vault_remove_async (AnVault *self,
                       const char *kind,
                       const char *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;

  g_return_if_fail (AN_IS_VAULT (self));
  g_return_if_fail (kind != NULL && *kind != '\0' && id != NULL && *id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_vault_remove_async);
  g_task_set_check_cancellable (task, FALSE);
  enqueue (self, task, kind, id, NULL);
}

gboolean
an_vault_remove_finish (AnVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
