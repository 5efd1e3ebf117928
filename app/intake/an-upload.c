// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The records of evidence: announced, so far received, complete. Bytes are an-evidence-files.c's.
 */

#include "intake/an-upload.h"

#include "intake/an-limits.h"
#include "intake/an-problem.h"

/* Helpers */

/* Looks for the record; %TRUE with size -1 when there is none. */
static gboolean
find_record (AnUpload *self, AnDatabase *database, gint64 *size, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  *size = -1;
  rows = an_database_query (database,
                            error,
                            "SELECT size, received FROM evidence WHERE report = $1 AND id = $2",
                            "ss",
                            self->access.report,
                            self->id);
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &broken)) {
    *size = an_rows_int (rows, 0);
    self->received = an_rows_int (rows, 1);
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
check_limits (AnUpload *self, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = NULL;

  rows = an_database_query (
      database,
      error,
      "SELECT COUNT(*), COALESCE (SUM (size), 0) FROM evidence WHERE report = $1",
      "s",
      self->access.report);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  if (self->size <= AN_LIMIT_EVIDENCE_BYTES && an_rows_int (rows, 0) < AN_LIMIT_EVIDENCE_COUNT &&
      an_rows_int (rows, 1) + self->size <= AN_LIMIT_REPORT_BYTES)
    return TRUE;
  an_problem_set (error, AN_PROBLEM_TOO_LARGE);
  return FALSE;
}

/* Public */

AnUpload *
an_upload_new (const char *report, const char *id)
{
  AnUpload *self = g_new0 (AnUpload, 1);

  self->access.report = g_strdup (report);
  self->id = g_strdup (id);
  return self;
}

void
an_upload_free (AnUpload *self)
{
  if (self == NULL)
    return;
  an_access_clear (&self->access);
  g_free (self->id);
  g_free (self);
}

/**
 * an_upload_create:
 *
 * Announces evidence of `self->size` bytes. The same again is no change and no error.
 */
gboolean
an_upload_create (AnUpload *self, AnDatabase *database, gint64 now, GError **error)
{
  gint64 size;

  if (!an_access_find (&self->access, database, now, error) ||
      !an_access_check_open (&self->access, error) || !find_record (self, database, &size, error))
    return FALSE;
  if (size == self->size)
    return TRUE;
  if (size >= 0) {
    an_problem_set (error, AN_PROBLEM_UPLOAD_LENGTH);
    return FALSE;
  }
  return check_limits (self, database, error) &&
         an_database_run (
             database,
             error,
             "INSERT INTO evidence (report, id, size, received) VALUES ($1, $2, $3, 0)",
             "ssi",
             self->access.report,
             self->id,
             self->size);
}

/**
 * an_upload_find:
 *
 * How far an upload has come. Where the file has been lost or is shorter than was acknowledged, it
 * begins again.
 */
gboolean
an_upload_find (AnUpload *self,
                AnDatabase *database,
                AnEvidenceFiles *files,
                gint64 now,
                GError **error)
{
  if (!an_access_find (&self->access, database, now, error))
    return FALSE;
  if (g_str_equal (self->access.state, "expired")) {
    an_problem_set (error, AN_PROBLEM_EXPIRED);
    return FALSE;
  }
  if (!find_record (self, database, &self->size, error))
    return FALSE;
  if (self->size < 0) {
    an_problem_set (error, AN_PROBLEM_NOT_FOUND);
    return FALSE;
  }
  if (self->received == 0 || !g_str_equal (self->access.state, "open") ||
      an_evidence_files_get_size (files, self->access.report, self->id) >= self->received)
    return TRUE;
  g_message ("evidence %s of report %s is shorter than was stored", self->id, self->access.report);
  self->received = 0;
  return an_database_run (
      database,
      error,
      "UPDATE evidence SET received = 0, sha256 = NULL WHERE report = $1 AND id = $2",
      "ss",
      self->access.report,
      self->id);
}

/**
 * an_upload_advance:
 * @received: bytes that count from now on
 * @sha256: (nullable): of the whole, when it is complete
 *
 * Only from where the upload stood, and only in the same life of the report.
 */
gboolean
an_upload_advance (AnUpload *self,
                   AnDatabase *database,
                   gint64 received,
                   const char *sha256,
                   gint64 now,
                   GError **error)
{
  AnAccess current = { .report = g_strdup (self->access.report) };
  gboolean open;

  memcpy (current.verifier, self->access.verifier, sizeof current.verifier);
  open = an_access_find (&current, database, now, error) && an_access_check_open (&current, error);
  if (open && current.created != self->access.created) {
    an_problem_set (error, AN_PROBLEM_OFFSET_MISMATCH);
    open = FALSE;
  }
  an_access_clear (&current);
  if (!open || !an_database_run (database,
                                 error,
                                 "UPDATE evidence SET received = $1, sha256 = $2"
                                 " WHERE report = $3 AND id = $4 AND received = $5",
                                 "isssi",
                                 received,
                                 sha256,
                                 self->access.report,
                                 self->id,
                                 self->received))
    return FALSE;
  if (an_database_count_changes (database) == 1) {
    self->received = received;
    return TRUE;
  }
  an_problem_set (error, AN_PROBLEM_OFFSET_MISMATCH);
  return FALSE;
}
