// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What a policy and a usage may say, and the place that an error names. */

#include <string.h>

#include "base/an-json.h"
#include "screentime/an-policy.h"
#include "screentime/an-usage.h"

typedef struct {
  const char *label;
  const char *members; /* beside schema and enabled */
  int code;            /* -1: accepted */
  const char *pointer;
} Case;

static const Case policy_cases[] = {
  { "nothing more", "", -1, NULL },
  { "unknown key", ",\"dayz\":{}", AN_JSON_ERROR_UNKNOWN_KEY, "/dayz" },
  { "unknown weekday", ",\"days\":{\"monday\":{}}", AN_JSON_ERROR_UNKNOWN_KEY, "/days/monday" },
  { "unknown key of a day",
    ",\"days\":{\"mon\":{\"quota\":1}}",
    AN_JSON_ERROR_UNKNOWN_KEY,
    "/days/mon/quota" },
  { "bedtime in a date entry",
    ",\"dates\":[{\"from\":\"2026-01-01\",\"to\":\"2026-01-01\",\"bedtime\":[]}]",
    AN_JSON_ERROR_UNKNOWN_KEY,
    "/dates/0/bedtime" },
  { "days as a list", ",\"days\":[]", AN_JSON_ERROR_TYPE, "/days" },
  { "a day as null", ",\"days\":{\"mon\":null}", AN_JSON_ERROR_TYPE, "/days/mon" },
  { "windows as a text",
    ",\"days\":{\"mon\":{\"windows\":\"17:00-20:00\"}}",
    AN_JSON_ERROR_TYPE,
    "/days/mon/windows" },
  { "a time as a number",
    ",\"days\":{\"mon\":{\"windows\":[[17,20]]}}",
    AN_JSON_ERROR_TYPE,
    "/days/mon/windows/0/0" },
  { "one time only",
    ",\"days\":{\"mon\":{\"windows\":[[\"17:00\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/windows/0" },
  { "three times",
    ",\"days\":{\"mon\":{\"windows\":[[\"17:00\",\"18:00\",\"19:00\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/windows/0" },
  { "never", ",\"days\":{\"mon\":{\"windows\":[]}}", -1, NULL },
  { "24:00 ends", ",\"days\":{\"mon\":{\"windows\":[[\"23:59\",\"24:00\"]]}}", -1, NULL },
  { "24:00 does not start",
    ",\"bedtime\":{\"mon\":[\"24:00\",\"06:00\"]}",
    AN_JSON_ERROR_VALUE,
    "/bedtime/mon/0" },
  { "24:01",
    ",\"days\":{\"mon\":{\"windows\":[[\"17:00\",\"24:01\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/windows/0/1" },
  { "one digit",
    ",\"days\":{\"mon\":{\"windows\":[[\"7:00\",\"08:00\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/windows/0/0" },
  { "60 minutes",
    ",\"days\":{\"mon\":{\"uncounted\":[[\"07:00\",\"08:60\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/uncounted/0/1" },
  { "ends at its start",
    ",\"days\":{\"mon\":{\"windows\":[[\"07:00\",\"08:00\"],[\"09:00\",\"09:00\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/windows/1/1" },
  { "window over midnight",
    ",\"days\":{\"mon\":{\"windows\":[[\"20:00\",\"07:00\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/windows/0/1" },
  { "ends at 00:00",
    ",\"days\":{\"mon\":{\"windows\":[[\"20:00\",\"00:00\"]]}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/windows/0/1" },
  { "bedtime over midnight", ",\"bedtime\":{\"mon\":[\"21:00\",\"06:00\"]}", -1, NULL },
  { "bedtime of a whole day", ",\"bedtime\":{\"sun\":[\"06:00\",\"06:00\"]}", -1, NULL },
  { "bedtime to 24:00", ",\"bedtime\":{\"sun\":[\"21:00\",\"24:00\"]}", -1, NULL },
  { "bedtime of whole days in a row",
    ",\"bedtime\":{\"sat\":[\"23:59\",\"23:59\"],\"sun\":[\"00:00\",\"00:00\"]}",
    -1,
    NULL },
  { "quota 1440", ",\"days\":{\"mon\":{\"quota_minutes\":1440}}", -1, NULL },
  { "quota 1441",
    ",\"days\":{\"mon\":{\"quota_minutes\":1441}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/quota_minutes" },
  { "quota below nothing",
    ",\"days\":{\"mon\":{\"quota_minutes\":-1}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/quota_minutes" },
  { "quota 90.5",
    ",\"days\":{\"mon\":{\"quota_minutes\":90.5}}",
    AN_JSON_ERROR_VALUE,
    "/days/mon/quota_minutes" },
  { "quota 90.0", ",\"days\":{\"mon\":{\"quota_minutes\":90.0}}", -1, NULL },
  { "quota as a text",
    ",\"days\":{\"mon\":{\"quota_minutes\":\"90\"}}",
    AN_JSON_ERROR_TYPE,
    "/days/mon/quota_minutes" },
  { "week 10080", ",\"weekly_quota_minutes\":10080", -1, NULL },
  { "week 10081", ",\"weekly_quota_minutes\":10081", AN_JSON_ERROR_VALUE, "/weekly_quota_minutes" },
  { "no such date",
    ",\"dates\":[{\"from\":\"2026-02-29\",\"to\":\"2026-03-01\",\"label\":\"x\"}]",
    AN_JSON_ERROR_VALUE,
    "/dates/0/from" },
  { "leap day",
    ",\"dates\":[{\"from\":\"2028-02-29\",\"to\":\"2028-02-29\",\"label\":\"x\"}]",
    -1,
    NULL },
  { "date not as ISO",
    ",\"dates\":[{\"from\":\"01/02/2026\",\"to\":\"2026-03-01\",\"label\":\"x\"}]",
    AN_JSON_ERROR_VALUE,
    "/dates/0/from" },
  { "last before first",
    ",\"dates\":[{\"from\":\"2026-03-02\",\"to\":\"2026-03-01\",\"label\":\"x\"}]",
    AN_JSON_ERROR_VALUE,
    "/dates/0/to" },
  { "no last",
    ",\"dates\":[{\"from\":\"2026-03-02\",\"label\":\"x\"}]",
    AN_JSON_ERROR_MISSING,
    "/dates/0/to" },
  { "no label", ",\"dates\":[{\"from\":\"2026-03-02\",\"to\":\"2026-03-02\"}]", -1, NULL },
  { "break", ",\"break\":{\"after_minutes\":30,\"rest_minutes\":5,\"enforced\":true}", -1, NULL },
  { "break without its rest",
    ",\"break\":{\"after_minutes\":30}",
    AN_JSON_ERROR_MISSING,
    "/break/rest_minutes" },
  { "break for a text",
    ",\"break\":{\"after_minutes\":30,\"rest_minutes\":5,\"enforced\":\"yes\"}",
    AN_JSON_ERROR_TYPE,
    "/break/enforced" },
  { "warnings", ",\"warn_minutes\":[1,15,5,15]", -1, NULL },
  { "no warnings", ",\"warn_minutes\":[]", -1, NULL },
  { "a warning after the end", ",\"warn_minutes\":[5,-1]", AN_JSON_ERROR_VALUE, "/warn_minutes/1" },
  { "log out", ",\"at_end\":{\"action\":\"logout\",\"grace_seconds\":300}", -1, NULL },
  { "another end",
    ",\"at_end\":{\"action\":\"shutdown\",\"grace_seconds\":60}",
    AN_JSON_ERROR_VALUE,
    "/at_end/action" },
  { "long grace",
    ",\"at_end\":{\"action\":\"lock\",\"grace_seconds\":301}",
    AN_JSON_ERROR_VALUE,
    "/at_end/grace_seconds" },
  { "requests and codes",
    ",\"requests\":{\"max_minutes\":60,\"per_day\":3},\"codes\":{\"max_minutes\":30}",
    -1,
    NULL },
  { "requests unknown", ",\"requests\":{\"max\":60}", AN_JSON_ERROR_UNKNOWN_KEY, "/requests/max" },
  { "codes as a number", ",\"codes\":30", AN_JSON_ERROR_TYPE, "/codes" },
  { "idle", ",\"count_idle\":true,\"idle_after_seconds\":120", -1, NULL },
  { "idle as a number", ",\"count_idle\":1", AN_JSON_ERROR_TYPE, "/count_idle" },
};

static void
assert_refused (const GError *error, int code, const char *pointer)
{
  g_autofree char *place = NULL, *detail = NULL;

  g_assert_error (error, AN_JSON_ERROR, code);
  an_json_error_split (error, &place, &detail);
  g_assert_cmpstr (place, ==, pointer);
  g_assert_cmpstr (detail, !=, "");
}

static AnPolicy *
parse_policy (const char *text, GError **error)
{
  return an_policy_parse (text, strlen (text), error);
}

static void
test_policy_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *text =
      g_strdup_printf ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true%s}", c->members);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = parse_policy (text, &error);

  if (c->code < 0) {
    g_assert_no_error (error);
    g_assert_nonnull (policy);
  } else {
    g_assert_null (policy);
    assert_refused (error, c->code, c->pointer);
  }
}

static void
test_policy_heads (void)
{
  static const struct {
    const char *text;
    int code;
    const char *pointer;
  } heads[] = {
    { "{\"enabled\":true}", AN_JSON_ERROR_MISSING, "/schema" },
    { "{\"schema\":\"vn.annhi.policy/1\"}", AN_JSON_ERROR_MISSING, "/enabled" },
    { "{\"schema\":\"vn.annhi.policy/2\",\"enabled\":true}", AN_JSON_ERROR_VALUE, "/schema" },
    { "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":1}", AN_JSON_ERROR_TYPE, "/enabled" },
    { "[]", AN_JSON_ERROR_TYPE, "" },
    { "{\"schema\":1,\"enabled\":true}", AN_JSON_ERROR_TYPE, "/schema" },
    { "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"enabled\":true}",
      AN_JSON_ERROR_DUPLICATE_KEY,
      "/enabled" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse_policy (heads[i].text, &error));
    assert_refused (error, heads[i].code, heads[i].pointer);
  }
}

/* `{…"KEY":[ITEM,…]}` with @n items. */
static char *
make_list (const char *before, const char *item, guint n, const char *after)
{
  GString *text = g_string_new ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,");

  g_string_append (text, before);
  for (guint i = 0; i < n; i++) {
    g_string_append (text, i > 0 ? "," : "");
    g_string_append (text, item);
  }
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  static const struct {
    const char *before, *item, *after;
    guint limit;
    const char *pointer;
  } lists[] = {
    { "\"days\":{\"mon\":{\"windows\":[",
      "[\"01:00\",\"02:00\"]",
      "]}}}",
      24,
      "/days/mon/windows" },
    { "\"days\":{\"mon\":{\"uncounted\":[",
      "[\"01:00\",\"02:00\"]",
      "]}}}",
      24,
      "/days/mon/uncounted" },
    { "\"dates\":[", "{\"from\":\"2026-03-02\",\"to\":\"2026-03-02\"}", "]}", 400, "/dates" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autofree char *full =
        make_list (lists[i].before, lists[i].item, lists[i].limit, lists[i].after);
    g_autofree char *over =
        make_list (lists[i].before, lists[i].item, lists[i].limit + 1, lists[i].after);
    g_autoptr (GError) error = NULL;
    g_autoptr (AnPolicy) policy = parse_policy (full, &error);

    g_assert_no_error (error);
    g_assert_null (parse_policy (over, &error));
    assert_refused (error, AN_JSON_ERROR_VALUE, lists[i].pointer);
  }
}

static void
test_size (void)
{
  const char *head = "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true";
  gsize length = AN_POLICY_MAX_BYTES + 1;
  g_autofree char *text = g_strnfill (length, ' ');
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = NULL;

  memcpy (text, head, strlen (head));
  text[length - 2] = '}';
  policy = an_policy_parse (text, length - 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (policy);
  text[length - 2] = ' ';
  text[length - 1] = '}';
  g_assert_null (an_policy_parse (text, length, &error));
  assert_refused (error, AN_JSON_ERROR_TOO_LARGE, "");
}

static void
test_merging (void)
{
  g_autoptr (AnPolicy) policy = parse_policy (
      "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"days\":{\"mon\":{\"windows\":"
      "[[\"14:00\",\"15:00\"],[\"08:00\",\"09:00\"],[\"09:00\",\"10:00\"],[\"13:00\",\"14:30\"],"
      "[\"08:30\",\"08:40\"],[\"20:00\",\"24:00\"]]}}}",
      NULL);
  const AnSpans *spans = &an_policy_get_weekday_rule (policy, 0)->windows;
  guint until = AN_MINUTES_PER_DAY;

  g_assert_cmpuint (spans->n_items, ==, 3);
  g_assert_cmpuint (spans->items[0].start, ==, 480);
  g_assert_cmpuint (spans->items[0].end, ==, 600);
  g_assert_cmpuint (spans->items[1].start, ==, 780);
  g_assert_cmpuint (spans->items[1].end, ==, 900);
  g_assert_cmpuint (spans->items[2].end, ==, 1440);
  g_assert_true (an_spans_contain (spans, 480, &until));
  g_assert_cmpuint (until, ==, 600);
  until = AN_MINUTES_PER_DAY;
  g_assert_false (an_spans_contain (spans, 600, &until));
  g_assert_cmpuint (until, ==, 780);
}

static void
test_defaults (void)
{
  g_autoptr (AnPolicy) policy =
      parse_policy ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":false}", NULL);
  const AnRule *rule = an_policy_get_weekday_rule (policy, 6);
  const AnPolicyGuard *guard = an_policy_get_guard (policy);
  guint start, end;

  g_assert_false (an_policy_is_enabled (policy));
  g_assert_cmpuint (an_spans_count_minutes (&rule->windows), ==, 1440);
  g_assert_cmpuint (rule->uncounted.n_items, ==, 0);
  g_assert_cmpint (rule->quota_minutes, ==, AN_POLICY_NO_QUOTA);
  g_assert_cmpint (an_policy_get_weekly_quota_minutes (policy), ==, AN_POLICY_NO_QUOTA);
  g_assert_false (an_policy_get_bedtime (policy, 0, &start, &end));
  g_assert_false (guard->has_break);
  g_assert_false (guard->count_idle);
  g_assert_cmpint (guard->idle_after_seconds, ==, 120);
  g_assert_cmpuint (guard->n_warn_minutes, ==, 3);
  g_assert_cmpint (guard->warn_minutes[0], ==, 15);
  g_assert_cmpint (guard->at_end, ==, AN_AT_END_LOCK);
  g_assert_cmpint (guard->grace_seconds, ==, 60);
}

static void
test_warnings_sorted (void)
{
  g_autoptr (AnPolicy) policy = parse_policy (
      "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"warn_minutes\":[1,15,5,15]}",
      NULL);
  const AnPolicyGuard *guard = an_policy_get_guard (policy);

  g_assert_cmpuint (guard->n_warn_minutes, ==, 3);
  g_assert_cmpint (guard->warn_minutes[0], ==, 15);
  g_assert_cmpint (guard->warn_minutes[1], ==, 5);
  g_assert_cmpint (guard->warn_minutes[2], ==, 1);
}

static const Case usage_cases[] = {
  { "nothing", "", -1, NULL },
  { "unknown key", ",\"day\":{}", AN_JSON_ERROR_UNKNOWN_KEY, "/day" },
  { "a day", ",\"days\":{\"2026-11-28\":{\"used_seconds\":1,\"bonus_seconds\":0}}", -1, NULL },
  { "no such day", ",\"days\":{\"2026-11-31\":{}}", AN_JSON_ERROR_VALUE, "/days/2026-11-31" },
  { "days as a list", ",\"days\":[]", AN_JSON_ERROR_TYPE, "/days" },
  { "unknown key of a day",
    ",\"days\":{\"2026-11-28\":{\"used\":1}}",
    AN_JSON_ERROR_UNKNOWN_KEY,
    "/days/2026-11-28/used" },
  { "used below nothing",
    ",\"days\":{\"2026-11-28\":{\"used_seconds\":-1}}",
    AN_JSON_ERROR_VALUE,
    "/days/2026-11-28/used_seconds" },
  { "grant",
    ",\"grants\":[{\"remaining_seconds\":60,\"expires_at\":\"2026-11-28T20:00:00+07:00\","
    "\"note\":\"sinh nhật\"}]",
    -1,
    NULL },
  { "grant for ever",
    ",\"grants\":[{\"remaining_seconds\":60}]",
    AN_JSON_ERROR_MISSING,
    "/grants/0/expires_at" },
  { "grant without offset",
    ",\"grants\":[{\"remaining_seconds\":60,\"expires_at\":\"2026-11-28T20:00:00\"}]",
    AN_JSON_ERROR_VALUE,
    "/grants/0/expires_at" },
  { "grant of nothing said",
    ",\"grants\":[{\"expires_at\":\"2026-11-28T20:00:00Z\"}]",
    AN_JSON_ERROR_MISSING,
    "/grants/0/remaining_seconds" },
  { "paused", ",\"paused\":true", -1, NULL },
  { "paused as a text", ",\"paused\":\"true\"", AN_JSON_ERROR_TYPE, "/paused" },
};

static void
test_usage_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *text = g_strdup_printf ("{\"schema\":\"vn.annhi.usage/1\"%s}", c->members);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnUsage) usage = an_usage_parse (text, strlen (text), &error);

  if (c->code < 0) {
    g_assert_no_error (error);
    g_assert_nonnull (usage);
  } else {
    g_assert_null (usage);
    assert_refused (error, c->code, c->pointer);
  }
}

static void
add_cases (const char *group, const Case *cases, gsize n_cases, GTestDataFunc function)
{
  for (gsize i = 0; i < n_cases; i++) {
    g_autofree char *path = g_strdup_printf ("/%s/%s", group, cases[i].label);

    g_test_add_data_func (path, &cases[i], function);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("policy/case", policy_cases, G_N_ELEMENTS (policy_cases), test_policy_case);
  add_cases ("usage/case", usage_cases, G_N_ELEMENTS (usage_cases), test_usage_case);
  g_test_add_func ("/policy/heads", test_policy_heads);
  g_test_add_func ("/policy/limits", test_limits);
  g_test_add_func ("/policy/size", test_size);
  g_test_add_func ("/policy/merging", test_merging);
  g_test_add_func ("/policy/defaults", test_defaults);
  g_test_add_func ("/policy/warnings-sorted", test_warnings_sorted);
  return g_test_run ();
}
