// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What was begun and never finished goes after its time: content, keys and evidence at once; the
 * row that tells its sender so, and records of idempotency keys, later.
 */

#include "intake/an-expiry.h"

#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-limits.h"

#define BATCH "50"
#define DAY_USEC ((gint64) 24 * 3600 * G_USEC_PER_SEC)

/* Helpers */

/* (transfer full): the first column of all @rows, which may be %NULL with @error set */
static char **
read_ids (AnRows *rows, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) broken = NULL;

  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &broken))
    g_strv_builder_add (ids, an_rows_text (rows, 0));
  if (broken == NULL)
    return g_strv_builder_end (ids);
  g_propagate_error (error, g_steal_pointer (&broken));
  return NULL;
}

/* Files first: if that is cut short, the report is expired all the same and comes up again. */
static gboolean
expire (AnDatabase *database, AnEvidenceFiles *files, const char *report, GError **error)
{
  return an_evidence_files_remove (files, report, error) &&
         an_database_run (database, error, "DELETE FROM evidence WHERE report = $1", "s", report) &&
         an_database_run (database,
                          error,
                          "DELETE FROM report_key WHERE report = $1",
                          "s",
                          report) &&
         an_database_run (database,
                          error,
                          "UPDATE report SET state = 'expired', content = NULL WHERE id = $1",
                          "s",
                          report) &&
         an_audit_append (database, "server", "report.expired", report, "", error);
}

static gboolean
forget (AnDatabase *database, gint64 now, GError **error)
{
  return an_database_run (database,
                          error,
                          "DELETE FROM report WHERE state = 'expired' AND expires < $1",
                          "i",
                          now - AN_EXPIRED_KEPT_DAYS * DAY_USEC) &&
         an_database_run (database,
                          error,
                          "DELETE FROM idempotency WHERE created < $1",
                          "i",
                          now - AN_IDEMPOTENCY_KEPT_DAYS * DAY_USEC);
}

static gboolean
has_evidence (AnDatabase *database, const char *report, gboolean *has, GError **error)
{
  g_autoptr (AnRows) rows = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT COUNT(*) FROM evidence WHERE report = $1",
                            "s",
                            report);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  *has = an_rows_int (rows, 0) > 0;
  return TRUE;
}

/* (transfer full): cases in the part of the queue of those that are finished (see an-schema.c) */
static char **
list_ended (AnDatabase *database, const char *before, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (
      database,
      error,
      "SELECT id FROM report WHERE queue >= 10 AND queue < 90 AND content IS NOT NULL AND $1 >"
      " (SELECT MAX (changed_at) FROM history WHERE history.report = report.id) LIMIT " BATCH,
      "s",
      before);

  return read_ids (rows, error);
}

static gboolean
erase (AnDatabase *database, AnEvidenceFiles *files, const char *report, GError **error)
{
  static const char *const steps[] = {
    "DELETE FROM evidence WHERE report = $1",
    "DELETE FROM report_key WHERE report = $1",
    "DELETE FROM note WHERE report = $1",
    "DELETE FROM message WHERE report = $1",
    "UPDATE history SET reason = NULL WHERE report = $1",
    "UPDATE report SET content = NULL, public_note = NULL, assignee = NULL, substate = NULL,"
    " remind_on = NULL, labels = '', revision = revision + 1 WHERE id = $1",
  };

  if (!an_evidence_files_remove (files, report, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!an_database_run (database, error, steps[i], "s", report))
      return FALSE;
  return an_audit_append (database, "server", "case.erased", report, "", error);
}

/* Public */

gboolean
an_expiry_run (AnDatabase *database, AnEvidenceFiles *files, gint64 now, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (
      database,
      error,
      "SELECT id FROM report WHERE state = 'open' AND expires <= $1 ORDER BY expires LIMIT " BATCH,
      "i",
      now);
  g_auto (GStrv) reports = read_ids (rows, error);

  if (reports == NULL)
    return FALSE;
  for (guint i = 0; reports[i] != NULL; i++)
    if (!expire (database, files, reports[i], error))
      return FALSE;
  return forget (database, now, error);
}

gboolean
an_expiry_erase (AnDatabase *database, AnEvidenceFiles *files, gint64 before, GError **error)
{
  g_autofree char *bound = an_time_to_rfc3339 (before);
  g_auto (GStrv) reports = list_ended (database, bound, error);

  if (reports == NULL)
    return FALSE;
  for (guint i = 0; reports[i] != NULL; i++)
    if (!erase (database, files, reports[i], error))
      return FALSE;
  return TRUE;
}

gboolean
an_expiry_remove_strays (AnDatabase *database, AnEvidenceFiles *files, GError **error)
{
  g_auto (GStrv) reports = an_evidence_files_list (files);

  for (guint i = 0; reports[i] != NULL; i++) {
    gboolean has;

    if (!has_evidence (database, reports[i], &has, error) ||
        (!has && !an_evidence_files_remove (files, reports[i], error)))
      return FALSE;
  }
  return TRUE;
}
