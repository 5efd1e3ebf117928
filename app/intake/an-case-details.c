// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Assigning, labels, reminders and duplicates. */

#include "intake/an-case-details.h"

#include <string.h>

#include "base/an-json-reader.h"
#include "intake/an-audit.h"
#include "intake/an-case-change.h"
#include "intake/an-problem.h"
#include "intake/an-statistics.h"
#include "report/an-envelope.h"
#include "report/an-uuid.h"

#define SEPARATOR "\n"

/* Helpers */

static void
fail_member (AnJsonReader *reader, const char *key)
{
  an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED);
  an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "not allowed");
  an_json_reader_leave (reader);
}

static gboolean
is_line (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable): each between two separators, so that one is found by its whole name
 */
static char *
read_labels (AnJsonReader *reader)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;

  if (!an_json_reader_has_member (reader, "labels") ||
      !an_json_reader_enter_member (reader, "labels", AN_JSON_REQUIRED))
    return NULL;
  n = an_json_reader_expect_array (reader, 0, AN_CASE_MAX_LABELS);
  for (guint i = 0; i < n; i++) {
    const char *label;
    g_autofree char *stripped = NULL;

    an_json_reader_enter_element (reader, i);
    label = an_json_reader_value_string (reader, AN_CASE_MAX_LABEL);
    stripped = g_strstrip (g_strdup (label ? label : ""));
    if (*stripped == '\0' || !is_line (stripped))
      an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "no label");
    else if (g_hash_table_add (seen, g_strdup (stripped)))
      g_string_append_printf (text, "%s%s", text->len == 0 ? SEPARATOR : "", stripped);
    if (text->len > 0 && text->str[text->len - 1] != '\n')
      g_string_append (text, SEPARATOR);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
  return g_strdup (text->str);
}

static char *
read_text (AnJsonReader *reader, const char *key, gsize max)
{
  const char *text = an_json_reader_get_string (reader, key, AN_JSON_OPTIONAL, max);
  g_autofree char *stripped = text ? g_strstrip (g_strdup (text)) : NULL;

  if (stripped != NULL && !is_line (stripped))
    fail_member (reader, key);
  return g_steal_pointer (&stripped);
}

/* The person's key, when it is somebody who works on cases. */
static AnOfficeKey *
find_worker (AnDatabase *database, const char *name, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];

  rows = an_database_query (database,
                            error,
                            "SELECT public_key FROM staff WHERE name = $1 AND disabled_at IS NULL"
                            " AND (role = 'supervisor' OR role = 'officer')",
                            "s",
                            name);
  if (rows == NULL)
    return NULL;
  if (an_rows_next (rows, &broken) && an_rows_key (rows, 0, public_key))
    return an_office_key_new (public_key);
  if (broken != NULL)
    g_propagate_error (error, g_steal_pointer (&broken));
  else
    g_set_error_literal (error, AN_PROBLEM_ERROR, AN_PROBLEM_STAFF, "/assignee unknown");
  return NULL;
}

static gboolean
has_row (AnDatabase *database, const char *sql, const char *one, const char *two, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (database, error, sql, "ss", one, two);

  return rows != NULL && an_rows_next (rows, error);
}

/* Seals the key of the report to who shall work on it, unless it is already. */
static gboolean
share_key (const AnCase *found, const AnOfficeKey *key, AnDatabase *database, GError **error)
{
  g_autofree char *recipient = g_strconcat (AN_ENVELOPE_OFFICE_PREFIX, key->id, NULL);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) broken = NULL;

  if (has_row (database,
               "SELECT 1 FROM report_key WHERE report = $1 AND recipient = $2",
               found->id,
               recipient,
               &broken))
    return TRUE;
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  sealed = an_seal_wrap_key (&found->key, found->id, recipient, key->public_key);
  return an_database_run (database,
                          error,
                          "INSERT INTO report_key (report, recipient, sealed) VALUES ($1, $2, $3)",
                          "ssb",
                          found->id,
                          recipient,
                          sealed);
}

static gboolean
assign (const AnCaseDetails *self, const AnCase *found, AnDatabase *database, GError **error)
{
  g_autoptr (AnOfficeKey) key = NULL;

  if (self->assignee == NULL || *self->assignee == '\0')
    return TRUE;
  key = find_worker (database, self->assignee, error);
  return key != NULL && share_key (found, key, database, error);
}

/* A case repeats another one, which is there. */
static gboolean
check_duplicate (const AnCaseDetails *self, AnDatabase *database, GError **error)
{
  g_autoptr (GError) broken = NULL;

  if (self->duplicate_of == NULL || *self->duplicate_of == '\0')
    return TRUE;
  if (has_row (database,
               "SELECT 1 FROM report WHERE id = $1 AND id <> $2 AND received_at IS NOT NULL",
               self->duplicate_of,
               self->report,
               &broken))
    return TRUE;
  if (broken != NULL)
    g_propagate_error (error, g_steal_pointer (&broken));
  else
    g_set_error_literal (error, AN_PROBLEM_ERROR, AN_PROBLEM_TRANSITION, "/duplicate_of case");
  return FALSE;
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text == NULL || *text == '\0')
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

/* Public */

gboolean
an_case_details_parse (AnCaseDetails *self, JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);

  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader,
                                "assignee",
                                "substate",
                                "labels",
                                "remind_on",
                                "duplicate_of",
                                NULL);
  self->assignee = read_text (reader, "assignee", AN_STAFF_MAX_NAME_CHARS);
  self->substate = read_text (reader, "substate", AN_CASE_MAX_SUBSTATE);
  self->remind_on = read_text (reader, "remind_on", 10);
  self->duplicate_of = read_text (reader, "duplicate_of", 36);
  self->labels = read_labels (reader);
  if (self->remind_on != NULL && *self->remind_on != '\0' &&
      !an_statistics_check_date (self->remind_on))
    fail_member (reader, "remind_on");
  if (self->duplicate_of != NULL && *self->duplicate_of != '\0' &&
      !an_uuid_is_valid (self->duplicate_of))
    fail_member (reader, "duplicate_of");
  return an_json_reader_finish (reader, error);
}

gboolean
an_case_details_store (AnCaseDetails *self,
                       AnDatabase *database,
                       const AnStaff *officer,
                       GError **error)
{
  g_autoptr (AnCase) found = an_case_open_key (database, self->report, officer, error);

  if (found == NULL)
    return FALSE;
  if (found->revision != self->revision) {
    an_problem_set (error, AN_PROBLEM_REVISION_MISMATCH);
    return FALSE;
  }
  if (!assign (self, found, database, error) || !check_duplicate (self, database, error) ||
      !an_database_run (database,
                        error,
                        "UPDATE report SET assignee = COALESCE ($1, assignee),"
                        " substate = COALESCE ($2, substate),"
                        " remind_on = COALESCE ($3, remind_on),"
                        " duplicate_of = COALESCE ($4, duplicate_of),"
                        " labels = COALESCE ($5, labels), revision = revision + 1 WHERE id = $6",
                        "ssssss",
                        self->assignee,
                        self->substate,
                        self->remind_on,
                        self->duplicate_of,
                        self->labels,
                        self->report))
    return FALSE;
  self->revision++;
  return an_audit_append (database,
                          officer->name,
                          "case.kept",
                          self->report,
                          self->assignee ? self->assignee : "",
                          error);
}

void
an_case_details_clear (AnCaseDetails *self)
{
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->assignee, g_free);
  g_clear_pointer (&self->substate, g_free);
  g_clear_pointer (&self->remind_on, g_free);
  g_clear_pointer (&self->duplicate_of, g_free);
  g_clear_pointer (&self->labels, g_free);
}

char **
an_case_details_list_workers (AnDatabase *database, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) broken = NULL;
  g_autoptr (AnRows) rows =
      an_database_query (database,
                         error,
                         "SELECT name FROM staff WHERE disabled_at IS NULL"
                         " AND (role = 'supervisor' OR role = 'officer') ORDER BY name",
                         "");

  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &broken))
    g_strv_builder_add (names, an_rows_text (rows, 0));
  if (broken == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, g_steal_pointer (&broken));
  return NULL;
}

void
an_case_details_add (const AnCase *found, JsonBuilder *builder)
{
  g_auto (GStrv) labels = g_strsplit (found->labels ? found->labels : "", SEPARATOR, -1);

  add_text (builder, "assignee", found->assignee);
  add_text (builder, "substate", found->substate);
  add_text (builder, "remind_on", found->remind_on);
  add_text (builder, "duplicate_of", found->duplicate_of);
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_array (builder);
  for (guint i = 0; labels[i] != NULL; i++)
    if (*labels[i] != '\0')
      json_builder_add_string_value (builder, labels[i]);
  json_builder_end_array (builder);
}
