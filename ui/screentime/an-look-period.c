// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The days that are looked back on, their columns and their words. */

#include "ui/screentime/an-look-period.h"

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "screentime/an-instant.h"
#include "ui/screentime/an-rules-text.h"

#define HOURS 24

static GDateTime *
to_date (gint64 day)
{
  return g_date_time_new_from_unix_utc (day * 86400);
}

static char *
format_date (gint64 day)
{
  g_autoptr (GDateTime) date = to_date (day);

  return an_time_format_date (date);
}

/* The first day of the month, @months later. */
static gint64
get_month_start (gint64 day, int months)
{
  g_autoptr (GDateTime) date = to_date (day);
  g_autoptr (GDateTime) first =
      g_date_time_new_utc (g_date_time_get_year (date), g_date_time_get_month (date), 1, 0, 0, 0);
  g_autoptr (GDateTime) moved = g_date_time_add_months (first, months);

  return g_date_time_to_unix (moved) / 86400;
}

/* Columns */

static void
column_free (gpointer data)
{
  AnLookColumn *column = data;

  g_free (column->caption);
  g_free (column->text);
  g_free (column);
}

/* Takes @caption and @text. */
static void
add_column (GPtrArray *columns,
            gint64 seconds,
            gint64 limit_seconds,
            gboolean is_now,
            char *caption,
            char *text)
{
  AnLookColumn *column = g_new0 (AnLookColumn, 1);

  column->caption = caption;
  column->text = text;
  column->column = (AnUsageColumn){ .seconds = seconds,
                                    .limit_seconds = limit_seconds,
                                    .is_now = is_now,
                                    .caption = caption,
                                    .text = text };
  g_ptr_array_add (columns, column);
}

static void
add_hours (GPtrArray *columns, const AnGuardDay *record)
{
  for (int hour = 0; hour < HOURS; hour++) {
    gint64 seconds = record != NULL ? record->hours[hour] : 0;
    g_autofree char *duration = an_time_format_duration (seconds);

    add_column (
        columns,
        seconds,
        -1,
        FALSE,
        hour % 6 == 0 ? g_strdup_printf ("%02d", hour) : g_strdup (""),
        /* Translators: one hour of the day, how much was used in it:
         * “17:00–18:00: 45 minutes” */
        g_strdup_printf (C_ ("hour of a day", "%02d:00–%02d:00: %s"), hour, hour + 1, duration));
  }
}

/* Time that no limit was charged for; less than a minute is a matter of rounding. */
static void
add_uncounted (GString *text, const AnGuardDay *record)
{
  gint64 seconds = record != NULL ? an_usage_report_get_uncounted (record) : 0;
  g_autofree char *duration = an_time_format_duration (seconds);

  if (seconds >= 60)
    /* Translators: %s is a duration */
    g_string_append_printf (text, _ ("; %s of lessons or extra time, not counted"), duration);
}

/* (transfer full): “Monday, 23/11/2026: 1 hour 20 minutes; limit 1 hour 30 minutes” */
static char *
describe_day (gint64 day, const AnGuardDay *record)
{
  g_autoptr (GDateTime) date = to_date (day);
  g_autofree char *name = an_time_format_weekday_date (date);
  g_autofree char *used = an_time_format_duration (record != NULL ? record->used_seconds : 0);
  GString *text = g_string_new (NULL);

  /* Translators: a day, how much was used on it */
  g_string_append_printf (text, C_ ("day of a week", "%s: %s"), name, used);
  if (record == NULL)
    return g_string_free (text, FALSE);
  if (record->quota_seconds >= 0) {
    g_autofree char *limit = an_time_format_duration (record->quota_seconds);

    /* Translators: %s is a duration */
    g_string_append_printf (text, _ ("; limit %s"), limit);
  }
  if (record->bonus_seconds > 0) {
    g_autofree char *bonus = an_time_format_duration (record->bonus_seconds);

    /* Translators: %s is a duration */
    g_string_append_printf (text, _ (", %s more was given"), bonus);
  }
  add_uncounted (text, record);
  if (!record->verified)
    g_string_append (text, _ ("; the clock was not sure that day"));
  return g_string_free (text, FALSE);
}

/* 0 is Monday: “T2”. (transfer none) */
const char *
an_look_get_short_weekday (guint weekday)
{
  static const char *const short_names[] = {
    NC_ ("weekday below a chart", "Mon"), NC_ ("weekday below a chart", "Tue"),
    NC_ ("weekday below a chart", "Wed"), NC_ ("weekday below a chart", "Thu"),
    NC_ ("weekday below a chart", "Fri"), NC_ ("weekday below a chart", "Sat"),
    NC_ ("weekday below a chart", "Sun"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday below a chart", short_names[weekday]);
}

static char *
format_caption (AnLook look, gint64 day)
{
  g_autoptr (GDateTime) date = to_date (day);
  int number = g_date_time_get_day_of_month (date);

  if (look == AN_LOOK_WEEK)
    return g_strdup (an_look_get_short_weekday (an_day_get_weekday (day)));
  return number == 1 || number % 5 == 0 ? g_strdup_printf ("%d", number) : g_strdup ("");
}

/* Public */

gint64
an_look_get_today (GDateTime *now)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_utc (g_date_time_get_year (now),
                                                        g_date_time_get_month (now),
                                                        g_date_time_get_day_of_month (now),
                                                        0,
                                                        0,
                                                        0);

  return g_date_time_to_unix (midnight) / 86400;
}

/**
 * an_look_period_get_range:
 * @from: (out): the first day
 * @to: (out): the last day
 */
void
an_look_period_get_range (const AnLookPeriod *self, gint64 *from, gint64 *to)
{
  switch (self->look) {
  case AN_LOOK_WEEK:
    *from = self->day - an_day_get_weekday (self->day);
    *to = *from + 6;
    return;
  case AN_LOOK_MONTH:
    *from = get_month_start (self->day, 0);
    *to = get_month_start (self->day, 1) - 1;
    return;
  case AN_LOOK_DAY:
  default:
    *from = *to = self->day;
  }
}

/**
 * an_look_period_move:
 * @steps: how many days, weeks or months later; negative: earlier
 */
AnLookPeriod
an_look_period_move (const AnLookPeriod *self, int steps)
{
  AnLookPeriod moved = *self;

  if (self->look == AN_LOOK_MONTH)
    moved.day = get_month_start (self->day, steps);
  else
    moved.day += steps * (self->look == AN_LOOK_WEEK ? 7 : 1);
  return moved;
}

/**
 * an_look_period_format:
 *
 * Returns: (transfer full): “Saturday, 28/11/2026”, “23/11/2026–29/11/2026” or “Month 11/2026”
 */
char *
an_look_period_format (const AnLookPeriod *self)
{
  g_autoptr (GDateTime) date = to_date (self->day);
  g_autofree char *first = NULL, *last = NULL;
  gint64 from, to;

  if (self->look == AN_LOOK_DAY) {
    g_autofree char *weekday = an_rules_text_weekday (an_day_get_weekday (self->day));
    g_autofree char *number = format_date (self->day);

    return g_strdup_printf (C_ ("weekday and date", "%s, %s"), weekday, number);
  }
  if (self->look == AN_LOOK_MONTH)
    /* Translators: a month and its year, such as “Month 11/2026” */
    return g_strdup_printf (
        _ ("Month %d/%04d"), g_date_time_get_month (date), g_date_time_get_year (date));
  an_look_period_get_range (self, &from, &to);
  first = format_date (from);
  last = format_date (to);
  return g_strdup_printf ("%s–%s", first, last);
}

/* (transfer full): how it stands to the period before */
static char *
compare (AnLook look, const char *figure, const char *change, gint64 difference)
{
  switch (look) {
  case AN_LOOK_DAY:
    return difference == 0 ? g_strdup_printf (_ ("%s in all, as much as the day before"), figure)
                           : difference > 0
        ? g_strdup_printf (_ ("%s in all, %s more than the day before"), figure, change)
        : g_strdup_printf (_ ("%s in all, %s less than the day before"), figure, change);
  case AN_LOOK_WEEK:
    return difference == 0
        ? g_strdup_printf (_ ("%s a day on average, as much as the week before"), figure)
        : difference > 0
        ? g_strdup_printf (_ ("%s a day on average, %s more than the week before"), figure, change)
        : g_strdup_printf (_ ("%s a day on average, %s less than the week before"), figure, change);
  case AN_LOOK_MONTH:
  default:
    return difference == 0
        ? g_strdup_printf (_ ("%s a day on average, as much as the month before"), figure)
        : difference > 0
        ? g_strdup_printf (_ ("%s a day on average, %s more than the month before"), figure, change)
        : g_strdup_printf (
              _ ("%s a day on average, %s less than the month before"), figure, change);
  }
}

/**
 * an_look_period_compare:
 *
 * Returns: (transfer full): the average and how it stands to the period before, whole and in words
 */
char *
an_look_period_compare (const AnLookPeriod *self, GPtrArray *days, gint64 today)
{
  AnLookPeriod before = an_look_period_move (self, -1);
  AnUsageSummary now_summary, before_summary;
  g_autofree char *figure = NULL, *change = NULL, *compared = NULL;
  GString *text;
  gint64 from, to, difference;

  an_look_period_get_range (&before, &from, &to);
  an_usage_report_summarize (days, from, to, today, &before_summary);
  an_look_period_get_range (self, &from, &to);
  an_usage_report_summarize (days, from, to, today, &now_summary);
  difference = now_summary.average_seconds / 60 - before_summary.average_seconds / 60;
  if (now_summary.used_seconds == 0 && before_summary.used_seconds == 0)
    return g_strdup (_ ("The PC was not used, or nothing was recorded yet."));
  figure = an_time_format_duration (now_summary.average_seconds);
  change = an_time_format_duration (60 * ABS (difference));
  compared = compare (self->look, figure, change, difference);
  text = g_string_new (compared);
  if (self->look == AN_LOOK_DAY)
    add_uncounted (text, an_usage_report_find (days, from));
  return g_string_free (text, FALSE);
}

/**
 * an_look_period_create_columns:
 *
 * Returns: (transfer full) (element-type AnLookColumn): hours of a day, or days
 */
GPtrArray *
an_look_period_create_columns (const AnLookPeriod *self, GPtrArray *days, gint64 today)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  gint64 from, to;

  an_look_period_get_range (self, &from, &to);
  if (self->look == AN_LOOK_DAY) {
    add_hours (columns, an_usage_report_find (days, from));
    return columns;
  }
  for (gint64 day = from; day <= to; day++) {
    const AnGuardDay *record = an_usage_report_find (days, day);

    add_column (columns,
                record != NULL ? record->used_seconds : 0,
                record != NULL && day <= today ? an_usage_report_get_limit (record) : -1,
                day == today,
                format_caption (self->look, day),
                describe_day (day, record));
  }
  return columns;
}

/**
 * an_look_period_select:
 * @days: (element-type AnGuardDay)
 *
 * Returns: (transfer container) (element-type AnGuardDay): those of the period alone, which live as
 *   long as @days does
 */
GPtrArray *
an_look_period_select (const AnLookPeriod *self, GPtrArray *days)
{
  GPtrArray *selected = g_ptr_array_new ();
  gint64 from, to;

  an_look_period_get_range (self, &from, &to);
  for (gint64 day = from; day <= to; day++) {
    const AnGuardDay *record = an_usage_report_find (days, day);

    if (record != NULL)
      g_ptr_array_add (selected, (gpointer) record);
  }
  return selected;
}
