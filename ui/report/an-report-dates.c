// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Days and hours as people type them, and back. */

#include "ui/report/an-report-dates.h"

#include <stdio.h>

/**
 * an_report_read_date:
 * @text: day, month, year in this order, with whatever between them
 */
char *
an_report_read_date (const char *text)
{
  int day, month, year, length = 0;
  g_autofree char *plain = g_strdelimit (g_strstrip (g_strdup (text)), "-. ", '/');

  if (sscanf (plain, "%2d/%2d/%4d%n", &day, &month, &year, &length) != 3 || plain[length] != '\0' ||
      year < 1900 || day < 1 || month < 1 || month > 12 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/**
 * an_report_read_clock:
 * @text: such as “20:15”, “20h15”, “20 giờ 15”, “20h”
 */
char *
an_report_read_clock (const char *text)
{
  int hour = -1, minute = 0;

  if (sscanf (text, " %2d%*[^0-9]%2d", &hour, &minute) < 1 || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59)
    return NULL;
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

char *
an_report_show_date (const char *iso)
{
  int day, month, year;

  if (sscanf (iso, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return g_strdup (iso);
  return g_strdup_printf ("%02d/%02d/%04d", day, month, year);
}
