// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Times for programs and for people, there and back. */

#include "base/an-time.h"

#define SECOND G_GINT64_CONSTANT (1000000)

typedef struct {
  const char *text;
  gint64 usec;
} Parse;

static const Parse good[] = {
  { "1970-01-01T00:00:00Z", 0 },
  { "2026-11-28T12:30:00Z", 1795869000 * SECOND },
  { "2026-11-28T19:30:00+07:00", 1795869000 * SECOND },
  { "2026-11-28t05:00:00-07:30", 1795869000 * SECOND },
  { "2026-11-28T12:30:00.5z", 1795869000 * SECOND + 500000 },
  { "2026-11-28T12:30:00.1234567Z", 1795869000 * SECOND + 123456 },
  { "2024-02-29T00:00:00Z", 1709164800 * SECOND },
  { "1969-12-31T23:59:59.5Z", -500000 },
  { "0001-01-01T00:00:00Z", G_GINT64_CONSTANT (-62135596800) * SECOND },
  { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT (253402300799) * SECOND },
};

static const char *const bad[] = {
  "",
  "2026-11-28",
  "2026-11-28 12:30:00Z",
  "2026-11-28T12:30:00",
  "2026-11-28T12:30Z",
  "2026-11-28T12:30:00Zx",
  "2026-11-28T12:30:00.Z",
  "2026-02-29T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-11-28T24:00:00Z",
  "2026-11-28T12:60:00Z",
  "2026-11-28T12:30:60Z",
  "0000-01-01T00:00:00Z",
  "2026-11-28T12:30:00+0700",
  "2026-11-28T12:30:00+24:00",
  "2026-11-28T12:30:00+07:60",
  "+026-11-28T12:30:00Z",
  "2026-11-28T12:30:0١Z",
  "20261128T123000Z",
};

static void
test_from_rfc3339 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    gint64 usec = 1;

    g_assert_true (an_time_from_rfc3339 (good[i].text, &usec));
    g_assert_cmpint (usec, ==, good[i].usec);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    gint64 usec;

    if (an_time_from_rfc3339 (bad[i], &usec))
      g_error ("“%s” was taken", bad[i]);
  }
}

static void
test_to_rfc3339 (void)
{
  const Parse cases[] = {
    { "1970-01-01T00:00:00Z", 999999 },
    { "1969-12-31T23:59:59Z", -1 },
    { "2026-11-28T12:30:00Z", 1795869000 * SECOND },
    { "0001-01-01T00:00:00Z", G_MININT64 },
    { "9999-12-31T23:59:59Z", G_MAXINT64 },
  };
  g_autofree char *now = an_time_now_rfc3339 ();
  gint64 usec;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = an_time_to_rfc3339 (cases[i].usec);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_assert_true (an_time_from_rfc3339 (now, &usec));
  g_assert_cmpint (ABS (g_get_real_time () - usec), <, 60 * SECOND);
}

static void
test_people (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) when = g_date_time_new (zone, 2026, 11, 8, 9, 5, 59);
  g_autofree char *date = an_time_format_date (when);
  g_autofree char *weekday_date = an_time_format_weekday_date (when);
  g_autofree char *clock = an_time_format_clock (when);
  g_autofree char *date_clock = an_time_format_date_clock (when);

  g_assert_cmpstr (date, ==, "08/11/2026");
  g_assert_cmpstr (weekday_date, ==, "Sunday, 08/11/2026");
  g_assert_cmpstr (clock, ==, "09:05");
  g_assert_cmpstr (date_clock, ==, "08/11/2026 09:05");
  g_assert_cmpstr (an_time_weekday_name (1), ==, "Monday");
  g_assert_cmpstr (an_time_weekday_name (6), ==, "Saturday");
}

static void
test_duration (void)
{
  const struct {
    gint64 seconds;
    const char *text;
  } cases[] = {
    { G_MININT64, "0 minutes" }, { -5, "0 minutes" },       { 0, "0 minutes" },
    { 1, "1 second" },           { 59, "59 seconds" },      { 60, "1 minute" },
    { 119, "1 minute" },         { 3600, "1 hour" },        { 5400, "1 hour 30 minutes" },
    { 7259, "2 hours" },         { 3 * 86400, "72 hours" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = an_time_format_duration (cases[i].seconds);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/from-rfc3339", test_from_rfc3339);
  g_test_add_func ("/time/to-rfc3339", test_to_rfc3339);
  g_test_add_func ("/time/people", test_people);
  g_test_add_func ("/time/duration", test_duration);
  return g_test_run ();
}
