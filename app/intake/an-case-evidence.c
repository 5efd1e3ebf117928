// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Evidence of a case: opened, compared with what the report names, and saved where asked. */

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <string.h>
#include <unistd.h>

#include "base/an-i18n.h"
#include "intake/an-case.h"
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

static const char *
choose_ending (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_strcmp0 (endings[i].media_type, media_type) == 0)
      return endings[i].ending;
  return ".bin";
}

/* (transfer full): a new file in @directory, or nowhere; @path is set when it is a file */
static GOutputStream *
open_sink (const char *directory, const AnReportEvidence *evidence, char **path, GError **error)
{
  int fd;

  if (directory == NULL) {
    fd = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  } else {
    *path =
        g_strdup_printf ("%s/%s%s", directory, evidence->id, choose_ending (evidence->media_type));
    fd = open (*path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  }
  if (fd >= 0)
    return g_unix_output_stream_new (fd, TRUE);
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (errno),
               "%s: %s",
               *path ? *path : "/dev/null",
               g_strerror (errno));
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

/* Public */

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
