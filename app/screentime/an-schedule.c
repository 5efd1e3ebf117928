// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The evaluation: what holds at an instant, how long, and when again. Pure: no I/O, no clock, the
 * zone is an argument. It walks from boundary to boundary, never second by second.
 */

#include "screentime/an-schedule.h"

#include "screentime/an-timeline.h"
#include "screentime/an-usage-private.h"

#define UNLIMITED_USEC (AN_SCHEDULE_UNLIMITED_SECONDS * AN_USEC_PER_SECOND)
#define SEARCH_USEC (AN_SCHEDULE_SEARCH_DAYS * AN_USEC_PER_DAY)
#define MAX_DAYS 24 /* a week meets 8 dates, a few more where a zone turns its calendar back */

const char *const an_reason_ids[] = {
  "not-managed", "uncounted",      "within",    "grant",      "paused",
  "bedtime",     "outside-window", "day-quota", "week-quota", NULL,
};

/* What is used on the way, beside what AnUsage knows. */
typedef struct {
  guint n_days;
  struct {
    gint64 day, week, usec;
  } days[MAX_DAYS];
  AnGrant *grants; /* (owned) (nullable) a copy to spend from, the first to expire first */
  guint n_grants;
} Spending;

/* Helpers */

static gint64
left_after (const AnTimeline *line, const Spending *spending)
{
  gint64 day_left = line->day_left_usec, week_left = line->week_left_usec;

  for (guint i = 0; i < spending->n_days; i++) {
    if (spending->days[i].day == line->day && day_left != AN_LEFT_UNLIMITED)
      day_left -= spending->days[i].usec;
    if (spending->days[i].week == line->week && week_left != AN_LEFT_UNLIMITED)
      week_left -= spending->days[i].usec;
  }
  return MIN (day_left, week_left);
}

static gboolean
day_is_used_up (const AnTimeline *line, const Spending *spending)
{
  gint64 day_left = line->day_left_usec;

  for (guint i = 0; i < spending->n_days && day_left != AN_LEFT_UNLIMITED; i++)
    if (spending->days[i].day == line->day)
      day_left -= spending->days[i].usec;
  return day_left <= 0;
}

static void
spend (Spending *spending, const AnTimeline *line, gint64 usec)
{
  guint i = 0;

  while (i < spending->n_days && spending->days[i].day != line->day)
    i++;
  if (i == spending->n_days) {
    g_return_if_fail (i < MAX_DAYS);
    spending->days[i].day = line->day;
    spending->days[i].week = line->week;
    spending->days[i].usec = 0;
    spending->n_days++;
  }
  spending->days[i].usec += usec;
}

/* (transfer none) (nullable): the grant to spend from at @instant. Earlier ones are done with. */
static AnGrant *
find_grant (Spending *spending, gint64 instant)
{
  while (spending->n_grants > 0 &&
         (spending->grants->remaining_usec <= 0 || spending->grants->expires_usec <= instant)) {
    spending->grants++;
    spending->n_grants--;
  }
  return spending->n_grants > 0 ? spending->grants : NULL;
}

/* The reason at @instant, in the stretch of @line; how long it holds at most, if nothing else
 * ends it, goes to @lasts_usec. */
static AnReason
judge (const AnTimeline *line, Spending *spending, gint64 instant, gint64 *lasts_usec)
{
  gboolean is_open = line->is_in_window && !line->is_asleep;
  gint64 left;
  AnGrant *grant;

  *lasts_usec = line->ends - instant;
  if (line->is_uncounted && !line->is_asleep)
    return AN_REASON_UNCOUNTED;
  if (is_open && (left = left_after (line, spending)) > 0) {
    *lasts_usec = MIN (*lasts_usec, left);
    return AN_REASON_WITHIN;
  }
  grant = find_grant (spending, instant);
  if (grant != NULL) {
    *lasts_usec = MIN (*lasts_usec, MIN (grant->remaining_usec, grant->expires_usec - instant));
    return AN_REASON_GRANT;
  }
  if (line->is_asleep)
    return AN_REASON_BEDTIME;
  if (!line->is_in_window)
    return AN_REASON_OUTSIDE_WINDOW;
  return day_is_used_up (line, spending) ? AN_REASON_DAY_QUOTA : AN_REASON_WEEK_QUOTA;
}

/* Uses on and on from the instant at which @line stands, until refused or for a week. */
static void
find_end (AnTimeline *line, Spending *spending, AnScheduleAnswer *answer)
{
  gint64 first = line->begins, now = first, lasts;

  while (now - first < UNLIMITED_USEC) {
    AnReason reason = judge (line, spending, now, &lasts);

    if (!an_reason_is_allowed (reason)) {
      answer->remaining_seconds = (now - first) / AN_USEC_PER_SECOND;
      answer->ends_usec = now;
      answer->ends_because = reason;
      return;
    }
    if (reason == AN_REASON_WITHIN)
      spend (spending, line, lasts);
    else if (reason == AN_REASON_GRANT)
      spending->grants->remaining_usec -= lasts;
    now += lasts;
    if (now == line->ends)
      an_timeline_next (line);
  }
  answer->remaining_seconds = -1;
}

/* The first later stretch that is open with nothing used in between; no grant begins later. */
static void
find_next (AnTimeline *line, AnScheduleAnswer *answer)
{
  Spending nothing = { 0 };
  gint64 first = line->begins, lasts;

  for (an_timeline_next (line); line->begins - first <= SEARCH_USEC; an_timeline_next (line)) {
    if (an_reason_is_allowed (judge (line, &nothing, line->begins, &lasts))) {
      answer->next_allowed_usec = line->begins;
      return;
    }
  }
}

/* Public */

gboolean
an_reason_is_allowed (AnReason reason)
{
  return reason <= AN_REASON_GRANT;
}

/**
 * an_schedule_evaluate:
 * @policy: the child's rules
 * @usage: what was used and given up to the instant
 * @instant_usec: microseconds since 1970, in the years 1 to 9999
 * @zone: whose wall clock the rules mean
 * @answer: (out): what holds
 *
 * Allowed is, in this order: everything when the policy is off; nothing while paused; what lies in
 * an uncounted span and in no bedtime; what lies in a window, in no bedtime and within the
 * quotas; what a grant pays for.
 */
void
an_schedule_evaluate (const AnPolicy *policy,
                      const AnUsage *usage,
                      gint64 instant_usec,
                      GTimeZone *zone,
                      AnScheduleAnswer *answer)
{
  g_autofree AnGrant *grants = NULL;
  Spending spending = { 0 };
  AnTimeline line;
  gint64 lasts;

  g_return_if_fail (policy != NULL && usage != NULL && zone != NULL && answer != NULL);

  *answer =
      (AnScheduleAnswer){ .ends_usec = AN_INSTANT_NONE, .next_allowed_usec = AN_INSTANT_NONE };
  if (!an_policy_is_enabled (policy)) {
    answer->allowed = TRUE;
    answer->reason = AN_REASON_NOT_MANAGED;
    answer->remaining_seconds = -1;
    return;
  }
  if (an_usage_is_paused (usage)) {
    answer->reason = answer->ends_because = AN_REASON_PAUSED;
    answer->ends_usec = instant_usec;
    return;
  }
  if (usage->grants->len > 0)
    grants = g_memdup2 (usage->grants->data, usage->grants->len * sizeof (AnGrant));
  spending.grants = grants;
  spending.n_grants = usage->grants->len;

  an_timeline_init (&line, policy, usage, zone, instant_usec, instant_usec + SEARCH_USEC);
  answer->reason = judge (&line, &spending, instant_usec, &lasts);
  answer->allowed = an_reason_is_allowed (answer->reason);
  find_end (&line, &spending, answer);
  if (!answer->allowed)
    find_next (&line, answer);
}

static void
add_instant (JsonBuilder *builder, const char *name, gint64 instant, GTimeZone *zone)
{
  g_autofree char *text = NULL;

  json_builder_set_member_name (builder, name);
  if (instant == AN_INSTANT_NONE) {
    json_builder_add_null_value (builder);
    return;
  }
  text = an_instant_format (instant, zone);
  json_builder_add_string_value (builder, text);
}

/**
 * an_schedule_answer_to_json:
 * @zone: in which the times are written
 *
 * Returns: (transfer full): `{allowed, reason, remaining_seconds, ends_at, ends_because,
 *   next_allowed_at}`, `null` where something does not apply
 */
JsonNode *
an_schedule_answer_to_json (const AnScheduleAnswer *self, GTimeZone *zone)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "allowed");
  json_builder_add_boolean_value (builder, self->allowed);
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, an_reason_ids[self->reason]);
  json_builder_set_member_name (builder, "remaining_seconds");
  json_builder_add_int_value (builder, self->remaining_seconds);
  add_instant (builder, "ends_at", self->ends_usec, zone);
  json_builder_set_member_name (builder, "ends_because");
  if (self->ends_usec != AN_INSTANT_NONE)
    json_builder_add_string_value (builder, an_reason_ids[self->ends_because]);
  else
    json_builder_add_null_value (builder);
  add_instant (builder, "next_allowed_at", self->next_allowed_usec, zone);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
