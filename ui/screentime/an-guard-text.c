// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard's figures in words that a parent, or a child, reads once. */

#include "ui/screentime/an-guard-text.h"

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "screentime/an-instant.h"
#include "screentime/an-schedule.h"
#include "ui/screentime/an-rules-text.h"

/* Helpers */

static const char *
find_reason (const char *id)
{
  for (AnReason reason = AN_REASON_NOT_MANAGED; reason <= AN_REASON_WEEK_QUOTA; reason++)
    if (g_str_equal (an_reason_ids[reason], id))
      return an_rules_text_reason (reason);
  return "";
}

/* Whole minutes, upwards: what is left is never told as nothing. */
static char *
format_minutes (gint64 seconds)
{
  return an_time_format_duration ((MAX (seconds, 0) + 59) / 60 * 60);
}

/* Public */

/**
 * an_guard_text_moment:
 * @instant: RFC 3339, with the household's offset
 *
 * Returns: “19:30”, on another day than today “06:00 thứ Bảy, 28/11/2026”
 */
char *
an_guard_text_moment (const char *instant)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (instant, NULL);
  g_autoptr (GDateTime) utc = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *clock = NULL, *date = NULL, *today = NULL;

  if (when == NULL)
    return g_strdup ("");
  now = g_date_time_to_timezone (utc, g_date_time_get_timezone (when));
  clock = an_time_format_clock (when);
  date = an_time_format_weekday_date (when);
  today = an_time_format_weekday_date (now);
  if (g_str_equal (date, today))
    return g_steal_pointer (&clock);
  return g_strdup_printf (C_ ("time and day", "%s on %s"), clock, date);
}

char *
an_guard_text_left (const AnGuardStatus *status)
{
  if (status->paused)
    return g_strdup (_ ("paused"));
  if (!status->allowed)
    return g_strdup (_ ("time is over"));
  if (status->remaining_seconds < 0)
    return g_strdup (_ ("no limit"));
  return format_minutes (status->remaining_seconds);
}

/* How much of the day's time is left, for a ring. */
double
an_guard_text_fraction (const AnGuardStatus *status)
{
  gint64 all = status->quota_today_seconds + status->bonus_today_seconds;

  if (!status->allowed || status->remaining_seconds == 0)
    return 0;
  if (status->remaining_seconds < 0)
    return 1;
  if (status->quota_today_seconds < 0 || all <= 0)
    all = status->used_today_seconds + status->remaining_seconds;
  return CLAMP ((double) status->remaining_seconds / (double) all, 0, 1);
}

/* “đang dùng từ 18:20” */
char *
an_guard_text_state (const AnGuardStatus *status)
{
  g_autofree char *since = an_guard_text_moment (status->since);

  switch (status->state) {
  case AN_GUARD_USING:
    /* Translators: %s is a time: “using the PC since 18:20” */
    return g_strdup_printf (_ ("using the PC since %s"), since);
  case AN_GUARD_AWAY:
    return g_strdup_printf (_ ("away from the PC since %s"), since);
  case AN_GUARD_LOCKED:
    return g_strdup_printf (_ ("screen locked since %s"), since);
  case AN_GUARD_ABSENT:
  case AN_GUARD_STATE_UNKNOWN:
  default:
    return g_strdup (_ ("not logged in"));
  }
}

static char *
describe_refused (const AnGuardStatus *status, gboolean to_child)
{
  g_autofree char *again = an_guard_text_moment (status->next_allowed_at);
  const char *reason = find_reason (status->reason);

  if (status->paused)
    return g_strdup (to_child ? _ ("Your parents have paused the PC. Ask them when it goes on.")
                              : _ ("paused until you let it go on"));
  if (*again == '\0')
    return to_child
        /* Translators: %s is a reason: “Now it is bedtime.” */
        ? g_strdup_printf (_ ("Now %s. If you need the PC, ask your parents below."), reason)
        /* Translators: %s is a reason: “not allowed now: it is bedtime” */
        : g_strdup_printf (_ ("not allowed now: %s"), reason);
  return to_child
      /* Translators: reason, time: “Now it is bedtime. You can use the PC again from 06:00.” */
      ? g_strdup_printf (_ ("Now %s. You can use the PC again from %s."), reason, again)
      /* Translators: reason, time: “not allowed now: it is bedtime; again from 06:00” */
      : g_strdup_printf (_ ("not allowed now: %s; again from %s"), reason, again);
}

/**
 * an_guard_text_until:
 * @to_child: whether the child reads it
 *
 * Returns: until when and why, such as “hết lúc 19:30, sau đó hết lượt trong ngày”
 */
char *
an_guard_text_until (const AnGuardStatus *status, gboolean to_child)
{
  g_autofree char *until = an_guard_text_moment (status->ends_at);

  if (!status->allowed)
    return describe_refused (status, to_child);
  if (status->remaining_seconds < 0 || *until == '\0')
    return g_strdup (_ ("nothing ends the time in the coming days"));
  if (status->state != AN_GUARD_USING && !to_child)
    /* Translators: time, reason: “if used from now on until 19:30, then it is bedtime” */
    return g_strdup_printf (
        _ ("if used from now on, until %s; then %s"), until, find_reason (status->ends_because));
  return to_child
      ? g_strdup_printf (
            _ ("You can use the PC until %s; then %s."), until, find_reason (status->ends_because))
      : g_strdup_printf (_ ("until %s, then %s"), until, find_reason (status->ends_because));
}

/* “45 phút trong 1 giờ 30 phút” */
char *
an_guard_text_used (const AnGuardStatus *status)
{
  g_autofree char *used = an_time_format_duration (status->used_today_seconds / 60 * 60);
  g_autofree char *quota = NULL;

  if (status->quota_today_seconds < 0)
    return g_steal_pointer (&used);
  quota = an_time_format_duration (status->quota_today_seconds);
  /* Translators: two durations: “45 minutes of 1 hour 30 minutes” */
  return g_strdup_printf (_ ("%s of %s"), used, quota);
}

/* “xin 30 phút lúc 18:20 · đồng ý 15 phút” */
char *
an_guard_text_request (const AnGuardRequest *request)
{
  g_autofree char *minutes = an_rules_text_minutes (request->minutes);
  g_autofree char *granted = an_rules_text_minutes (request->granted_minutes);
  g_autofree char *when = an_guard_text_moment (request->asked_at);

  switch (request->state) {
  case AN_GUARD_REQUEST_APPROVED:
    /* Translators: duration, time, duration */
    return g_strdup_printf (_ ("%s asked for at %s – %s given"), minutes, when, granted);
  case AN_GUARD_REQUEST_DECLINED:
    /* Translators: duration, time */
    return g_strdup_printf (_ ("%s asked for at %s – not this time"), minutes, when);
  case AN_GUARD_REQUEST_EXPIRED:
    return g_strdup_printf (_ ("%s asked for at %s – not answered that day"), minutes, when);
  case AN_GUARD_REQUEST_OPEN:
  case AN_GUARD_REQUEST_UNKNOWN:
  default:
    return g_strdup_printf (_ ("%s asked for at %s"), minutes, when);
  }
}

static void
fill (AnSpanDraft *draft, const AnSpans *spans)
{
  draft->n_items = spans->n_items;
  for (guint i = 0; i < spans->n_items; i++)
    draft->items[i] = spans->items[i];
}

static void
apply_rule (AnDayDraft *day, const AnRule *rule)
{
  if (rule->has_windows) {
    day->open = rule->windows.n_items == 0 ? AN_OPEN_NEVER : AN_OPEN_WINDOWS;
    fill (&day->windows, &rule->windows);
  }
  if (rule->has_uncounted)
    fill (&day->uncounted, &rule->uncounted);
  if (rule->quota_minutes != AN_POLICY_NO_QUOTA) {
    day->has_quota = TRUE;
    day->quota_minutes = rule->quota_minutes;
  }
}

/**
 * an_guard_text_plan:
 * @weekday: (out): of @date
 *
 * Returns: (transfer full): rules whose @weekday holds what holds on @date
 */
AnRulesDraft *
an_guard_text_plan (const AnPolicy *policy, GDateTime *date, guint *weekday)
{
  AnRulesDraft *draft = an_rules_draft_new ("", "", 0, policy);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
  AnDayDraft day;
  gint64 number;

  *weekday = (guint) g_date_time_get_day_of_week (date) - 1;
  day = *an_rules_draft_get_day (draft, *weekday);
  if (!an_day_parse (text, &number))
    return draft;
  for (guint i = 0; i < an_policy_get_n_dates (policy); i++) {
    const AnDateRule *entry = an_policy_get_date_rule (policy, i);

    if (entry->from > number || entry->to < number)
      continue;
    apply_rule (&day, &entry->rule);
    an_rules_draft_set_day (draft, *weekday, &day);
    break;
  }
  return draft;
}
