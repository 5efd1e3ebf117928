// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reports are read strictly and written completely; drafts may lack what is not answered yet. */

#include <string.h>

#include "base/an-json.h"
#include "cases.h"
#include "report/an-report.h"
#include "report/an-uuid.h"

static void
test_case (gconstpointer data)
{
  const ExampleCase *example = data;
  g_autoptr (GError) error = NULL, draft_error = NULL;
  g_autoptr (AnReport) report = an_report_from_json (example->document, &error);
  g_autoptr (AnReport) draft = an_report_draft_from_json (example->document, &draft_error);

  if (example->pointer == NULL) {
    g_assert_no_error (error);
    g_assert_no_error (draft_error);
    return;
  }
  g_assert_null (report);
  assert_refused_at (error, example->pointer);
  g_assert_true ((draft != NULL) == example->draft);
}

/* (transfer full): the example with every member */
static JsonNode *
load_full (void)
{
  g_autoptr (GPtrArray) cases = load_cases ("report-cases.json");
  const ExampleCase *full = g_ptr_array_index (cases, 0);

  g_assert_cmpstr (full->label, ==, "every member");
  return json_node_copy (full->document);
}

static char *
canonical (JsonNode *node)
{
  return an_json_to_string (node, FALSE);
}

/* What was read and copied is written again without loss. */
static void
test_round_trip (void)
{
  g_autoptr (JsonNode) full = load_full (), first = NULL, second = NULL, third = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReport) report = an_report_from_json (full, &error);
  g_autoptr (AnReport) copy = NULL, again = NULL;
  g_autofree char *a = NULL, *b = NULL, *c = NULL;

  g_assert_no_error (error);
  copy = an_report_copy (report);
  first = an_report_to_json (report);
  second = an_report_to_json (copy);
  g_assert_true (json_node_equal (full, first));
  a = canonical (first);
  b = canonical (second);
  g_assert_cmpstr (a, ==, b);
  again = an_report_draft_from_json (second, &error);
  g_assert_no_error (error);
  third = an_report_to_json (again);
  c = canonical (third);
  g_assert_cmpstr (a, ==, c);
  g_assert_true (an_report_check (report, &error));
}

static void
test_new (void)
{
  g_autoptr (AnReport) report = an_report_new ();
  g_autoptr (JsonNode) root = an_report_to_json (report);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReport) draft = an_report_draft_from_json (root, &error);

  g_assert_no_error (error);
  g_assert_true (an_uuid_is_valid (report->id));
  g_assert_cmpstr (draft->id, ==, report->id);
  g_assert_cmpint (draft->reporter.role, ==, AN_ROLE_UNSET);
  g_assert_cmpint (draft->incident.category, ==, AN_CATEGORY_UNSET);
  g_assert_cmpint (draft->child.age, ==, -1);
  g_assert_false (an_report_check (report, &error));
  assert_refused_at (error, "/reporter/role");
}

static void
test_check (void)
{
  g_autoptr (AnReport) report = an_report_new ();
  g_autoptr (GError) error = NULL;

  report->reporter.role = AN_ROLE_CHILD;
  g_assert_false (an_report_check (report, &error));
  assert_refused_at (error, "/incident/category");
  g_clear_error (&error);
  report->incident.category = AN_CATEGORY_BULLYING;
  g_assert_false (an_report_check (report, &error));
  assert_refused_at (error, "/incident/description");
  g_clear_error (&error);
  report->incident.description = g_strdup ("Con bị các bạn dọa.");
  g_assert_true (an_report_check (report, &error));
  report->child.birth_date = g_strdup ("2015-2");
  g_assert_false (an_report_check (report, &error));
  assert_refused_at (error, "/child/birth_date");
  g_clear_error (&error);
  g_clear_pointer (&report->child.birth_date, g_free);

  /* each answer is short enough, all together are not */
  g_free (report->incident.description);
  report->incident.description = g_strnfill (AN_REPORT_MAX_TEXT, 'a');
  report->incident.consequences = g_strnfill (AN_REPORT_MAX_TEXT, 'a');
  report->incident.actions_taken = g_strnfill (AN_REPORT_MAX_TEXT, 'a');
  report->child.condition = g_strnfill (AN_REPORT_MAX_TEXT, 'a');
  g_assert_true (an_report_check (report, &error));
  report->child.family = g_strnfill (AN_REPORT_MAX_TEXT, 'a');
  report->suspect = g_strnfill (AN_REPORT_MAX_TEXT, 'a');
  g_assert_false (an_report_check (report, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_free (report->suspect);
  report->suspect = g_strnfill (AN_REPORT_MAX_TEXT + 1, 'a');
  g_assert_false (an_report_check (report, &error));
  assert_refused_at (error, "/suspect");
  g_clear_error (&error);
  g_clear_pointer (&report->suspect, g_free);
  for (int i = 0; i <= AN_REPORT_MAX_EVIDENCE; i++)
    g_ptr_array_add (report->evidence, an_report_evidence_new ());
  g_assert_false (an_report_check (report, &error));
  assert_refused_at (error, "/evidence");
}

/* Who wants to stay anonymous is in no document, not even in the draft. */
static void
test_anonymous (void)
{
  g_autoptr (JsonNode) full = load_full (), root = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReport) report = an_report_from_json (full, &error), read = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  report->reporter.anonymous = TRUE;
  root = an_report_to_json (report);
  text = an_json_to_string (root, FALSE);
  g_assert_null (strstr (text, report->reporter.name));
  g_assert_null (strstr (text, report->reporter.phone));
  g_assert_null (strstr (text, report->reporter.email));
  g_assert_null (strstr (text, report->reporter.address));

  json_object_set_boolean_member (
      json_object_get_object_member (json_node_get_object (full), "reporter"),
      "anonymous",
      TRUE);
  read = an_report_from_json (full, &error);
  g_assert_no_error (error);
  g_assert_null (read->reporter.name);
  g_assert_null (read->reporter.phone);
}

static void
test_default_urgency (void)
{
  for (int i = 0; i < AN_N_CATEGORIES; i++) {
    g_autofree char *text =
        g_strdup_printf ("{\"schema\":\"vn.annhi.report/1\",\"reporter\":{\"role\":\"witness\"},"
                         "\"incident\":{\"category\":\"%s\",\"description\":\"x\"}}",
                         an_category_ids[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) root = an_json_parse (text, strlen (text), 1000, &error);
    g_autoptr (AnReport) report = an_report_from_json (root, &error);

    g_assert_no_error (error);
    g_assert_cmpint (report->incident.urgency, ==, an_category_default_urgency ((AnCategory) i));
    g_assert_cmpint (report->incident.category, ==, i);
    g_assert_nonnull (report->created);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = load_cases ("report-cases.json");
  for (guint i = 0; i < cases->len; i++) {
    const ExampleCase *example = g_ptr_array_index (cases, i);
    g_autofree char *path = g_strdup_printf ("/report/case/%s", example->label);

    g_test_add_data_func (path, example, test_case);
  }
  g_test_add_func ("/report/round-trip", test_round_trip);
  g_test_add_func ("/report/new", test_new);
  g_test_add_func ("/report/check", test_check);
  g_test_add_func ("/report/anonymous", test_anonymous);
  g_test_add_func ("/report/default-urgency", test_default_urgency);
  return g_test_run ();
}
