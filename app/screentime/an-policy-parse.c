// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Reads `vn.annhi.policy/1`, as data/screentime/policy.schema.json describes it. Whatever the
 * document does not say exactly is refused: a rule that was misread would hold a child wrongly.
 */

#include "screentime/an-policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "screentime/an-instant.h"
#include "screentime/an-policy-private.h"

#define MAX_QUOTA_MINUTES 1440
#define MAX_WEEKLY_QUOTA_MINUTES 10080
#define MAX_MINUTES 1440
#define MAX_IDLE_SECONDS 86400
#define MAX_GRACE_SECONDS 300
#define MAX_REQUESTS_PER_DAY 100
#define MAX_TEXT 64 /* of a time or a date; long enough to say what is wrong with it */

#define DEFAULT_IDLE_SECONDS 120
#define DEFAULT_GRACE_SECONDS 60
#define DEFAULT_REQUEST_MINUTES 60
#define DEFAULT_REQUESTS_PER_DAY 3
#define DEFAULT_CODE_MINUTES 60

static const char *const at_end_words[] = { "lock", "logout", NULL };

/* Times */

/* The time of day at the cursor; 0 after a failure. */
static guint
read_time_of_day (AnJsonReader *reader, gboolean is_end)
{
  const char *text = an_json_reader_value_string (reader, MAX_TEXT);
  int minutes;

  if (an_json_reader_has_failed (reader))
    return 0;
  minutes = an_time_of_day_parse (text);
  if (minutes < 0 || (minutes == AN_MINUTES_PER_DAY && !is_end)) {
    an_json_reader_fail (reader,
                         AN_JSON_ERROR_VALUE,
                         is_end
                         ? _ ("“%s” is not a time from 00:00 to 24:00")
                         : _ ("“%s” is not a time from 00:00 to 23:59"), text);
    return 0;
  }
  return (guint) minutes;
}

/* The pair ["17:00","20:30"] at the cursor. */
static void
read_pair (AnJsonReader *reader, gboolean over_midnight, guint *start, guint *end)
{
  *start = 0;
  *end = AN_MINUTES_PER_DAY;
  if (an_json_reader_expect_array (reader, 2, 2) != 2)
    return;
  if (an_json_reader_enter_element (reader, 0)) {
    *start = read_time_of_day (reader, FALSE);
    an_json_reader_leave (reader);
  }
  if (an_json_reader_enter_element (reader, 1)) {
    *end = read_time_of_day (reader, TRUE);
    if (*end <= *start && !over_midnight)
      an_json_reader_fail (reader,
                           AN_JSON_ERROR_VALUE,
                           _ ("the end does not come after the start"));
    an_json_reader_leave (reader);
  }
}

/* Whether the member is there. */
static gboolean
read_spans (AnJsonReader *reader, const char *key, AnSpans *spans)
{
  guint n_items, start, end;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_OPTIONAL))
    return FALSE;
  n_items = an_json_reader_expect_array (reader, 0, AN_SPANS_MAX);
  for (guint i = 0; i < n_items && an_json_reader_enter_element (reader, i); i++) {
    read_pair (reader, FALSE, &start, &end);
    if (!an_json_reader_has_failed (reader))
      an_spans_add (spans, start, end);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
  return TRUE;
}

static gint64
read_day_member (AnJsonReader *reader, const char *key, gint64 not_before)
{
  gint64 day = 0;
  const char *text;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return 0;
  text = an_json_reader_value_string (reader, MAX_TEXT);
  if (!an_json_reader_has_failed (reader) && !an_day_parse (text, &day))
    an_json_reader_fail (reader,
                         AN_JSON_ERROR_VALUE,
                         _ ("“%s” is not a date such as 2026-11-28"), text);
  else if (day < not_before)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("the last day lies before the first"));
  an_json_reader_leave (reader);
  return day;
}

/* Rules */

static void
read_rule (AnJsonReader *reader, AnRule *rule)
{
  rule->has_windows = read_spans (reader, "windows", &rule->windows);
  rule->has_uncounted = read_spans (reader, "uncounted", &rule->uncounted);
  rule->quota_minutes = (int) an_json_reader_get_int (reader,
                                                      "quota_minutes",
                                                      AN_JSON_OPTIONAL,
                                                      0,
                                                      MAX_QUOTA_MINUTES,
                                                      AN_POLICY_NO_QUOTA);
  if (!rule->has_windows)
    an_spans_add (&rule->windows, 0, AN_MINUTES_PER_DAY);
}

static void
allow_weekdays (AnJsonReader *reader)
{
  an_json_reader_allow_members (reader, "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL);
}

static void
read_days (AnJsonReader *reader, AnPolicy *policy)
{
  gboolean is_set = an_json_reader_enter_member (reader, "days", AN_JSON_OPTIONAL);

  if (is_set)
    allow_weekdays (reader);
  for (guint i = 0; i < AN_DAYS_PER_WEEK; i++) {
    AnRule *rule = &policy->days[i];

    rule->quota_minutes = AN_POLICY_NO_QUOTA;
    if (is_set && an_json_reader_enter_member (reader, an_weekday_ids[i], AN_JSON_OPTIONAL)) {
      an_json_reader_allow_members (reader, "windows", "uncounted", "quota_minutes", NULL);
      read_rule (reader, rule);
      an_json_reader_leave (reader);
    } else {
      an_spans_add (&rule->windows, 0, AN_MINUTES_PER_DAY);
    }
  }
  if (is_set)
    an_json_reader_leave (reader);
}

/* What of a bedtime falls on its own day and what on the next. */
static void
add_asleep (AnPolicy *policy, guint weekday, guint start, guint end)
{
  AnSpans *today = &policy->asleep[weekday];
  AnSpans *tomorrow = &policy->asleep[(weekday + 1) % AN_DAYS_PER_WEEK];

  an_spans_add (today, start, end > start ? end : AN_MINUTES_PER_DAY);
  if (end <= start && end > 0)
    an_spans_add (tomorrow, 0, end);
}

static void
read_bedtimes (AnJsonReader *reader, AnPolicy *policy)
{
  if (!an_json_reader_enter_member (reader, "bedtime", AN_JSON_OPTIONAL))
    return;
  allow_weekdays (reader);
  for (guint i = 0; i < AN_DAYS_PER_WEEK; i++) {
    AnBedtime *bedtime = &policy->bedtime[i];

    if (!an_json_reader_enter_member (reader, an_weekday_ids[i], AN_JSON_OPTIONAL))
      continue;
    read_pair (reader, TRUE, &bedtime->start, &bedtime->end);
    bedtime->is_set = TRUE;
    if (!an_json_reader_has_failed (reader))
      add_asleep (policy, i, bedtime->start, bedtime->end);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

static void
read_dates (AnJsonReader *reader, AnPolicy *policy)
{
  guint n_items;

  if (!an_json_reader_enter_member (reader, "dates", AN_JSON_OPTIONAL))
    return;
  n_items = an_json_reader_expect_array (reader, 0, AN_POLICY_MAX_DATES);
  policy->dates = g_new0 (AnDateRule, n_items);
  policy->n_dates = n_items;
  for (guint i = 0; i < n_items && an_json_reader_enter_element (reader, i); i++) {
    AnDateRule *entry = &policy->dates[i];

    an_json_reader_allow_members (reader,
                                  "from",
                                  "to",
                                  "label",
                                  "windows",
                                  "uncounted",
                                  "quota_minutes",
                                  NULL);
    entry->from = read_day_member (reader, "from", G_MININT64);
    entry->to = read_day_member (reader, "to", entry->from);
    entry->label = g_strdup (
        an_json_reader_get_string (reader, "label", AN_JSON_OPTIONAL, AN_POLICY_MAX_LABEL));
    read_rule (reader, &entry->rule);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

/* The guard's part */

static int
read_int (AnJsonReader *reader,
          const char *key,
          AnJsonPresence presence,
          int min,
          int max,
          int absent)
{
  return (int) an_json_reader_get_int (reader, key, presence, min, max, absent);
}

static void
read_break (AnJsonReader *reader, AnPolicyGuard *guard)
{
  if (!an_json_reader_enter_member (reader, "break", AN_JSON_OPTIONAL))
    return;
  an_json_reader_allow_members (reader, "after_minutes", "rest_minutes", "enforced", NULL);
  guard->has_break = TRUE;
  guard->break_after_minutes =
      read_int (reader, "after_minutes", AN_JSON_REQUIRED, 1, MAX_MINUTES, 0);
  guard->break_rest_minutes =
      read_int (reader, "rest_minutes", AN_JSON_REQUIRED, 1, MAX_MINUTES, 0);
  guard->break_enforced = an_json_reader_get_boolean (reader, "enforced", AN_JSON_OPTIONAL, FALSE);
  an_json_reader_leave (reader);
}

static int
compare_longest_first (const void *a, const void *b)
{
  return *(const int *) b - *(const int *) a;
}

static void
read_warnings (AnJsonReader *reader, AnPolicyGuard *guard)
{
  static const int usual[] = { 15, 5, 1 };
  guint n_items, n_kept = 0;

  if (!an_json_reader_enter_member (reader, "warn_minutes", AN_JSON_OPTIONAL)) {
    for (; n_kept < G_N_ELEMENTS (usual); n_kept++)
      guard->warn_minutes[n_kept] = usual[n_kept];
    guard->n_warn_minutes = n_kept;
    return;
  }
  n_items = an_json_reader_expect_array (reader, 0, AN_POLICY_MAX_WARNINGS);
  for (guint i = 0; i < n_items && an_json_reader_enter_element (reader, i); i++) {
    guard->warn_minutes[i] = (int) an_json_reader_value_int (reader, 1, MAX_MINUTES);
    an_json_reader_leave (reader);
  }
  qsort (guard->warn_minutes, n_items, sizeof (int), compare_longest_first);
  for (guint i = 0; i < n_items; i++)
    if (n_kept == 0 || guard->warn_minutes[n_kept - 1] != guard->warn_minutes[i])
      guard->warn_minutes[n_kept++] = guard->warn_minutes[i];
  guard->n_warn_minutes = n_kept;
  an_json_reader_leave (reader);
}

static void
read_at_end (AnJsonReader *reader, AnPolicyGuard *guard)
{
  guard->at_end = AN_AT_END_LOCK;
  guard->grace_seconds = DEFAULT_GRACE_SECONDS;
  if (!an_json_reader_enter_member (reader, "at_end", AN_JSON_OPTIONAL))
    return;
  an_json_reader_allow_members (reader, "action", "grace_seconds", NULL);
  guard->at_end = (AnAtEnd)
      an_json_reader_get_enum (reader, "action", AN_JSON_OPTIONAL, at_end_words, AN_AT_END_LOCK);
  guard->grace_seconds = read_int (reader,
                                   "grace_seconds",
                                   AN_JSON_OPTIONAL,
                                   0,
                                   MAX_GRACE_SECONDS,
                                   DEFAULT_GRACE_SECONDS);
  an_json_reader_leave (reader);
}

static void
read_requests (AnJsonReader *reader, AnPolicyGuard *guard)
{
  guard->requests_max_minutes = DEFAULT_REQUEST_MINUTES;
  guard->requests_per_day = DEFAULT_REQUESTS_PER_DAY;
  guard->codes_max_minutes = DEFAULT_CODE_MINUTES;
  if (an_json_reader_enter_member (reader, "requests", AN_JSON_OPTIONAL)) {
    an_json_reader_allow_members (reader, "max_minutes", "per_day", NULL);
    guard->requests_max_minutes =
        read_int (reader, "max_minutes", AN_JSON_OPTIONAL, 0, MAX_MINUTES, DEFAULT_REQUEST_MINUTES);
    guard->requests_per_day = read_int (reader,
                                        "per_day",
                                        AN_JSON_OPTIONAL,
                                        0,
                                        MAX_REQUESTS_PER_DAY,
                                        DEFAULT_REQUESTS_PER_DAY);
    an_json_reader_leave (reader);
  }
  if (an_json_reader_enter_member (reader, "codes", AN_JSON_OPTIONAL)) {
    an_json_reader_allow_members (reader, "max_minutes", NULL);
    guard->codes_max_minutes =
        read_int (reader, "max_minutes", AN_JSON_OPTIONAL, 0, MAX_MINUTES, DEFAULT_CODE_MINUTES);
    an_json_reader_leave (reader);
  }
}

static void
read_guard (AnJsonReader *reader, AnPolicyGuard *guard)
{
  read_break (reader, guard);
  guard->count_idle = an_json_reader_get_boolean (reader, "count_idle", AN_JSON_OPTIONAL, FALSE);
  guard->idle_after_seconds = read_int (reader,
                                        "idle_after_seconds",
                                        AN_JSON_OPTIONAL,
                                        0,
                                        MAX_IDLE_SECONDS,
                                        DEFAULT_IDLE_SECONDS);
  read_warnings (reader, guard);
  read_at_end (reader, guard);
  read_requests (reader, guard);
}

/* Public */

/**
 * an_policy_from_json:
 * @root: a document; may be changed afterwards
 *
 * Returns: (transfer full): the policy, or %NULL with an %AN_JSON_ERROR
 */
AnPolicy *
an_policy_from_json (JsonNode *root, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (root != NULL, NULL);

  text = an_json_to_string (root, FALSE);
  return an_policy_parse (text, strlen (text), error);
}

/**
 * an_policy_parse:
 * @data: (array length=length): a document of at most %AN_POLICY_MAX_BYTES
 *
 * Returns: (transfer full): the policy, or %NULL with an %AN_JSON_ERROR
 */
AnPolicy *
an_policy_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (data, length, AN_POLICY_MAX_BYTES, error);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnPolicy) policy = NULL;

  if (root == NULL)
    return NULL;
  reader = an_json_reader_new (root);
  policy = an_policy_new_empty (root);
  an_json_reader_allow_members (reader,
                                "schema",
                                "enabled",
                                "days",
                                "weekly_quota_minutes",
                                "bedtime",
                                "dates",
                                "break",
                                "count_idle",
                                "idle_after_seconds",
                                "warn_minutes",
                                "at_end",
                                "requests",
                                "codes",
                                NULL);
  an_json_reader_expect_schema (reader, AN_POLICY_SCHEMA);
  policy->enabled = an_json_reader_get_boolean (reader, "enabled", AN_JSON_REQUIRED, FALSE);
  read_days (reader, policy);
  policy->weekly_quota_minutes = read_int (reader,
                                           "weekly_quota_minutes",
                                           AN_JSON_OPTIONAL,
                                           0,
                                           MAX_WEEKLY_QUOTA_MINUTES,
                                           AN_POLICY_NO_QUOTA);
  read_bedtimes (reader, policy);
  read_dates (reader, policy);
  read_guard (reader, &policy->guard);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&policy);
}
