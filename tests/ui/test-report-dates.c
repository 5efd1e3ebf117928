// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/an-report-dates.h"

typedef struct {
  const char *text;
  const char *wanted; /* NULL: not a date, or not a time */
} Case;

static const Case dates[] = {
  { "12/08/2026", "2026-08-12" },
  { " 1/2/2026 ", "2026-02-01" },
  { "12-08-2026", "2026-08-12" },
  { "12.08.2026", "2026-08-12" },
  { "12 08 2026", "2026-08-12" },
  { "29/02/2028", "2028-02-29" },
  { "29/02/2026", NULL },
  { "31/04/2026", NULL },
  { "12/13/2026", NULL },
  { "0/1/2026", NULL },
  { "-1/1/2026", NULL },
  { "12/08/26", NULL },
  { "12/08/2026 20:15", NULL },
  { "2026-08-12", NULL },
  { "12", NULL },
  { "", NULL },
  { "hôm qua", NULL },
};

static const Case clocks[] = {
  { "20:15", "20:15" }, { "8:05", "08:05" }, { "20h15", "20:15" }, { "20 giờ 15", "20:15" },
  { "20h", "20:00" },   { "0:00", "00:00" }, { "24:00", NULL },    { "12:60", NULL },
  { "-1:00", NULL },    { "tối", NULL },     { "", NULL },
};

static void
test_dates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++) {
    g_autofree char *read = an_report_read_date (dates[i].text);

    g_test_message ("“%s”", dates[i].text);
    g_assert_cmpstr (read, ==, dates[i].wanted);
  }
}

static void
test_clocks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++) {
    g_autofree char *read = an_report_read_clock (clocks[i].text);

    g_test_message ("“%s”", clocks[i].text);
    g_assert_cmpstr (read, ==, clocks[i].wanted);
  }
}

static void
test_show (void)
{
  g_autofree char *date = an_report_show_date ("2026-08-12");
  g_autofree char *instant = an_report_show_date ("2026-08-12T20:15:00+07:00");
  g_autofree char *other = an_report_show_date ("?");

  g_assert_cmpstr (date, ==, "12/08/2026");
  g_assert_cmpstr (instant, ==, "12/08/2026");
  g_assert_cmpstr (other, ==, "?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-dates/dates", test_dates);
  g_test_add_func ("/report-dates/clocks", test_clocks);
  g_test_add_func ("/report-dates/show", test_show);
  return g_test_run ();
}
