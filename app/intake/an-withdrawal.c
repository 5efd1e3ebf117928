// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Taking a report back, as long as nobody works on it. The office goes on seeing that there was one
 * and what it said: somebody may have made the child do it.
 */

#include "intake/an-withdrawal.h"

#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-case-state.h"
#include "intake/an-problem.h"

#define WITHDRAWN "withdrawn"

/* Helpers */

/* What was never finished is nobody's case; it goes with the next sweep. */
static gboolean
end_unfinished (const char *report, AnDatabase *database, gint64 now, GError **error)
{
  return an_database_run (database,
                          error,
                          "UPDATE report SET expires = $1 WHERE id = $2",
                          "is",
                          now,
                          report) &&
         an_audit_append (database, "reporter", "report.withdrawn", report, "unfinished", error);
}

/* (transfer full) */
static char *
read_urgency (const char *report, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = NULL;

  rows =
      an_database_query (database, error, "SELECT urgency FROM report WHERE id = $1", "s", report);
  return rows != NULL && an_rows_next (rows, error) ? g_strdup (an_rows_text (rows, 0)) : NULL;
}

static gboolean
end_case (const char *report, AnDatabase *database, gint64 now, GError **error)
{
  g_autofree char *urgency = read_urgency (report, database, error);
  g_autofree char *at = an_time_to_rfc3339 (now);

  return urgency != NULL &&
         an_database_run (database,
                          error,
                          "UPDATE report SET state = $1, outcome = $1, queue = $2,"
                          " revision = revision + 1 WHERE id = $3",
                          "sis",
                          WITHDRAWN,
                          an_case_choose_queue (WITHDRAWN, urgency),
                          report) &&
         an_database_run (database,
                          error,
                          "INSERT INTO history (report, position, state, changed_at)"
                          " SELECT $1, MAX (position) + 1, $2, $3 FROM history WHERE report = $1",
                          "sss",
                          report,
                          WITHDRAWN,
                          at) &&
         an_audit_append (database, "reporter", "report.withdrawn", report, "", error);
}

/* Public */

/**
 * an_withdrawal_store:
 *
 * Withdrawing twice is no error. Once an officer has begun it is %AN_PROBLEM_NOT_WITHDRAWABLE.
 */
gboolean
an_withdrawal_store (AnAccess *access, AnDatabase *database, gint64 now, GError **error)
{
  if (!an_access_find (access, database, now, error))
    return FALSE;
  if (g_str_equal (access->state, WITHDRAWN) || g_str_equal (access->state, "expired"))
    return TRUE;
  if (g_str_equal (access->state, "open"))
    return end_unfinished (access->report, database, now, error);
  if (g_str_equal (access->state, "received"))
    return end_case (access->report, database, now, error);
  an_problem_set (error, AN_PROBLEM_NOT_WITHDRAWABLE);
  return FALSE;
}
