// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Evidence of a case: opened, compared with what the report names, and saved where asked. */

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "intake/an-case.h"
#include "intake/an-problem.h"
#include "report/an-hash-converter.h"

const char *const an_case_evidence_ids[] = { "fingerprint", "verified", "differs", "broken", NULL };

/* What is known by its type gets an ending; the name that the reporter gave is never a path. */
static const struct {
  const char *media_type, *ending;
} endings[] = {
  { "image/jpeg", ".jpg" }, { "image/png", ".png" },  { "image/webp", ".webp" },
  { "video/mp4", ".mp4" },  { "text/plain", ".txt" }, { "application/pdf", ".pdf" },
};

/* Helpers */

/* (transfer full): a new file in @directory, or nowhere; @path is set when it is a file */
static GOutputStream *
open_sink (const char *directory, const AnReportEvidence *evidence, char **path, GError **error)
{
  int fd;

  if (directory == NULL) {
    fd = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  } else {
    *path = g_strdup_printf ("%s/%s%s",
                             directory,
                             evidence->id,
                             an_case_evidence_ending (evidence->media_type));
    fd = open (*path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  }
  if (fd >= 0)
    return g_unix_output_stream_new (fd, TRUE);
  an_errno_fail (*path ? *path : "/dev/null", errno, error);
  return NULL;
}

/* Opens one piece into @sink and compares it. */
static AnCaseEvidence
open_evidence (const AnCase *self,
               AnEvidenceFiles *files,
               const AnReportEvidence *evidence,
               GOutputStream *sink)
{
  g_autofree char *purpose = g_strconcat ("evidence/", evidence->id, NULL);
  g_autoptr (AnHashConverter) hash = an_hash_converter_new ();
  g_autoptr (GOutputStream) plain = g_converter_output_stream_new (sink, G_CONVERTER (hash));
  g_autoptr (GInputStream) sealed = NULL;

  if (files != NULL)
    sealed = an_evidence_files_read (files, self->id, evidence->id, NULL);
  if (sealed == NULL ||
      !an_seal_open_stream (sealed, plain, &self->key, self->id, purpose, NULL, NULL) ||
      !g_output_stream_close (plain, NULL, NULL))
    return AN_CASE_EVIDENCE_BROKEN;
  return g_strcmp0 (an_hash_converter_get_hex (hash), evidence->sha256) == 0
             ? AN_CASE_EVIDENCE_VERIFIED
             : AN_CASE_EVIDENCE_DIFFERS;
}

static void
unmap (gpointer data)
{
  GBytes *place = data; /* (transfer full): where and how much */
  void *const *map = g_bytes_get_data (place, NULL);

  sodium_memzero (map[0], (gsize) map[1]);
  munmap (map[0], (gsize) map[1]);
  g_bytes_unref (place);
}

/* (transfer full): all of the file @fd */
static GBytes *
map_all (int fd, GError **error)
{
  off_t size = lseek (fd, 0, SEEK_END);
  void *map =
      size > 0 ? mmap (NULL, (size_t) size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
  void *place[2] = { map, (void *) (gsize) size };

  if (map != MAP_FAILED)
    return g_bytes_new_with_free_func (map, (gsize) size, unmap, g_bytes_new (place, sizeof place));
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (errno),
               "mmap: %s",
               g_strerror (errno));
  return NULL;
}

/* Public */

/* What a file of this type is called at its end; the name that the reporter gave is never used. */
const char *
an_case_evidence_ending (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_strcmp0 (endings[i].media_type, media_type) == 0)
      return endings[i].ending;
  return ".bin";
}

/**
 * an_case_look_at_evidence:
 * @files: (nullable): %NULL when no evidence was ever stored
 * @directory: (nullable): where to save what is verified
 *
 * Returns: whether `self->found` is filled; evidence that cannot be opened is found broken, only a
 *   directory that cannot be written to is an error
 */
gboolean
an_case_look_at_evidence (AnCase *self,
                          AnEvidenceFiles *files,
                          const char *directory,
                          GError **error)
{
  GPtrArray *list = self->report->evidence;

  self->found = g_new0 (AnCaseEvidence, list->len + 1);
  for (guint i = 0; i < list->len; i++) {
    const AnReportEvidence *evidence = g_ptr_array_index (list, i);
    g_autoptr (GOutputStream) sink = NULL;
    g_autofree char *path = NULL;

    if (!evidence->included)
      continue;
    sink = open_sink (directory, evidence, &path, error);
    if (sink == NULL)
      return FALSE;
    self->found[i] = open_evidence (self, files, evidence, sink);
    if (path != NULL && self->found[i] != AN_CASE_EVIDENCE_VERIFIED)
      unlink (path);
  }
  return TRUE;
}

/**
 * an_case_open_evidence:
 * @self: an opened case
 *
 * Returns: (transfer full): the file; AN_PROBLEM_EVIDENCE when it is not what the report names
 */
GBytes *
an_case_open_evidence (const AnCase *self,
                       AnEvidenceFiles *files,
                       const AnReportEvidence *evidence,
                       GError **error)
{
  int fd = memfd_create ("evidence", MFD_CLOEXEC);
  g_autoptr (GOutputStream) sink = fd >= 0 ? g_unix_output_stream_new (fd, FALSE) : NULL;
  GBytes *bytes = NULL;

  if (sink == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 (int) g_io_error_from_errno (errno),
                 "memfd: %s",
                 g_strerror (errno));
    return NULL;
  }
  if (open_evidence (self, files, evidence, sink) == AN_CASE_EVIDENCE_VERIFIED)
    bytes = map_all (fd, error);
  else
    an_problem_set (error, AN_PROBLEM_EVIDENCE);
  close (fd);
  return bytes;
}
