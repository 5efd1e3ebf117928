// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Rules while they are edited: nothing gets lost on the way in and out. */

#include <string.h>

#include "base/an-json.h"
#include "screentime/an-instant.h"
#include "ui/screentime/an-date-draft.h"
#include "ui/screentime/an-rules-draft.h"

static AnPolicy *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  AnPolicy *policy = an_policy_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return policy;
}

static const char full[] =
    "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"days\":{"
    "\"mon\":{\"windows\":[[\"17:00\",\"20:30\"]],\"uncounted\":[[\"07:00\",\"11:00\"]],"
    "\"quota_minutes\":90},\"tue\":{\"windows\":[]},\"wed\":{},\"thu\":{},\"fri\":{},\"sat\":{},"
    "\"sun\":{\"quota_minutes\":0}},\"weekly_quota_minutes\":600,"
    "\"bedtime\":{\"mon\":[\"21:00\",\"06:00\"],\"tue\":[\"12:00\",\"13:00\"]},"
    "\"dates\":[{\"from\":\"2027-02-05\",\"to\":\"2027-02-11\",\"label\":\"Tết\","
    "\"quota_minutes\":60}],\"break\":{\"after_minutes\":30,\"rest_minutes\":5,\"enforced\":false},"
    "\"count_idle\":true,\"idle_after_seconds\":60,\"warn_minutes\":[10],"
    "\"at_end\":{\"action\":\"logout\",\"grace_seconds\":30},"
    "\"requests\":{\"max_minutes\":30,\"per_day\":1},\"codes\":{\"max_minutes\":15}}";

static char *
make_text (AnRulesDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_rules_draft_build (draft, &error);
  g_autoptr (JsonNode) document = NULL;

  g_assert_no_error (error);
  document = an_policy_to_json (policy);
  return an_json_to_string (document, FALSE);
}

static void
test_round_trip (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  g_autofree char *text = make_text (draft);

  g_assert_cmpstr (text, ==, full);
  g_assert_cmpuint (an_rules_draft_count_dates (draft), ==, 1);
}

static void
count (AnRulesDraft *draft, int *n)
{
  (*n)++;
}

static void
test_changes (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  AnDayDraft day = *an_rules_draft_get_day (draft, 0);
  g_autofree char *text = NULL;
  int n_changes = 0;

  g_signal_connect (draft, "changed", G_CALLBACK (count), &n_changes);
  day.has_quota = FALSE;
  day.open = AN_OPEN_ALL_DAY;
  an_rules_draft_set_day (draft, 0, &day);
  an_rules_draft_copy_day (draft, 0, 0x7e);
  an_rules_draft_set_weekly_quota (draft, FALSE, 600);
  an_rules_draft_set_weekly_quota (draft, FALSE, 600);
  an_rules_draft_set_enabled (draft, FALSE);
  g_assert_cmpint (n_changes, ==, 4);
  text = make_text (draft);
  g_assert_true (g_str_has_prefix (
      text,
      "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":false,\"days\":{\"mon\":{\"uncounted\":"
      "[[\"07:00\",\"11:00\"]]},\"tue\":{\"uncounted\":[[\"07:00\",\"11:00\"]]}"));
  g_assert_null (strstr (text, "weekly_quota_minutes"));
}

/* What is switched off and on again is as it was. */
static void
test_switches_remember (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  AnDayDraft day = *an_rules_draft_get_day (draft, 0);
  g_autofree char *text = NULL;

  day.open = AN_OPEN_NEVER;
  day.has_bedtime = day.has_quota = FALSE;
  an_rules_draft_set_day (draft, 0, &day);
  day = *an_rules_draft_get_day (draft, 0);
  day.open = AN_OPEN_WINDOWS;
  day.has_bedtime = day.has_quota = TRUE;
  an_rules_draft_set_day (draft, 0, &day);
  text = make_text (draft);
  g_assert_cmpstr (text, ==, full);
}

static void
test_mistake (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  AnDayDraft day = *an_rules_draft_get_day (draft, 0);
  g_autoptr (GError) error = NULL;

  day.windows.items[0].end = day.windows.items[0].start;
  an_rules_draft_set_day (draft, 0, &day);
  g_assert_null (an_rules_draft_build (draft, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "/days/mon/windows/0/1: "));
}

static void
test_asleep (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  AnSpans asleep;

  an_rules_draft_get_asleep (draft, 1, &asleep);
  g_assert_cmpuint (asleep.n_items, ==, 2);
  g_assert_cmpuint (asleep.items[0].start, ==, 0);
  g_assert_cmpuint (asleep.items[0].end, ==, 360);
  g_assert_cmpuint (asleep.items[1].start, ==, 720);
  an_rules_draft_get_asleep (draft, 3, &asleep);
  g_assert_cmpuint (asleep.n_items, ==, 0);
}

/* The entry in words: first day, last day, label. */
static void
assert_entry (AnRulesDraft *draft, guint index, const char *from, const char *label)
{
  const AnDateRule *entry = an_policy_get_date_rule (an_rules_draft_get_rest (draft), index);
  g_autofree char *text = an_day_format (entry->from);

  g_assert_cmpstr (text, ==, from);
  g_assert_cmpstr (entry->label, ==, label);
}

static gint64
day_of (const char *text)
{
  gint64 day;

  g_assert_true (an_date_parse (text, &day));
  return day;
}

static void
test_dates (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  g_autoptr (GError) error = NULL;
  AnDateDraft entry;

  an_date_draft_read (&entry, draft, AN_DATE_NEW, day_of ("08/02/2027"));
  entry.label = g_strdup ("Giỗ");
  entry.open = AN_DATE_NEVER;
  g_assert_true (an_date_draft_write (&entry, draft, AN_DATE_NEW, NULL));
  assert_entry (draft, 0, "2027-02-08", "Giỗ"); /* inside of Tết, so it comes first */
  assert_entry (draft, 1, "2027-02-05", "Tết");
  entry.from = entry.to = day_of ("1/3/2027");
  g_assert_true (an_date_draft_write (&entry, draft, 0, NULL));
  assert_entry (draft, 0, "2027-02-05", "Tết");
  assert_entry (draft, 1, "2027-03-01", "Giỗ");

  entry.to = day_of ("28/02/2027");
  g_assert_false (an_date_draft_write (&entry, draft, 1, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_VALUE);
  assert_entry (draft, 1, "2027-03-01", "Giỗ");
  an_date_draft_clear (&entry);

  an_date_draft_read (&entry, draft, 0, 0);
  g_assert_cmpint (entry.open, ==, AN_DATE_AS_USUAL);
  g_assert_true (entry.has_quota);
  g_assert_cmpint (entry.quota_minutes, ==, 60);
  an_date_draft_clear (&entry);
  an_date_draft_remove (draft, 0);
  an_date_draft_remove (draft, 0);
  g_assert_cmpuint (an_rules_draft_count_dates (draft), ==, 0);
}

static void
test_date_text (void)
{
  static const char *const wrong[] = { "",           "31/02/2027", "1/3",          "1/13/2027",
                                       "1/3/27",     "x",          "01/03/2027x",  "-1/3/2027",
                                       "2027-02-30", "1/3/20277",  "01/03/2027/1", "0/1/2027" };
  gint64 day;

  g_assert_cmpint (day_of (" 1/3/2027 "), ==, day_of ("2027-03-01"));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    if (an_date_parse (wrong[i], &day))
      g_error ("“%s” was taken for a date", wrong[i]);
}

static void
test_undo (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  g_autofree char *text = NULL;

  g_assert_false (an_rules_draft_can_undo (draft));
  an_rules_draft_set_enabled (draft, FALSE);
  an_date_draft_remove (draft, 0); /* within the same second: one step */
  g_assert_true (an_rules_draft_can_undo (draft));
  an_rules_draft_undo (draft);
  text = make_text (draft);
  g_assert_cmpstr (text, ==, full);
  g_assert_false (an_rules_draft_can_undo (draft));
  an_rules_draft_set_enabled (draft, FALSE);
  g_assert_true (an_rules_draft_can_undo (draft));
}

/* A stroke of the brush is undone at once, and one that leads back is none. */
static void
test_strokes (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);
  AnDayDraft day = *an_rules_draft_get_day (draft, 3), before = day;
  g_autofree char *text = make_text (draft);
  g_autofree char *undone = NULL;

  an_rules_draft_begin_stroke (draft);
  day.open = AN_OPEN_NEVER;
  an_rules_draft_set_day (draft, 3, &day);
  g_assert_true (an_rules_draft_is_in_stroke (draft));
  an_rules_draft_set_day (draft, 4, &day);
  an_rules_draft_end_stroke (draft);
  an_rules_draft_set_policy (draft, policy); /* the next stroke, within a second */
  an_rules_draft_undo (draft);
  g_assert_cmpint (an_rules_draft_get_day (draft, 4)->open, ==, AN_OPEN_NEVER);
  an_rules_draft_undo (draft);
  g_assert_false (an_rules_draft_can_undo (draft));
  undone = make_text (draft);
  g_assert_cmpstr (undone, ==, text);

  an_rules_draft_begin_stroke (draft);
  an_rules_draft_set_day (draft, 3, &day);
  an_rules_draft_set_day (draft, 3, &before);
  an_rules_draft_end_stroke (draft);
  g_assert_false (an_rules_draft_can_undo (draft));
}

/* What the guard reads back is the same and cannot be undone. */
static void
test_read_back (void)
{
  g_autoptr (AnPolicy) policy = parse (full);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("id", "An", 2017, policy);

  an_rules_draft_set_policy (draft, policy);
  g_assert_false (an_rules_draft_can_undo (draft));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules-draft/round-trip", test_round_trip);
  g_test_add_func ("/rules-draft/changes", test_changes);
  g_test_add_func ("/rules-draft/switches-remember", test_switches_remember);
  g_test_add_func ("/rules-draft/mistake", test_mistake);
  g_test_add_func ("/rules-draft/asleep", test_asleep);
  g_test_add_func ("/rules-draft/dates", test_dates);
  g_test_add_func ("/rules-draft/date-text", test_date_text);
  g_test_add_func ("/rules-draft/undo", test_undo);
  g_test_add_func ("/rules-draft/strokes", test_strokes);
  g_test_add_func ("/rules-draft/read-back", test_read_back);
  return g_test_run ();
}
