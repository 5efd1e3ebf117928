// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A policy in words. What would hold at an instant is AnSchedule's to say. */

#include "screentime/an-policy-words.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-time.h"
#include "screentime/an-instant.h"
#include "screentime/an-policy-private.h"
#include "screentime/an-policy-words-private.h"

#define MIN_RANGE_DAYS 3 /* fewer are listed one by one */

/* Helpers */

static void
add_part (GString *text, const char *separator, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", part);
}

static char *
format_span (guint start, guint end)
{
  g_autofree char *start_text = an_time_of_day_format (start);
  g_autofree char *end_text = an_time_of_day_format (end);

  return g_strdup_printf ("%s–%s", start_text, end_text);
}

static char *
format_spans (const AnSpans *spans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->n_items; i++) {
    g_autofree char *span = format_span (spans->items[i].start, spans->items[i].end);

    add_part (text, ", ", span);
  }
  return g_string_free (text, FALSE);
}

static GDateTime *
to_date (gint64 day)
{
  return g_date_time_new_from_unix_utc (day * 86400);
}

/* Days of the week */

/* The name where another weekday stands before it: “Thứ Hai–Sáu”. */
static const char *
get_following_name (guint weekday)
{
  static const char
      *const
          names
              [] = {
                NC_ ("weekday after another", "Monday"),
                     NC_ ("weekday after another", "Tuesday"),
                          NC_ ("weekday after another", "Wednesday"),
                               NC_ ("weekday after another", "Thursday"),
                                    NC_ ("weekday after another", "Friday"),
                                         NC_ ("weekday after another", "Saturday"),
                                              NC_ ("weekday after another", "Sunday"),
                                         };

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday after another", names[weekday]);
}

static const char *
get_name (GString *text, guint weekday)
{
  return text->len == 0 ? an_time_weekday_name ((int) weekday + 1) : get_following_name (weekday);
}

/* “thứ Hai–Sáu”, “thứ Bảy, CN”, “mỗi ngày”; bit 0 of @days is Monday. */
static char *
format_weekdays (guint days)
{
  GString *text;

  if (days == (1u << AN_DAYS_PER_WEEK) - 1)
    return g_strdup (_ ("every day"));
  text = g_string_new (NULL);
  for (guint first = 0, last; first < AN_DAYS_PER_WEEK; first = last + 1) {
    last = first;
    if (!(days & 1u << first))
      continue;
    while (last + 1 < AN_DAYS_PER_WEEK && days & 1u << (last + 1))
      last++;
    if (last - first + 1 < MIN_RANGE_DAYS) {
      last = first;
      add_part (text, ", ", get_name (text, first));
    } else {
      add_part (text, ", ", get_name (text, first));
      g_string_append_printf (text, "–%s", get_following_name (last));
    }
  }
  return g_string_free (text, FALSE);
}

/* The days from @first on that have the same text as it. */
static guint
find_alike (char *const *texts, guint first)
{
  guint days = 0;

  for (guint i = first; i < AN_DAYS_PER_WEEK; i++)
    if (g_strcmp0 (texts[i], texts[first]) == 0)
      days |= 1u << i;
  return days;
}

/* (transfer full): “thứ Hai–Sáu 17:00–20:30; thứ Bảy, CN …”, one part a group, in @parts;
 * a day without text is left out. */
static GPtrArray *
group_days (char *const *texts)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  guint done = 0;

  for (guint i = 0; i < AN_DAYS_PER_WEEK; i++) {
    guint days = find_alike (texts, i);
    g_autofree char *names = NULL;

    if (texts[i] == NULL || done & 1u << i)
      continue;
    done |= days;
    names = format_weekdays (days);
    /* Translators: days and what holds on them: “Monday–Friday 17:00–20:30, at most 1 hour” */
    g_ptr_array_add (parts, g_strdup_printf (C_ ("days and rule", "%s %s"), names, texts[i]));
  }
  return parts;
}

static void
add_days (GPtrArray *lines, const AnPolicy *policy)
{
  char *texts[AN_DAYS_PER_WEEK];
  g_autoptr (GPtrArray) parts = NULL;

  for (guint i = 0; i < AN_DAYS_PER_WEEK; i++)
    texts[i] = an_policy_words_rule (an_policy_get_weekday_rule (policy, i));
  parts = group_days (texts);
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (lines, g_strdup (g_ptr_array_index (parts, i)));
  for (guint i = 0; i < AN_DAYS_PER_WEEK; i++)
    g_free (texts[i]);
}

static void
add_bedtimes (GPtrArray *lines, const AnPolicy *policy)
{
  char *texts[AN_DAYS_PER_WEEK] = { NULL };
  g_autoptr (GPtrArray) parts = NULL;
  guint start, end, n_set = 0;

  for (guint i = 0; i < AN_DAYS_PER_WEEK; i++)
    if (an_policy_get_bedtime (policy, i, &start, &end)) {
      texts[i] = format_span (start, end);
      n_set++;
    }
  parts = group_days (texts);
  if (n_set == AN_DAYS_PER_WEEK && parts->len == 1) {
    /* Translators: %s are hours such as “21:00–06:00” */
    g_ptr_array_add (lines, g_strdup_printf (C_ ("policy", "bedtime %s"), texts[0]));
  } else {
    for (guint i = 0; i < parts->len; i++)
      /* Translators: %s are days and hours: “Monday–Friday 21:00–06:00” */
      g_ptr_array_add (
          lines,
          g_strdup_printf (C_ ("policy", "bedtime: %s"), (char *) g_ptr_array_index (parts, i)));
  }
  for (guint i = 0; i < AN_DAYS_PER_WEEK; i++)
    g_free (texts[i]);
}

/* One day */

/* What of @rule is said, in the order hours, limit, study time. */
static char *
describe (const AnRule *rule, gboolean says_windows)
{
  GString *text = g_string_new (NULL);
  g_autofree char *windows = format_spans (&rule->windows);
  gboolean is_closed = says_windows && rule->has_windows && rule->windows.n_items == 0;

  if (is_closed)
    add_part (text, ", ", C_ ("policy", "no use"));
  else if (rule->has_windows)
    add_part (text, ", ", windows);
  else if (says_windows)
    add_part (text, ", ", C_ ("policy", "all day"));
  if (rule->quota_minutes != AN_POLICY_NO_QUOTA && !is_closed) {
    g_autofree char *quota = an_policy_words_minutes (rule->quota_minutes);
    /* Translators: %s is a duration */
    g_autofree char *part = g_strdup_printf (C_ ("policy", "at most %s"), quota);

    add_part (text, ", ", part);
  }
  if (rule->uncounted.n_items > 0) {
    g_autofree char *hours = format_spans (&rule->uncounted);
    /* Translators: %s are hours such as “07:00–11:00” */
    g_autofree char *part = g_strdup_printf (C_ ("policy", "study time %s not counted"), hours);

    add_part (text, ", ", part);
  }
  return g_string_free (text, FALSE);
}

/* The entry of `dates` that holds on @day, or %NULL. */
static const AnDateRule *
find_entry (const AnPolicy *policy, gint64 day)
{
  for (guint i = 0; i < an_policy_get_n_dates (policy); i++) {
    const AnDateRule *entry = an_policy_get_date_rule (policy, i);

    if (entry->from <= day && day <= entry->to)
      return entry;
  }
  return NULL;
}

/* The guard's part */

/* (transfer full): lines that begin as they would in the middle of a sentence */
static GPtrArray *
collect_week (const AnPolicy *policy)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  int weekly = an_policy_get_weekly_quota_minutes (policy);

  if (!an_policy_is_enabled (policy)) {
    g_ptr_array_add (lines, g_strdup (_ ("no limits: the rules are switched off")));
    return lines;
  }
  add_days (lines, policy);
  add_bedtimes (lines, policy);
  if (weekly != AN_POLICY_NO_QUOTA) {
    g_autofree char *quota = an_policy_words_minutes (weekly);

    /* Translators: %s is a duration */
    g_ptr_array_add (lines, g_strdup_printf (_ ("at most %s in the whole week"), quota));
  }
  return lines;
}

/* Public */

char *
an_policy_words_minutes (int minutes)
{
  return an_time_format_duration (60 * (gint64) minutes);
}

/**
 * an_policy_words_rule:
 * @rule: of a weekday, complete
 *
 * Returns: such as “17:00–20:30, at most 1 hour 30 minutes”
 */
char *
an_policy_words_rule (const AnRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);

  return describe (rule, TRUE);
}

/**
 * an_policy_words_dates:
 *
 * Returns: “28/11/2026” or “20/12/2026–03/01/2027”
 */
char *
an_policy_words_dates (gint64 from, gint64 to)
{
  g_autoptr (GDateTime) first = to_date (from);
  g_autoptr (GDateTime) last = to_date (to);
  g_autofree char *first_text = first != NULL ? an_time_format_date (first) : an_day_format (from);
  g_autofree char *last_text = last != NULL ? an_time_format_date (last) : an_day_format (to);

  if (from == to)
    return g_steal_pointer (&first_text);
  return g_strdup_printf ("%s–%s", first_text, last_text);
}

/**
 * an_policy_words_date_rule:
 *
 * Returns: what the entry itself says; what it leaves out stays as on other days
 */
char *
an_policy_words_date_rule (const AnDateRule *entry)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (entry != NULL, NULL);

  text = describe (&entry->rule, entry->rule.has_windows);
  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (_ ("as on other days"));
}

/**
 * an_policy_words_on_day:
 * @day: days since 1970
 *
 * Returns: what holds on this date, with its bedtime and the label of the holiday, such as
 *   “08:00–21:00, at most 3 hours, bedtime 21:00–06:00 (Tết)”
 */
char *
an_policy_words_on_day (const AnPolicy *policy, gint64 day)
{
  guint weekday = an_day_get_weekday (day), start, end;
  const AnRule *usual = an_policy_get_weekday_rule (policy, weekday);
  const AnDateRule *entry = find_entry (policy, day);
  AnRule rule = *usual;
  g_autofree char *hours = NULL;
  GString *text;

  if (!an_policy_is_enabled (policy))
    return g_strdup (_ ("no limits: the rules are switched off"));
  if (entry != NULL && entry->rule.has_windows) {
    rule.has_windows = TRUE;
    rule.windows = entry->rule.windows;
  }
  if (entry != NULL && entry->rule.has_uncounted)
    rule.uncounted = entry->rule.uncounted;
  if (entry != NULL && entry->rule.quota_minutes != AN_POLICY_NO_QUOTA)
    rule.quota_minutes = entry->rule.quota_minutes;
  hours = describe (&rule, TRUE);
  text = g_string_new (hours);
  if (an_policy_get_bedtime (policy, weekday, &start, &end)) {
    g_autofree char *span = format_span (start, end);
    g_autofree char *part = g_strdup_printf (C_ ("policy", "bedtime %s"), span);

    add_part (text, ", ", part);
  }
  if (entry != NULL && entry->label != NULL && *entry->label != '\0')
    g_string_append_printf (text, " (%s)", entry->label);
  return g_string_free (text, FALSE);
}

/**
 * an_policy_words_week:
 *
 * Returns: what holds in a week: the days, bedtime, the limit for the week
 */
GStrv
an_policy_words_week (const AnPolicy *policy)
{
  return an_policy_words_finish (collect_week (policy));
}

/**
 * an_policy_words_special:
 *
 * Returns: holidays and other dates with rules of their own, in the order in which they hold
 */
GStrv
an_policy_words_special (const AnPolicy *policy)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < an_policy_get_n_dates (policy); i++) {
    const AnDateRule *entry = an_policy_get_date_rule (policy, i);
    g_autofree char *dates = an_policy_words_dates (entry->from, entry->to);
    g_autofree char *rule = an_policy_words_date_rule (entry);

    g_ptr_array_add (lines,
                     entry->label != NULL && *entry->label != '\0'
                     /* Translators: name of a holiday, dates, what holds */
                     ? g_strdup_printf (C_ ("holiday", "%s (%s): %s"), entry->label, dates, rule)
                     /* Translators: dates, what holds */
                     : g_strdup_printf (C_ ("holiday", "%s: %s"), dates, rule));
  }
  return an_policy_words_finish (lines);
}

/**
 * an_policy_words_sentence:
 *
 * Returns: the week in one sentence: “Monday–Friday 17:00–20:30, at most 1 hour 30 minutes; …”
 */
char *
an_policy_words_sentence (const AnPolicy *policy)
{
  g_autoptr (GPtrArray) lines = collect_week (policy);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    add_part (text, "; ", g_ptr_array_index (lines, i));
  return an_text_capitalize (text->str);
}
