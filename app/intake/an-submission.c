// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Finishing a report. From here on it is the office's case and nothing of it can change; finishing
 * twice gives the same receipt.
 */

#include "intake/an-submission.h"

#include <string.h>

#include "base/an-json.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-limits.h"
#include "intake/an-problem.h"

/* Helpers */

/* What is wrong with one line of the manifest; NULL in @word when nothing is. */
static gboolean
check_entry (AnDatabase *database,
             const char *report,
             const AnManifestEntry *entry,
             const char **word,
             GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (
      database,
      error,
      "SELECT size, received, sha256 FROM evidence WHERE report = $1 AND id = $2",
      "ss",
      report,
      entry->id);
  if (rows == NULL)
    return FALSE;
  *word = NULL;
  if (!an_rows_next (rows, &broken)) {
    *word = "missing";
  } else if ((guint64) an_rows_int (rows, 0) != entry->size) {
    *word = "size";
  } else if (an_rows_int (rows, 1) != an_rows_int (rows, 0) || an_rows_text (rows, 2) == NULL) {
    *word = "unfinished";
  } else if (!g_str_equal (an_rows_text (rows, 2), entry->sha256)) {
    *word = "sha256";
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
count_evidence (AnDatabase *database, const char *report, gint64 *count, GError **error)
{
  g_autoptr (AnRows) rows = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT COUNT(*) FROM evidence WHERE report = $1",
                            "s",
                            report);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  *count = an_rows_int (rows, 0);
  return TRUE;
}

static gboolean
check_evidence (AnSubmission *self, AnDatabase *database, GError **error)
{
  g_autoptr (GString) wrong = g_string_new (NULL);
  gint64 count;

  for (guint i = 0; i < self->manifest->evidence->len; i++) {
    const AnManifestEntry *entry = g_ptr_array_index (self->manifest->evidence, i);
    const char *word;

    if (!check_entry (database, self->access.report, entry, &word, error))
      return FALSE;
    if (word != NULL)
      g_string_append_printf (wrong, "/evidence/%u %s\n", i, word);
  }
  if (!count_evidence (database, self->access.report, &count, error))
    return FALSE;
  if (wrong->len == 0 && count != (gint64) self->manifest->evidence->len)
    g_string_append (wrong, "/evidence unnamed\n");
  if (wrong->len == 0)
    return TRUE;
  g_set_error_literal (error, AN_PROBLEM_ERROR, AN_PROBLEM_EVIDENCE_MISSING, wrong->str);
  return FALSE;
}

static gboolean
check_content (AnSubmission *self, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT content_sha256 FROM report WHERE id = $1",
                            "s",
                            self->access.report);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  if (g_strcmp0 (an_rows_text (rows, 0), self->manifest->content_sha256) == 0)
    return TRUE;
  g_set_error_literal (error,
                       AN_PROBLEM_ERROR,
                       AN_PROBLEM_MANIFEST_MISMATCH,
                       "/content_sha256 content");
  return FALSE;
}

/* The receipt that was given the first time, if it was for this manifest. */
static gboolean
repeat_receipt (AnSubmission *self, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GBytes) signature = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT received_at, digest, signature FROM report WHERE id = $1",
                            "s",
                            self->access.report);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  signature = an_rows_bytes (rows, 2);
  if (g_strcmp0 (an_rows_text (rows, 1), self->digest) != 0 || signature == NULL ||
      g_bytes_get_size (signature) != sizeof self->signature) {
    an_problem_set (error, AN_PROBLEM_MANIFEST_MISMATCH);
    return FALSE;
  }
  self->received_at = g_strdup (an_rows_text (rows, 0));
  memcpy (self->signature, g_bytes_get_data (signature, NULL), sizeof self->signature);
  return TRUE;
}

static gboolean
give_receipt (AnSubmission *self, AnDatabase *database, const AnOffice *office, GError **error)
{
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GBytes) signature = NULL;

  message = an_manifest_receipt_message (self->access.report, self->digest, self->received_at);
  an_office_sign (office, message, self->signature);
  signature = g_bytes_new (self->signature, sizeof self->signature);
  return an_database_run (
             database,
             error,
             "UPDATE report SET state = 'received', received_at = $1, digest = $2, signature = $3,"
             " queue = CASE urgency WHEN 'immediate' THEN 0 WHEN 'high' THEN 2 ELSE 4 END"
             " WHERE id = $4",
             "ssbs",
             self->received_at,
             self->digest,
             signature,
             self->access.report) &&
         an_database_run (database,
                          error,
                          "INSERT INTO history (report, position, state, changed_at)"
                          " VALUES ($1, 1, 'received', $2)",
                          "ss",
                          self->access.report,
                          self->received_at) &&
         an_audit_append (database,
                          "reporter",
                          "report.received",
                          self->access.report,
                          self->digest,
                          error);
}

/* Public */

gboolean
an_submission_prepare (AnSubmission *self, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (self->body, &size);
  g_autoptr (JsonNode) root = an_json_parse (data, size, AN_LIMIT_MANIFEST_BYTES, error);

  self->manifest = root ? an_manifest_from_json (root, error) : NULL;
  if (self->manifest == NULL)
    return FALSE;
  self->digest = an_manifest_digest (self->manifest);
  return TRUE;
}

/**
 * an_submission_store:
 * @now: µs since 1970
 *
 * To be called in a transaction.
 */
gboolean
an_submission_store (AnSubmission *self,
                     AnDatabase *database,
                     const AnOffice *office,
                     gint64 now,
                     GError **error)
{
  if (!an_access_find (&self->access, database, now, error))
    return FALSE;
  if (g_str_equal (self->access.state, "expired")) {
    an_problem_set (error, AN_PROBLEM_EXPIRED);
    return FALSE;
  }
  if (!g_str_equal (self->access.state, "open"))
    return repeat_receipt (self, database, error);
  if (!check_content (self, database, error) || !check_evidence (self, database, error))
    return FALSE;
  self->received_at = an_time_to_rfc3339 (now);
  return give_receipt (self, database, office, error);
}

void
an_submission_clear (AnSubmission *self)
{
  an_access_clear (&self->access);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->manifest, an_manifest_free);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->received_at, g_free);
}
