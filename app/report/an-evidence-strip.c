// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Removes what a picture says about place, time and device. gexiv2 writes only to files, so the
 * copy is a file that exists in memory alone (memfd): no plain copy ever reaches the disk.
 */

#include <gexiv2/gexiv2.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-i18n.h"
#include "report/an-evidence.h"

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
  if (g_output_stream_splice (out, source, G_OUTPUT_STREAM_SPLICE_NONE, NULL, error) < 0 ||
      !remove_metadata (path, error))
    return NULL;
  if (fstat (fd, &status) != 0 || lseek (fd, 0, SEEK_SET) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("no memory for a copy"));
    return NULL;
  }
  *stripped_size = (guint64) status.st_size;
  return g_steal_pointer (&copy);
}
