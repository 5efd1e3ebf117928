// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Transitions and notes of a case, and reasons for looking at its evidence. */

#include "intake/an-case-change.h"

#include <string.h>

#include "base/an-json-reader.h"
#include "base/an-secret.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-case-state.h"
#include "intake/an-mailbox.h"
#include "intake/an-problem.h"
#include "report/an-uuid.h"

/* Helpers */

/* (transfer full) (nullable): a text that says something */
static char *
read_text (AnJsonReader *reader, const char *key, AnJsonPresence presence)
{
  const char *text = an_json_reader_get_string (reader, key, presence, AN_CASE_MAX_TEXT);
  g_autofree char *stripped = text ? g_strstrip (g_strdup (text)) : NULL;

  return stripped == NULL || *stripped == '\0' ? NULL : g_steal_pointer (&stripped);
}

static gboolean
fail_at (GError **error, const char *place)
{
  g_set_error (error, AN_PROBLEM_ERROR, AN_PROBLEM_TRANSITION, "%s", place);
  return FALSE;
}

/* (transfer full): the case with its key, if the officer has seen this revision of it */
static AnCase *
open_case (AnCaseChange *self,
           AnDatabase *database,
           const AnStaff *officer,
           gboolean check_revision,
           GError **error)
{
  g_autoptr (AnCase) found = an_case_open_key (database, self->report, officer, error);

  if (found != NULL && check_revision && found->revision != self->revision) {
    an_problem_set (error, AN_PROBLEM_REVISION_MISMATCH);
    return NULL;
  }
  return g_steal_pointer (&found);
}

/* (transfer full) (nullable) */
static GBytes *
seal_text (const AnCase *found, const char *text, const char *kind, const char *id)
{
  g_autofree char *purpose = g_strdup_printf ("%s/%s", kind, id);
  g_autoptr (GBytes) plain = text ? g_bytes_new (text, strlen (text)) : NULL;

  return plain ? an_seal_bytes (plain, &found->key, found->id, purpose) : NULL;
}

/* The answers that the step asks for, given now or with an earlier step. */
static gboolean
check_needs (const AnCaseChange *self, const AnCase *found, AnCaseNeeds needs, GError **error)
{
  if (needs & AN_CASE_NEEDS_REASON && self->reason == NULL)
    return fail_at (error, "/reason required");
  if (needs & AN_CASE_NEEDS_OUTCOME && self->outcome == NULL && found->outcome == NULL)
    return fail_at (error, "/outcome required");
  if (needs & AN_CASE_NEEDS_NOTE && self->public_note == NULL && found->public_note == NULL)
    return fail_at (error, "/public_note required");
  return TRUE;
}

static gboolean
add_history (AnCaseChange *self,
             AnDatabase *database,
             const AnCase *found,
             const AnStaff *officer,
             GError **error)
{
  g_autofree char *now = an_time_now_rfc3339 ();
  g_autofree char *name = NULL;
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GBytes) sealed = NULL;
  gint64 position;

  rows = an_database_query (database,
                            error,
                            "SELECT MAX(position) FROM history WHERE report = $1",
                            "s",
                            found->id);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  position = an_rows_int (rows, 0) + 1;
  g_clear_pointer (&rows, an_rows_free);
  name = g_strdup_printf ("%" G_GINT64_FORMAT, position);
  sealed = seal_text (found, self->reason, "reason", name);
  return an_database_run (database,
                          error,
                          "INSERT INTO history (report, position, state, changed_at, actor, reason)"
                          " VALUES ($1, $2, $3, $4, $5, $6)",
                          "sisssb",
                          found->id,
                          position,
                          self->to,
                          now,
                          officer->name,
                          sealed);
}

static gboolean
add_note (AnCaseChange *self,
          AnDatabase *database,
          const AnCase *found,
          const AnStaff *officer,
          const char *kind,
          GError **error)
{
  g_autofree char *now = an_time_now_rfc3339 ();
  g_autoptr (GBytes) sealed = NULL;

  self->id = an_uuid_new ();
  sealed = seal_text (found, self->reason, "note", self->id);
  return an_database_run (
      database,
      error,
      "INSERT INTO note (id, report, created_at, author, kind, subject, content, position)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7,"
      " (SELECT COALESCE (MAX(position), 0) + 1 FROM note WHERE report = $2))",
      "ssssssb",
      self->id,
      found->id,
      now,
      officer->name,
      kind,
      self->evidence,
      sealed);
}

static gboolean
has_evidence (const AnCaseChange *self, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT 1 FROM evidence WHERE report = $1 AND id = $2",
                            "ss",
                            self->report,
                            self->evidence);
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &broken))
    return TRUE;
  if (broken != NULL)
    g_propagate_error (error, g_steal_pointer (&broken));
  else
    an_problem_set (error, AN_PROBLEM_NOT_FOUND);
  return FALSE;
}

/* Public */

AnCase *
an_case_open_key (AnDatabase *database, const char *id, const AnStaff *officer, GError **error)
{
  g_autoptr (AnCase) found = NULL;
  g_autoptr (GError) foreign = NULL;

  found = an_case_find (database, id, officer, &foreign);
  if (found == NULL) {
    if (g_error_matches (foreign, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      an_problem_set (error, AN_PROBLEM_NOT_FOUND);
    else
      g_propagate_error (error, g_steal_pointer (&foreign));
    return NULL;
  }
  if (an_case_unlock (found, officer, NULL))
    return g_steal_pointer (&found);
  an_problem_set (error, AN_PROBLEM_NOT_SEALED);
  return NULL;
}

gboolean
an_case_change_parse_transition (AnCaseChange *self, JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  int to, outcome;

  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader, "to", "reason", "outcome", "public_note", NULL);
  to = an_json_reader_get_enum (reader, "to", AN_JSON_REQUIRED, an_case_states, 0);
  outcome = an_json_reader_get_enum (reader, "outcome", AN_JSON_OPTIONAL, an_case_outcomes, -1);
  self->reason = read_text (reader, "reason", AN_JSON_OPTIONAL);
  self->public_note = read_text (reader, "public_note", AN_JSON_OPTIONAL);
  self->to = g_strdup (an_case_states[MAX (to, 0)]);
  self->outcome = outcome >= 0 ? g_strdup (an_case_outcomes[outcome]) : NULL;
  return an_json_reader_finish (reader, error);
}

/**
 * an_case_change_parse_text:
 * @member: the one member of the document
 */
gboolean
an_case_change_parse_text (AnCaseChange *self, const char *member, JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);

  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader, member, NULL);
  self->reason = read_text (reader, member, AN_JSON_REQUIRED);
  if (self->reason == NULL && !an_json_reader_has_failed (reader)) {
    an_json_reader_enter_member (reader, member, AN_JSON_REQUIRED);
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "empty");
    an_json_reader_leave (reader);
  }
  return an_json_reader_finish (reader, error);
}

gboolean
an_case_change_store_transition (AnCaseChange *self,
                                 AnDatabase *database,
                                 const AnStaff *officer,
                                 GError **error)
{
  g_autoptr (AnCase) found = open_case (self, database, officer, TRUE, error);
  g_autofree char *detail = NULL;
  const AnCaseStep *step;

  if (found == NULL)
    return FALSE;
  step = an_case_find_step (found->state, self->to);
  if (step == NULL)
    return fail_at (error, "/to step");
  if (!check_needs (self, found, step->needs, error) ||
      !an_database_run (database,
                        error,
                        "UPDATE report SET state = $1, revision = revision + 1, queue = $2,"
                        " outcome = COALESCE ($3, outcome),"
                        " public_note = COALESCE ($4, public_note) WHERE id = $5",
                        "sisss",
                        self->to,
                        an_case_choose_queue (self->to, found->urgency),
                        self->outcome,
                        self->public_note,
                        found->id) ||
      !add_history (self, database, found, officer, error))
    return FALSE;
  self->revision++;
  detail = g_strdup_printf ("%s %s", self->to, self->outcome ? self->outcome : "");
  return an_audit_append (database,
                          officer->name,
                          "case.moved",
                          found->id,
                          g_strchomp (detail),
                          error);
}

gboolean
an_case_change_store_note (AnCaseChange *self,
                           AnDatabase *database,
                           const AnStaff *officer,
                           GError **error)
{
  g_autoptr (AnCase) found = open_case (self, database, officer, TRUE, error);

  if (found == NULL || !add_note (self, database, found, officer, "note", error) ||
      !an_database_run (database,
                        error,
                        "UPDATE report SET revision = revision + 1 WHERE id = $1",
                        "s",
                        found->id))
    return FALSE;
  self->revision++;
  return an_audit_append (database, officer->name, "case.noted", found->id, self->id, error);
}

gboolean
an_case_change_store_message (AnCaseChange *self,
                              AnDatabase *database,
                              const AnStaff *officer,
                              GError **error)
{
  g_autoptr (AnCase) found = open_case (self, database, officer, TRUE, error);
  g_autofree char *now = an_time_now_rfc3339 ();
  g_autoptr (GBytes) sealed = NULL;

  if (found == NULL)
    return FALSE;
  self->id = an_uuid_new ();
  sealed = seal_text (found, self->reason, "message/" AN_MAILBOX_OFFICE, self->id);
  if (!an_mailbox_add (database,
                       found->id,
                       self->id,
                       AN_MAILBOX_OFFICE,
                       officer->name,
                       now,
                       sealed,
                       error))
    return FALSE;
  self->revision++;
  return an_audit_append (database, officer->name, "message.sent", found->id, self->id, error);
}

gboolean
an_case_change_store_evidence (AnCaseChange *self,
                               AnDatabase *database,
                               const AnStaff *officer,
                               GError **error)
{
  g_autoptr (AnCase) found = open_case (self, database, officer, FALSE, error);

  return found != NULL && has_evidence (self, database, error) &&
         add_note (self, database, found, officer, "evidence", error) &&
         an_audit_append (database,
                          officer->name,
                          "evidence.asked",
                          found->id,
                          self->evidence,
                          error);
}

void
an_case_change_clear (AnCaseChange *self)
{
  g_clear_pointer (&self->reason, an_secret_free);
  g_clear_pointer (&self->public_note, an_secret_free);
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->outcome, g_free);
  g_clear_pointer (&self->evidence, g_free);
  g_clear_pointer (&self->id, g_free);
}
