// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A file chosen as evidence, as the window shows it. Reads it once, in a thread, for its size,
 * kind, fingerprint and what a picture says of itself; keeps nothing of its content. What was
 * pasted has no file: it lives in memory, and sealed in the vault as long as the draft does. */

#include "ui/report/an-report-file.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"

#include <sys/mman.h>
#include <unistd.h>

/**
 * AnReportFile:
 *
 * Emits `changed` when something of it is known or was answered.
 */
struct _AnReportFile {
  GObject parent;

  char *path;      /* (owned) */
  char *pasted_id; /* (owned) (nullable) of its record in the vault */
  char *name;      /* (owned) (nullable) of what was pasted */
  int memory;      /* file descriptor of what was pasted, or -1 */
  char *note;      /* (owned) never NULL */
  guint64 size;
  const char *media_type; /* (nullable) until it is known */
  gboolean strip;
  guint64 max_size;           /* 0 = not known */
  char *problem;              /* (owned) (nullable) what looking at it found */
  AnReportEvidence *evidence; /* (owned) (nullable) until the thread has answered */
  AnEvidenceDetails *details; /* (owned) (nullable) */
  GCancellable *cancellable;  /* (owned) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnReportFile, an_report_file, G_TYPE_OBJECT)

static void
changed (AnReportFile *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What the threads find out. */
typedef struct {
  char *path; /* (owned) */
  guint64 size;
  const char *media_type;
  AnReportEvidence *evidence; /* (owned) (nullable) */
  AnEvidenceDetails *details; /* (owned) (nullable) */
} Look;

static void
look_free (Look *look)
{
  g_free (look->path);
  g_clear_pointer (&look->evidence, an_report_evidence_free);
  g_clear_pointer (&look->details, an_evidence_details_free);
  g_free (look);
}

static void
start_look (AnReportFile *self, GTaskThreadFunc function, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, NULL);
  Look *look = g_new0 (Look, 1);

  look->path = g_strdup (self->path);
  g_task_set_source_tag (task, start_look);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, function);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;
  GError *error = NULL;

  look->evidence = an_evidence_fingerprint (look->path, NULL, cancellable, &error);
  if (look->evidence == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (an_evidence_can_strip (look->evidence->media_type))
    look->details = an_evidence_read_details (look->path);
  g_task_return_boolean (task, TRUE);
}

/* Returns whether the file can go on being looked at */
static gboolean
take_answer (AnReportFile *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_free (self->problem);
  self->problem = g_strdup (error->message);
  changed (self);
  return FALSE;
}

static void
on_read_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AnReportFile *self = AN_REPORT_FILE (source);
  Look *look = g_task_get_task_data (G_TASK (result));

  if (!take_answer (self, result))
    return;
  g_clear_pointer (&self->evidence, an_report_evidence_free);
  g_clear_pointer (&self->details, an_evidence_details_free);
  self->evidence = g_steal_pointer (&look->evidence);
  self->details = g_steal_pointer (&look->details);
  self->size = self->evidence->size;
  changed (self);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;
  GError *error = NULL;

  if (an_evidence_look (look->path, &look->size, &look->media_type, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Its size is known at once; its fingerprint takes as long as it is large. */
static void
on_look_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AnReportFile *self = AN_REPORT_FILE (source);
  Look *look = g_task_get_task_data (G_TASK (result));

  if (!take_answer (self, result))
    return;
  self->size = look->size;
  self->media_type = look->media_type;
  changed (self);
  start_look (self, read_in_thread, on_read_ready);
}

/* Is it still the file that was looked at? */
static void
on_second_look_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AnReportFile *self = AN_REPORT_FILE (source);
  Look *look = g_task_get_task_data (G_TASK (result));

  if (!take_answer (self, result))
    return;
  if (self->evidence != NULL && self->problem == NULL && look->size == self->size)
    return;
  g_clear_pointer (&self->problem, g_free);
  self->size = look->size;
  self->media_type = look->media_type;
  g_clear_pointer (&self->evidence, an_report_evidence_free);
  changed (self);
  start_look (self, read_in_thread, on_read_ready);
}

static void
an_report_file_dispose (GObject *object)
{
  AnReportFile *self = AN_REPORT_FILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (an_report_file_parent_class)->dispose (object);
}

static void
an_report_file_finalize (GObject *object)
{
  AnReportFile *self = AN_REPORT_FILE (object);

  g_free (self->path);
  g_free (self->pasted_id);
  g_free (self->name);
  g_free (self->note);
  g_free (self->problem);
  g_clear_pointer (&self->evidence, an_report_evidence_free);
  g_clear_pointer (&self->details, an_evidence_details_free);
  if (self->memory >= 0)
    close (self->memory);
  G_OBJECT_CLASS (an_report_file_parent_class)->finalize (object);
}

static void
an_report_file_class_init (AnReportFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_report_file_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_file_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static void
an_report_file_init (AnReportFile *self)
{
  self->note = g_strdup ("");
  self->memory = -1;
  self->cancellable = g_cancellable_new ();
}

/**
 * an_report_file_new:
 * @path: of a file on this PC
 *
 * Looks at the file in the background.
 */
AnReportFile *
an_report_file_new (const char *path)
{
  AnReportFile *self = g_object_new (AN_TYPE_REPORT_FILE, NULL);

  g_return_val_if_fail (path != NULL, self);
  self->path = g_strdup (path);
  start_look (self, look_in_thread, on_look_ready);
  return self;
}

/**
 * an_report_file_new_pasted:
 * @id: of the record in the vault that keeps it
 * @name: for people
 *
 * Returns: (nullable): %NULL when there is no memory for it
 */
AnReportFile *
an_report_file_new_pasted (const char *id, const char *name, GBytes *content)
{
  g_autoptr (AnReportFile) self = NULL;
  const char *bytes;
  gsize length, done = 0;

  g_return_val_if_fail (id != NULL && name != NULL && content != NULL, NULL);

  self = g_object_new (AN_TYPE_REPORT_FILE, NULL);
  self->memory = memfd_create ("pasted", MFD_CLOEXEC);
  bytes = g_bytes_get_data (content, &length);
  while (self->memory >= 0 && done < length) {
    gssize written = write (self->memory, bytes + done, length - done);

    if (written <= 0)
      return NULL;
    done += (gsize) written;
  }
  if (self->memory < 0)
    return NULL;
  self->path = g_strdup_printf ("/proc/self/fd/%d", self->memory);
  self->pasted_id = g_strdup (id);
  self->name = g_strdup (name);
  start_look (self, look_in_thread, on_look_ready);
  return g_steal_pointer (&self);
}

/**
 * an_report_file_look_again:
 *
 * Finds out whether the file vanished or grew since it was chosen.
 */
void
an_report_file_look_again (AnReportFile *self)
{
  g_return_if_fail (AN_IS_REPORT_FILE (self));

  if ((self->evidence != NULL || self->problem != NULL) && self->pasted_id == NULL)
    start_look (self, look_in_thread, on_second_look_ready);
}

const char *
an_report_file_get_pasted_id (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);
  return self->pasted_id;
}

const AnEvidenceDetails *
an_report_file_get_details (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);
  return self->details;
}

const char *
an_report_file_get_path (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);
  return self->path;
}

char *
an_report_file_get_name (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);
  return self->name != NULL ? g_strdup (self->name) : g_filename_display_basename (self->path);
}

guint64
an_report_file_get_size (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), 0);
  return self->size;
}

const char *
an_report_file_get_sha256 (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);
  return self->evidence != NULL ? self->evidence->sha256 : NULL;
}

const char *
an_report_file_get_media_type (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);
  return self->media_type;
}

/**
 * an_report_file_get_problem:
 *
 * Returns: (nullable): why the file cannot be sent as it is, translated
 */
const char *
an_report_file_get_problem (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);

  if (self->problem != NULL)
    return self->problem;
  if (self->max_size > 0 && an_seal_cipher_size (self->size) > self->max_size)
    return _ ("Larger than the office takes. Remove it, or cut out the part that matters.");
  return NULL;
}

/**
 * an_report_file_set_max_size:
 * @max_size: what the office takes of one sealed file, in bytes; 0 when that is not known
 */
void
an_report_file_set_max_size (AnReportFile *self, guint64 max_size)
{
  g_return_if_fail (AN_IS_REPORT_FILE (self));

  if (self->max_size == max_size)
    return;
  self->max_size = max_size;
  changed (self);
}

const char *
an_report_file_get_note (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), NULL);
  return self->note;
}

void
an_report_file_set_note (AnReportFile *self, const char *note)
{
  char *copy;

  g_return_if_fail (AN_IS_REPORT_FILE (self));
  if (g_strcmp0 (self->note, note) == 0)
    return;
  copy = g_strdup (note != NULL ? note : "");
  g_free (self->note);
  self->note = copy;
  changed (self);
}

gboolean
an_report_file_get_strip (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), FALSE);
  return self->strip;
}

void
an_report_file_set_strip (AnReportFile *self, gboolean strip)
{
  g_return_if_fail (AN_IS_REPORT_FILE (self));
  if (self->strip == strip)
    return;
  self->strip = strip;
  changed (self);
}
