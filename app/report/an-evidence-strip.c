// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What a picture says about place, time and device: shown, and removed. gexiv2 writes only to
 * files, so the copy is a file that exists in memory alone (memfd): no plain copy ever reaches the
 * disk.
 */

#include <fcntl.h>
#include <gexiv2/gexiv2.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-i18n.h"
#include "report/an-evidence.h"

#define MAX_TAG_CHARS 120

/* Its reader of XMP is made for one thread at a time. */
G_LOCK_DEFINE_STATIC (gexiv2);

/* @tags: of which the first that is there is answered; (transfer full) (nullable) */
static char *
read_tag (GExiv2Metadata *metadata, const char *const *tags)
{
  for (guint i = 0; tags[i] != NULL; i++) {
    g_autofree char *value = gexiv2_metadata_try_get_tag_string (metadata, tags[i], NULL);
    g_autofree char *valid = value != NULL ? g_utf8_make_valid (g_strstrip (value), -1) : NULL;

    if (valid != NULL && *valid != '\0')
      return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TAG_CHARS));
  }
  return NULL;
}

/* Exif writes “2026:11:24 20:15:00”. */
static char *
read_time (GExiv2Metadata *metadata)
{
  static const char *const tags[] = { "Exif.Photo.DateTimeOriginal", "Exif.Image.DateTime", NULL };
  g_autofree char *text = read_tag (metadata, tags);
  int year, month, day, hour, minute;

  if (text == NULL)
    return NULL;
  if (sscanf (text, "%4d:%2d:%2d %2d:%2d", &year, &month, &day, &hour, &minute) != 5)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%02d:%02d, %02d/%02d/%04d", hour, minute, day, month, year);
}

static char *
read_place (GExiv2Metadata *metadata)
{
  double longitude, latitude, altitude;
  char east[G_ASCII_DTOSTR_BUF_SIZE], north[G_ASCII_DTOSTR_BUF_SIZE];

  if (!gexiv2_metadata_try_get_gps_info (metadata, &longitude, &latitude, &altitude, NULL))
    return NULL;
  return g_strdup_printf ("%s, %s",
                          g_ascii_formatd (north, sizeof north, "%.5f", latitude),
                          g_ascii_formatd (east, sizeof east, "%.5f", longitude));
}

static char *
read_camera (GExiv2Metadata *metadata)
{
  static const char *const makers[] = { "Exif.Image.Make", NULL };
  static const char *const models[] = { "Exif.Image.Model", "Xmp.tiff.Model", NULL };
  g_autofree char *maker = read_tag (metadata, makers);
  g_autofree char *model = read_tag (metadata, models);

  if (maker == NULL || model == NULL || g_str_has_prefix (model, maker))
    return model != NULL ? g_steal_pointer (&model) : g_steal_pointer (&maker);
  return g_strdup_printf ("%s %s", maker, model);
}

void
an_evidence_details_free (AnEvidenceDetails *self)
{
  g_free (self->camera);
  g_free (self->place);
  g_free (self->taken_at);
  g_free (self);
}

/**
 * an_evidence_read_details:
 * @path: a picture
 *
 * Returns: (transfer full) (nullable): what it says about how it was taken; %NULL when it says
 *   nothing, is no picture, or cannot be read
 */
AnEvidenceDetails *
an_evidence_read_details (const char *path)
{
  g_autoptr (AnEvidenceDetails) details = NULL;
  g_autoptr (GExiv2Metadata) metadata = NULL;
  g_autofree char *opened = NULL;
  struct stat status;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  G_LOCK (gexiv2);
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) &&
      status.st_size <= AN_EVIDENCE_MAX_STRIP_BYTES && gexiv2_initialize ()) {
    opened = g_strdup_printf ("/proc/self/fd/%d", fd);
    metadata = gexiv2_metadata_new ();
    if (gexiv2_metadata_open_path (metadata, opened, NULL)) {
      details = g_new0 (AnEvidenceDetails, 1);
      details->camera = read_camera (metadata);
      details->place = read_place (metadata);
      details->taken_at = read_time (metadata);
    }
  }
  G_UNLOCK (gexiv2);
  close (fd);
  if (details == NULL ||
      (details->camera == NULL && details->place == NULL && details->taken_at == NULL))
    return NULL;
  return g_steal_pointer (&details);
}

static gboolean
remove_metadata (const char *path, GError **error)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError) failure = NULL;

  if (!gexiv2_metadata_open_path (metadata, path, error))
    return FALSE;
  gexiv2_metadata_clear (metadata);
  gexiv2_metadata_try_erase_exif_thumbnail (metadata, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  return gexiv2_metadata_save_file (metadata, path, error);
}

/**
 * an_evidence_strip:
 * @source: the picture
 * @size: its size in bytes
 * @media_type: as an_evidence_sniff() said
 * @stripped_size: (out): size of the cleaned copy
 *
 * Returns: (transfer full): the cleaned copy; the error's message does not name the file
 */
GInputStream *
an_evidence_strip (GInputStream *source,
                   guint64 size,
                   const char *media_type,
                   guint64 *stripped_size,
                   GError **error)
{
  g_autoptr (GInputStream) copy = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autofree char *path = NULL;
  struct stat status;
  gboolean removed;
  int fd;

  if (!an_evidence_can_strip (media_type) || size > AN_EVIDENCE_MAX_STRIP_BYTES) {
    g_set_error_literal (
        error,
        G_IO_ERROR,
        G_IO_ERROR_NOT_SUPPORTED,
        _ ("place and device data cannot be removed from a file of this kind or size"));
    return NULL;
  }
  fd = memfd_create ("picture", MFD_CLOEXEC);
  if (fd < 0 || !gexiv2_initialize ()) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("no memory for a copy"));
    return NULL;
  }
  copy = g_unix_input_stream_new (fd, TRUE); /* owns fd from here on */
  out = g_unix_output_stream_new (fd, FALSE);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  if (g_output_stream_splice (out, source, G_OUTPUT_STREAM_SPLICE_NONE, NULL, error) < 0)
    return NULL;
  G_LOCK (gexiv2);
  removed = remove_metadata (path, error);
  G_UNLOCK (gexiv2);
  if (!removed)
    return NULL;
  if (fstat (fd, &status) != 0 || lseek (fd, 0, SEEK_SET) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("no memory for a copy"));
    return NULL;
  }
  *stripped_size = (guint64) status.st_size;
  return g_steal_pointer (&copy);
}
