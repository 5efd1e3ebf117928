// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * From instants to what the wall clock says there, in stretches. Rules speak of wall-clock
 * readings only, so a change of the zone's offset is just one more boundary: a reading that
 * comes twice is judged twice alike, one that never comes is never judged.
 */

#include "screentime/an-timeline.h"

#include "screentime/an-instant.h"
#include "screentime/an-policy-private.h"

#define NO_DAY G_MININT64

/* Helpers */

static int
find_interval (AnTimeline *self, gint64 second)
{
  return g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, second);
}

/* The offset at @instant and the instant at which another begins, up to the horizon. Intervals of
 * a zone are numbered in their order, so the first other one can be found by halving. */
static void
find_offset (AnTimeline *self, gint64 instant)
{
  gint64 low = an_floor_div (instant, AN_USEC_PER_SECOND);
  gint64 high = an_floor_div (self->horizon_usec, AN_USEC_PER_SECOND) + 1;
  int interval = find_interval (self, low);

  self->offset_usec = g_time_zone_get_offset (self->zone, interval) * AN_USEC_PER_SECOND;
  self->offset_ends = G_MAXINT64;
  if (low >= high || find_interval (self, high) == interval)
    return;
  while (high - low > 1) {
    gint64 middle = low + (high - low) / 2;

    if (find_interval (self, middle) == interval)
      low = middle;
    else
      high = middle;
  }
  self->offset_ends = high * AN_USEC_PER_SECOND;
}

static gint64
quota_left (int quota_minutes, gint64 used_usec, gint64 bonus_usec)
{
  if (quota_minutes == AN_POLICY_NO_QUOTA)
    return AN_LEFT_UNLIMITED;
  return quota_minutes * AN_USEC_PER_MINUTE + bonus_usec - used_usec;
}

/* The rule of the day: the first entry of `dates`, filled up from the weekday. */
static void
enter_day (AnTimeline *self, gint64 day)
{
  const AnPolicy *policy = self->policy;
  guint weekday = an_day_get_weekday (day);
  const AnRule *rule = &policy->days[weekday];
  int quota_minutes = rule->quota_minutes;
  gint64 used, bonus;

  self->day = day;
  self->week = an_day_get_week (day);
  self->windows = &rule->windows;
  self->uncounted = &rule->uncounted;
  self->asleep = &policy->asleep[weekday];
  for (guint i = 0; i < policy->n_dates; i++) {
    const AnDateRule *entry = &policy->dates[i];

    if (day < entry->from || day > entry->to)
      continue;
    if (entry->rule.has_windows)
      self->windows = &entry->rule.windows;
    if (entry->rule.has_uncounted)
      self->uncounted = &entry->rule.uncounted;
    if (entry->rule.quota_minutes != AN_POLICY_NO_QUOTA)
      quota_minutes = entry->rule.quota_minutes;
    break;
  }
  self->day_left_usec = quota_left (quota_minutes,
                                    an_usage_get_used_usec (self->usage, day),
                                    an_usage_get_bonus_usec (self->usage, day));
  an_usage_sum_week (self->usage, self->week, &used, &bonus);
  self->week_left_usec = quota_left (policy->weekly_quota_minutes, used, bonus);
}

static void
enter (AnTimeline *self, gint64 instant)
{
  gint64 local, day;
  guint minute, until = AN_MINUTES_PER_DAY;

  if (instant >= self->offset_ends)
    find_offset (self, instant);
  local = instant + self->offset_usec;
  day = an_floor_div (local, AN_USEC_PER_DAY);
  if (day != self->day)
    enter_day (self, day);
  minute = (guint) ((local - day * AN_USEC_PER_DAY) / AN_USEC_PER_MINUTE);
  self->is_asleep = an_spans_contain (self->asleep, minute, &until);
  self->is_in_window = an_spans_contain (self->windows, minute, &until);
  self->is_uncounted = an_spans_contain (self->uncounted, minute, &until);
  self->begins = instant;
  self->ends = MIN (day * AN_USEC_PER_DAY + until * AN_USEC_PER_MINUTE - self->offset_usec,
                    self->offset_ends);
}

/* Public */

/* Stands on the stretch in which @instant_usec lies. */
void
an_timeline_init (AnTimeline *self,
                  const AnPolicy *policy,
                  const AnUsage *usage,
                  GTimeZone *zone,
                  gint64 instant_usec,
                  gint64 horizon_usec)
{
  *self = (AnTimeline){
    .policy = policy,
    .usage = usage,
    .zone = zone,
    .horizon_usec = horizon_usec,
    .offset_ends = G_MININT64,
    .day = NO_DAY,
  };
  enter (self, instant_usec);
}

void
an_timeline_next (AnTimeline *self)
{
  enter (self, self->ends);
}
