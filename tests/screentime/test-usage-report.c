// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Sums of what was recorded, and the tables for a spreadsheet. */

#include "screentime/an-instant.h"
#include "screentime/an-usage-report.h"

static GPtrArray *
parse_days (void)
{
  static const char hours[] = "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,3600,1800,0,0,0,0,0";
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      g_strdup_printf ("{\"days\":["
                       "{\"date\":\"2026-11-23\",\"used_seconds\":5400,\"bonus_seconds\":0,"
                       "\"quota_seconds\":3600,\"hours\":[%s],\"verified\":true},"
                       "{\"date\":\"2026-11-24\",\"used_seconds\":5400,\"bonus_seconds\":1800,"
                       "\"quota_seconds\":3600,\"hours\":[%s],\"verified\":false},"
                       "{\"date\":\"2026-11-26\",\"used_seconds\":119,\"bonus_seconds\":0,"
                       "\"quota_seconds\":null,\"hours\":[%s],\"verified\":true}]}",
                       hours,
                       hours,
                       hours);
  GPtrArray *days = an_guard_days_parse (text, &error);

  g_assert_no_error (error);
  return days;
}

static gint64
day (const char *date)
{
  gint64 number;

  g_assert_true (an_day_parse (date, &number));
  return number;
}

typedef struct {
  const char *label, *from, *to, *today;
  gint64 used, average;
  guint n_days, n_over;
} SummaryCase;

static const SummaryCase cases[] = {
  { "a whole week", "2026-11-23", "2026-11-29", "2026-12-31", 10919, 1559, 7, 1 },
  { "until today", "2026-11-23", "2026-11-29", "2026-11-24", 10800, 5400, 2, 1 },
  { "given time is no excess", "2026-11-24", "2026-11-24", "2026-11-24", 5400, 5400, 1, 0 },
  { "nothing recorded", "2026-10-05", "2026-10-11", "2026-11-24", 0, 0, 7, 0 },
  { "a week to come", "2026-11-30", "2026-12-06", "2026-11-24", 0, 0, 0, 0 },
};

static void
test_summary (gconstpointer data)
{
  const SummaryCase *c = data;
  g_autoptr (GPtrArray) days = parse_days ();
  AnUsageSummary summary;

  an_usage_report_summarize (days, day (c->from), day (c->to), day (c->today), &summary);
  g_assert_cmpint (summary.used_seconds, ==, c->used);
  g_assert_cmpint (summary.average_seconds, ==, c->average);
  g_assert_cmpuint (summary.n_days, ==, c->n_days);
  g_assert_cmpuint (summary.n_over, ==, c->n_over);
}

static void
test_days_csv (void)
{
  g_autoptr (GPtrArray) days = parse_days ();
  g_autofree char *csv = an_usage_report_days_to_csv (days);
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5); /* the last one is empty */
  g_assert_true (g_str_has_prefix (lines[0], "\xEF\xBB\xBF\"Date\",\"Minutes used\","));
  g_assert_cmpstr (lines[1],
                   ==,
                   "2026-11-23,90,0,0,60,yes,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,60,30,0,0,0,0,0");
  g_assert_true (g_str_has_prefix (lines[2], "2026-11-24,90,0,30,60,no,"));
  g_assert_true (g_str_has_prefix (lines[3], "2026-11-26,1,88,0,,yes,"));
}

static void
test_events_csv (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = an_guard_events_parse (
      "{\"events\":[{\"at\":\"2026-11-24T19:30:00+07:00\",\"uid\":1001,\"kind\":\"granted\","
      "\"text\":{\"vi\":\"x\",\"en\":\"given, \\\"15\\\" minutes\"}},"
      "{\"at\":\"2026-11-24T19:00:00+07:00\",\"uid\":1001,\"kind\":\"k\","
      "\"text\":{\"vi\":\"x\",\"en\":\"=1+1\\r\\nnext\"}}]}",
      &error);
  g_autofree char *csv = NULL;

  g_assert_no_error (error);
  csv = an_usage_report_events_to_csv (events);
  g_assert_cmpstr (csv,
                   ==,
                   "\xEF\xBB\xBF\"When\",\"Kind\",\"What happened\"\r\n"
                   "\"2026-11-24T19:30:00+07:00\",\"granted\",\"given, \"\"15\"\" minutes\"\r\n"
                   "\"2026-11-24T19:00:00+07:00\",\"k\",\"'=1+1\r\nnext\"\r\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/usage-report/summary/", cases[i].label, NULL);

    g_test_add_data_func (path, &cases[i], test_summary);
  }
  g_test_add_func ("/usage-report/days-csv", test_days_csv);
  g_test_add_func ("/usage-report/events-csv", test_events_csv);
  return g_test_run ();
}
