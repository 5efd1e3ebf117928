// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Rules and answers in words that a parent reads once. */

#include "ui/screentime/an-rules-text.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-time.h"

/* Helpers */

static char *
format_span (const AnSpan *span)
{
  g_autofree char *start = an_time_of_day_format (span->start);
  g_autofree char *end = an_time_of_day_format (span->end);

  return g_strdup_printf ("%s–%s", start, end);
}

static char *
format_spans (const AnSpanDraft *spans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->n_items; i++) {
    g_autofree char *span = format_span (&spans->items[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", span);
  }
  return g_string_free (text, FALSE);
}

static void
add_part (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* “it is bedtime”; “” for a reason that allows. (transfer none) */
const char *
an_rules_text_reason (AnReason reason)
{
  switch (reason) {
  case AN_REASON_BEDTIME:
    return _ ("it is bedtime");
  case AN_REASON_OUTSIDE_WINDOW:
    return _ ("it is outside the allowed hours");
  case AN_REASON_DAY_QUOTA:
    return _ ("the day's time is used up");
  case AN_REASON_WEEK_QUOTA:
    return _ ("the week's time is used up");
  case AN_REASON_PAUSED:
    return _ ("a parent has paused the PC");
  case AN_REASON_NOT_MANAGED:
  case AN_REASON_UNCOUNTED:
  case AN_REASON_WITHIN:
  case AN_REASON_GRANT:
  default:
    return "";
  }
}

static GDateTime *
to_local (gint64 usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (an_floor_div (usec, AN_USEC_PER_SECOND));

  return g_date_time_to_timezone (utc, zone);
}

/* “19:30”, or “06:00 thứ Bảy, 28/11/2026” on another day than @seen. */
static char *
format_moment (gint64 usec, GDateTime *seen, GTimeZone *zone)
{
  g_autoptr (GDateTime) when = to_local (usec, zone);
  g_autofree char *clock = an_time_format_clock (when);
  g_autofree char *date = an_time_format_weekday_date (when);
  g_autofree char *seen_date = an_time_format_weekday_date (seen);

  if (g_str_equal (date, seen_date))
    return g_steal_pointer (&clock);
  /* Translators: a time and its day, such as “06:00 on Saturday, 28/11/2026” */
  return g_strdup_printf (C_ ("time and day", "%s on %s"), clock, date);
}

static char *
describe_allowed (const AnScheduleAnswer *answer, GDateTime *seen, GTimeZone *zone)
{
  g_autofree char *left = NULL, *until = NULL;

  if (answer->reason == AN_REASON_NOT_MANAGED)
    return g_strdup (_ ("allowed, because the rules are switched off"));
  if (answer->remaining_seconds < 0)
    return g_strdup (_ ("allowed, without limit"));
  left = an_time_format_duration (answer->remaining_seconds);
  until = format_moment (answer->ends_usec, seen, zone);
  return answer->reason == AN_REASON_UNCOUNTED
      /* Translators: duration, time, reason: “allowed, study time that does not count,
       * 45 minutes left – until 20:45, then it is bedtime” */
      ? g_strdup_printf (_ ("allowed, study time that is not counted, %s left – "
                                   "until %s, then %s"),
                            left,
                            until,
                            an_rules_text_reason (answer->ends_because))
      /* Translators: duration, time, reason: “allowed, 45 minutes left – until 20:45, then
       * the day's time is used up” */
      : g_strdup_printf (_ ("allowed, %s left – until %s, then %s"),
                            left,
                            until,
                            an_rules_text_reason (answer->ends_because));
}

static char *
describe_refused (const AnScheduleAnswer *answer, GDateTime *seen, GTimeZone *zone)
{
  g_autofree char *again = NULL;

  if (answer->next_allowed_usec == AN_INSTANT_NONE)
    /* Translators: “not allowed, because the week's time is used up” */
    return g_strdup_printf (_ ("not allowed, because %s; not again within 8 days"),
                               an_rules_text_reason (answer->reason));
  again = format_moment (answer->next_allowed_usec, seen, zone);
  /* Translators: reason, time: “not allowed, because it is bedtime; again from 06:00” */
  return g_strdup_printf (
      _ ("not allowed, because %s; again from %s"), an_rules_text_reason (answer->reason), again);
}

/* Public */

char *
an_rules_text_weekday (guint weekday)
{
  return an_text_capitalize (an_time_weekday_name ((int) weekday + 1));
}

char *
an_rules_text_minutes (int minutes)
{
  return an_time_format_duration (60 * (gint64) minutes);
}

/**
 * an_rules_text_day:
 *
 * Returns: (transfer full): such as “17:00–20:30 · at most 1 hour 30 minutes · bedtime 21:00–06:00”
 */
char *
an_rules_text_day (AnRulesDraft *draft, guint weekday)
{
  const AnDayDraft *day = an_rules_draft_get_day (draft, weekday);
  GString *text = g_string_new (NULL);
  g_autofree char *windows = format_spans (&day->windows);
  g_autofree char *uncounted = format_spans (&day->uncounted);
  g_autofree char *quota = an_rules_text_minutes (day->quota_minutes);
  g_autofree char *bedtime = format_span (&day->bedtime);
  /* Translators: %s is a duration */
  g_autofree char *quota_text = g_strdup_printf (C_ ("policy", "at most %s"), quota);
  /* Translators: %s are hours such as “07:00–11:00” */
  g_autofree char *uncounted_text = g_strdup_printf (_ ("study time %s"), uncounted);
  /* Translators: %s are hours such as “21:00–06:00” */
  g_autofree char *bedtime_text = g_strdup_printf (_ ("bedtime %s"), bedtime);

  if (day->open == AN_OPEN_NEVER)
    add_part (text, _ ("No use"));
  else
    add_part (text, day->open == AN_OPEN_ALL_DAY ? _ ("All day") : windows);
  if (day->has_quota && day->open != AN_OPEN_NEVER)
    add_part (text, quota_text);
  if (day->uncounted.n_items > 0)
    add_part (text, uncounted_text);
  if (day->has_bedtime)
    add_part (text, bedtime_text);
  return g_string_free (text, FALSE);
}

/* One line a run of days that are alike: “Thứ Hai–Thứ Sáu: 17:00–20:30 · …”. */
char *
an_rules_text_week (AnRulesDraft *draft)
{
  GString *text = g_string_new (NULL);

  for (guint first = 0, last; first < AN_DRAFT_DAYS; first = last + 1) {
    g_autofree char *day = an_rules_text_day (draft, first);
    g_autofree char *name = an_rules_text_weekday (first);
    g_autofree char *last_name = NULL;

    for (last = first; last + 1 < AN_DRAFT_DAYS; last++) {
      g_autofree char *next = an_rules_text_day (draft, last + 1);

      if (!g_str_equal (next, day))
        break;
    }
    last_name = an_rules_text_weekday (last);
    g_string_append (text, text->len > 0 ? "\n" : "");
    if (last == first)
      g_string_append_printf (text, "%s: %s", name, day);
    else
      g_string_append_printf (text, "%s – %s: %s", name, last_name, day);
  }
  return g_string_free (text, FALSE);
}

/**
 * an_rules_text_answer:
 * @instant_usec: the instant of @answer
 *
 * Returns: (transfer full): such as “Saturday, 28/11/2026 at 20:00: allowed, 45 minutes left – …”
 */
char *
an_rules_text_answer (const AnScheduleAnswer *answer, gint64 instant_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) when = to_local (instant_usec, zone);
  g_autofree char *date = an_time_format_weekday_date (when);
  g_autofree char *clock = an_time_format_clock (when);
  g_autofree char *what = answer->allowed ? describe_allowed (answer, when, zone)
                                          : describe_refused (answer, when, zone);
  g_autofree char *text =
      /* Translators: day, time, what would hold: “Saturday, 28/11/2026 at 20:00: allowed, …” */
      g_strdup_printf (_ ("%s at %s: %s"), date, clock, what);

  return an_text_capitalize (text);
}

/**
 * an_rules_text_find_pointer:
 * @message: of the parser, with the place that is wrong: “… /days/mon/windows/0: …”
 *
 * Returns: (transfer full): the place, or ""
 */
char *
an_rules_text_find_pointer (const char *message)
{
  g_auto (GStrv) words = g_strsplit_set (message, " :", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (words[i][0] == '/' && words[i][1] != '\0')
      return g_strdup (words[i]);
  return g_strdup ("");
}
