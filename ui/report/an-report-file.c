// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A file chosen as evidence, as the window shows it. Reads it once, in a thread, for its size, kind
 * and fingerprint; keeps nothing of its content. */

#include "ui/report/an-report-file.h"

#include "base/an-i18n.h"
#include "report/an-evidence.h"

/**
 * AnReportFile:
 *
 * Emits `changed` when something of it is known or was answered.
 */
struct _AnReportFile {
  GObject parent;

  char *path; /* (owned) */
  char *note; /* (owned) never NULL */
  gboolean strip;
  guint64 max_size;           /* 0 = not known */
  char *problem;              /* (owned) (nullable) what looking at it found */
  AnReportEvidence *evidence; /* (owned) (nullable) until the thread has answered */
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

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  AnReportEvidence *evidence = an_evidence_fingerprint (task_data, NULL, cancellable, &error);

  if (evidence != NULL)
    g_task_return_pointer (task, evidence, (GDestroyNotify) an_report_evidence_free);
  else
    g_task_return_error (task, error);
}

static void
on_look_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AnReportFile *self = AN_REPORT_FILE (source);
  g_autoptr (GError) error = NULL;

  self->evidence = g_task_propagate_pointer (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    self->problem = g_strdup (error->message);
  changed (self);
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
  g_free (self->note);
  g_free (self->problem);
  g_clear_pointer (&self->evidence, an_report_evidence_free);
  G_OBJECT_CLASS (an_report_file_parent_class)->finalize (object);
}

static void
an_report_file_class_init (AnReportFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_report_file_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_file_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
an_report_file_init (AnReportFile *self)
{
  self->note = g_strdup ("");
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
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_look_ready, NULL);

  g_return_val_if_fail (path != NULL, self);
  self->path = g_strdup (path);
  g_task_set_source_tag (task, an_report_file_new);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, look_in_thread);
  return self;
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
  return g_filename_display_basename (self->path);
}

guint64
an_report_file_get_size (AnReportFile *self)
{
  g_return_val_if_fail (AN_IS_REPORT_FILE (self), 0);
  return self->evidence != NULL ? self->evidence->size : 0;
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
  return self->evidence != NULL ? self->evidence->media_type : NULL;
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
  if (self->max_size > 0 && self->evidence != NULL &&
      an_seal_cipher_size (self->evidence->size) > self->max_size)
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
