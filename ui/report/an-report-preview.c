// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A small picture of a file, or the first of its words. Files come from anywhere: only two decoders
 * are ever asked, by what the file is and not by its name, and before they need much memory the
 * picture is given up. */

#include "ui/report/an-report-preview.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-text.h"

#define MAX_FILE_BYTES (64 * 1024 * 1024)
#define MAX_JPEG_PIXELS (200 * 1000 * 1000) /* decoded at an eighth of its size */
#define MAX_PNG_PIXELS (24 * 1000 * 1000)   /* decoded whole: 96 MB */
#define PIECE_BYTES (64 * 1024)
#define TEXT_BYTES 600

typedef struct {
  char *path;       /* (owned) */
  char *media_type; /* (owned) */
} Job;

void
an_report_preview_free (AnReportPreview *self)
{
  g_clear_object (&self->texture);
  g_free (self->text);
  g_free (self);
}

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->media_type);
  g_free (job);
}

/* -1 when it is no file or too large a one */
static int
open_file (const char *path)
{
  struct stat status;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) &&
      status.st_size <= MAX_FILE_BYTES)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer max_pixels)
{
  double scale = (double) AN_REPORT_PREVIEW_PIXELS / MAX (1, MAX (width, height));

  /* A size of nothing stops the decoder before it begins. */
  if (width <= 0 || height <= 0 || (gint64) width * height > GPOINTER_TO_INT (max_pixels))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader,
                                MAX (1, (int) (width * scale)),
                                MAX (1, (int) (height * scale)));
}

static GdkTexture *
decode (int fd, const char *media_type)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (media_type, NULL);
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autofree guchar *piece = g_malloc (PIECE_BYTES);
  gboolean works = loader != NULL;
  ssize_t got = 0;

  if (loader == NULL)
    return NULL;
  g_signal_connect (
      loader,
      "size-prepared",
      G_CALLBACK (on_size_prepared),
      GINT_TO_POINTER (g_str_equal (media_type, "image/jpeg") ? MAX_JPEG_PIXELS : MAX_PNG_PIXELS));
  while (works && (got = read (fd, piece, PIECE_BYTES)) > 0)
    works = gdk_pixbuf_loader_write (loader, piece, (gsize) got, NULL);
  works = gdk_pixbuf_loader_close (loader, NULL) && works && got == 0;
  if (!works || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
  return upright != NULL ? gdk_texture_new_for_pixbuf (upright) : NULL;
}

static char *
read_text (int fd)
{
  char bytes[TEXT_BYTES];
  ssize_t got = read (fd, bytes, sizeof bytes);
  const char *end;
  g_autofree char *valid = NULL;

  if (got <= 0)
    return NULL;
  /* Not half a letter at the end. */
  g_utf8_validate_len (bytes, (gsize) got, &end);
  valid = end > bytes ? g_strndup (bytes, (gsize) (end - bytes))
                      : g_utf8_make_valid (bytes, (gssize) got);
  return an_text_make_visible (g_strstrip (valid));
}

/**
 * an_report_preview_read:
 * @media_type: what the file is, by its content
 *
 * Returns: (transfer full): empty when nothing can be shown of such a file
 */
AnReportPreview *
an_report_preview_read (const char *path, const char *media_type)
{
  AnReportPreview *self = g_new0 (AnReportPreview, 1);
  int fd;

  g_return_val_if_fail (path != NULL && media_type != NULL, self);

  fd = open_file (path);
  if (fd < 0)
    return self;
  if (g_str_equal (media_type, "image/jpeg") || g_str_equal (media_type, "image/png"))
    self->texture = decode (fd, media_type);
  else if (g_str_equal (media_type, "text/plain"))
    self->text = read_text (fd);
  close (fd);
  return self;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;

  g_task_return_pointer (task,
                         an_report_preview_read (job->path, job->media_type),
                         (GDestroyNotify) an_report_preview_free);
}

void
an_report_preview_read_async (const char *path,
                              const char *media_type,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->media_type = g_strdup (media_type);
  g_task_set_source_tag (task, an_report_preview_read_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * an_report_preview_read_finish:
 *
 * Returns: (transfer full) (nullable): %NULL when it was cancelled
 */
AnReportPreview *
an_report_preview_read_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
