// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Sums, averages and tables of what the guard has recorded; no I/O and no clock. */

#include "screentime/an-usage-report.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "screentime/an-instant.h"

/* Excel takes a file without it for one in an old code page, and breaks every Vietnamese word;
 * LibreOffice reads it either way. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define LINE_END "\r\n"

/* Public */

/**
 * an_usage_report_find:
 * @days: (element-type AnGuardDay)
 *
 * Returns: (transfer none) (nullable): the record of @day
 */
const AnGuardDay *
an_usage_report_find (GPtrArray *days, gint64 day)
{
  g_autofree char *date = an_day_format (day);

  for (guint i = 0; i < days->len; i++) {
    const AnGuardDay *record = g_ptr_array_index (days, i);

    if (g_str_equal (record->date, date))
      return record;
  }
  return NULL;
}

gint64
an_usage_report_get_limit (const AnGuardDay *day)
{
  return day->quota_seconds < 0 ? -1 : day->quota_seconds + day->bonus_seconds;
}

/**
 * an_usage_report_get_uncounted:
 *
 * Returns: seconds at the PC that no quota was charged for: lessons, and time that was given
 */
gint64
an_usage_report_get_uncounted (const AnGuardDay *day)
{
  gint64 seconds = -day->used_seconds;

  for (gsize hour = 0; hour < G_N_ELEMENTS (day->hours); hour++)
    seconds += day->hours[hour];
  return MAX (seconds, 0);
}

/**
 * an_usage_report_summarize:
 * @days: (element-type AnGuardDay): a day without a record counts as one without use
 * @summary: (out)
 */
void
an_usage_report_summarize (GPtrArray *days,
                           gint64 from,
                           gint64 to,
                           gint64 today,
                           AnUsageSummary *summary)
{
  *summary = (AnUsageSummary){ 0 };
  for (gint64 day = from; day <= MIN (to, today); day++) {
    const AnGuardDay *record = an_usage_report_find (days, day);
    gint64 limit = record != NULL ? an_usage_report_get_limit (record) : -1;

    summary->n_days++;
    if (record == NULL)
      continue;
    summary->used_seconds += record->used_seconds;
    if (limit >= 0 && record->used_seconds > limit)
      summary->n_over++;
  }
  if (summary->n_days > 0)
    summary->average_seconds = summary->used_seconds / summary->n_days;
}

/* Tables */

/* A cell that a spreadsheet would take for a formula is made text by an apostrophe. */
static void
add_cell (GString *line, const char *text)
{
  if (line->len > 0 && line->str[line->len - 1] != '\n')
    g_string_append_c (line, ',');
  g_string_append_c (line, '"');
  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    g_string_append_c (line, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (line, '"');
    g_string_append_c (line, *text);
  }
  g_string_append_c (line, '"');
}

/* Whole minutes, rounded down as everywhere; nothing for a negative number. */
static void
add_minutes (GString *line, gint64 seconds)
{
  if (seconds < 0)
    g_string_append_c (line, ',');
  else
    g_string_append_printf (line, ",%lu", (gulong) (seconds / 60));
}

/**
 * an_usage_report_days_to_csv:
 * @days: (element-type AnGuardDay)
 *
 * Returns: (transfer full): one line a day: minutes used, not counted, given, the limit (empty:
 * none), whether the clock was believed, minutes in each of the 24 hours
 */
char *
an_usage_report_days_to_csv (GPtrArray *days)
{
  GString *table = g_string_new (BYTE_ORDER_MARK);

  g_string_append_printf (table,
                          "\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"",
                          _ ("Date"),
                             _ ("Minutes used"),
                                _ ("Minutes not counted"),
                                   _ ("Minutes given"), _ ("Limit, minutes"), _ ("Clock sure"));
  for (int hour = 0; hour < 24; hour++)
    g_string_append_printf (table, ",\"%02d:00\"", hour);
  g_string_append (table, LINE_END);
  for (guint i = 0; i < days->len; i++) {
    const AnGuardDay *day = g_ptr_array_index (days, i);

    g_string_append (table, day->date);
    add_minutes (table, day->used_seconds);
    add_minutes (table, an_usage_report_get_uncounted (day));
    add_minutes (table, day->bonus_seconds);
    add_minutes (table, day->quota_seconds);
    g_string_append_printf (table, ",%s", day->verified ? _ ("yes") : _ ("no"));
    for (int hour = 0; hour < 24; hour++)
      add_minutes (table, day->hours[hour]);
    g_string_append (table, LINE_END);
  }
  return g_string_free (table, FALSE);
}

/**
 * an_usage_report_events_to_csv:
 * @events: (element-type AnGuardEvent)
 *
 * Returns: (transfer full): one line an event: when, what kind, in words
 */
char *
an_usage_report_events_to_csv (GPtrArray *events)
{
  GString *table = g_string_new (BYTE_ORDER_MARK);

  g_string_append_printf (table,
                          "\"%s\",\"%s\",\"%s\"" LINE_END,
                          _ ("When"), _ ("Kind"), C_ ("look back", "What happened"));
  for (guint i = 0; i < events->len; i++) {
    const AnGuardEvent *event = g_ptr_array_index (events, i);

    add_cell (table, event->at);
    add_cell (table, event->kind);
    add_cell (table, an_text_choose (event->text_vi, event->text_en));
    g_string_append (table, LINE_END);
  }
  return g_string_free (table, FALSE);
}
