// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Sends the sealed files of a report, one after the other, each from where the office has it. The
 * office is asked for every file where to go on: its word counts, not our memory.
 */

#include "report/an-outbox-private.h"

#define PIECE_BYTES (1024 * 1024)

typedef struct {
  AnOutbox *outbox;             /* (owned) */
  AnIntakeClient *client;       /* (owned) */
  const AnOutboxRecord *record; /* (not owned) stays until the callback */
  const AnReceipt *receipt;     /* (not owned) likewise */
  GCancellable *cancellable;    /* (owned) (nullable) */
  char *path;                   /* (owned) (nullable) of the upload that runs */
  guint index;                  /* of its file in the manifest */
  guint64 sent_bytes;           /* of the files before it */
  guint64 total_bytes;
  gboolean moved; /* something arrived that was not there before */
} Upload;

static void
upload_free (Upload *self)
{
  g_clear_object (&self->outbox);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

/* Helpers */

static const AnManifestEntry *
get_entry (const Upload *self, guint index)
{
  return g_ptr_array_index (self->record->manifest->evidence, index);
}

static void append (GTask *task, guint64 offset);
static void begin_file (GTask *task);

static void
go_on_at (GTask *task, guint64 offset)
{
  Upload *self = g_task_get_task_data (task);
  const AnManifestEntry *entry = get_entry (self, self->index);

  an_outbox_emit_progress (self->outbox,
                           self->record->id,
                           self->sent_bytes + offset,
                           self->total_bytes);
  if (offset < entry->size) {
    append (task, offset);
    return;
  }
  self->sent_bytes += entry->size;
  self->index++;
  begin_file (task);
}

/* Callbacks */

static void
on_append_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *self = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 offset = an_intake_client_append_finish (AN_INTAKE_CLIENT (source), result, &error);

  if (offset < 0) {
    g_task_return_error (task, error);
    return;
  }
  self->moved = TRUE;
  go_on_at (task, (guint64) offset);
}

static void
append (GTask *task, guint64 offset)
{
  Upload *self = g_task_get_task_data (task);
  const AnManifestEntry *entry = get_entry (self, self->index);
  GError *error = NULL;
  g_autoptr (GBytes) piece = an_outbox_read_piece (an_outbox_get_directory (self->outbox),
                                                   self->record->id,
                                                   entry->id,
                                                   offset,
                                                   MIN (PIECE_BYTES, entry->size - offset),
                                                   &error);

  if (piece == NULL) {
    g_task_return_error (task, error);
    return;
  }
  an_intake_client_append_async (self->client,
                                 self->path,
                                 offset,
                                 piece,
                                 self->receipt,
                                 self->cancellable,
                                 on_append_ready,
                                 g_object_ref (task));
}

static void
on_offset_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *self = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 offset = an_intake_client_get_offset_finish (AN_INTAKE_CLIENT (source), result, &error);

  if (offset < 0)
    g_task_return_error (task, error);
  else
    go_on_at (task, MIN ((guint64) offset, get_entry (self, self->index)->size));
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_free (self->path);
  self->path = an_intake_client_create_evidence_finish (AN_INTAKE_CLIENT (source), result, &error);
  if (self->path == NULL) {
    g_task_return_error (task, error);
    return;
  }
  an_intake_client_get_offset_async (self->client,
                                     self->path,
                                     self->receipt,
                                     self->cancellable,
                                     on_offset_ready,
                                     g_object_ref (task));
}

static void
begin_file (GTask *task)
{
  Upload *self = g_task_get_task_data (task);
  const AnManifestEntry *entry;

  if (self->index == self->record->manifest->evidence->len) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  entry = get_entry (self, self->index);
  an_intake_client_create_evidence_async (self->client,
                                          self->record->id,
                                          entry->id,
                                          entry->size,
                                          self->receipt,
                                          self->cancellable,
                                          on_created,
                                          g_object_ref (task));
}

/* For the delivery */

/**
 * an_outbox_upload_run:
 * @record: with the manifest; must stay until @callback
 * @receipt: likewise
 *
 * Uploads what the office has not got of all files. Fails with %AN_INTAKE_ERROR, or with
 * %AN_OUTBOX_ERROR_NEEDS_USER when a sealed copy is gone.
 */
void
an_outbox_upload_run (AnOutbox *outbox,
                      AnIntakeClient *client,
                      const AnOutboxRecord *record,
                      const AnReceipt *receipt,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Upload *self = g_new0 (Upload, 1);

  g_task_set_source_tag (task, an_outbox_upload_run);
  g_task_set_task_data (task, self, (GDestroyNotify) upload_free);
  self->outbox = g_object_ref (outbox);
  self->client = g_object_ref (client);
  self->record = record;
  self->receipt = receipt;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  for (guint i = 0; i < record->manifest->evidence->len; i++)
    self->total_bytes += get_entry (self, i)->size;
  begin_file (task);
}

/**
 * an_outbox_upload_finish:
 * @moved: (out): whether anything arrived in this try, even if it failed
 */
gboolean
an_outbox_upload_finish (GAsyncResult *result, gboolean *moved, GError **error)
{
  const Upload *self = g_task_get_task_data (G_TASK (result));

  *moved = self->moved;
  return g_task_propagate_boolean (G_TASK (result), error);
}
