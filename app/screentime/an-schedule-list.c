// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* When use would be allowed, as plain intervals, for whoever cannot evaluate rules. */

#include "screentime/an-schedule-list.h"

#include "screentime/an-timeline.h"
#include "screentime/an-usage-private.h"

static void
add (GArray *intervals, gint64 from, gint64 until)
{
  AnOpenInterval next = { from, until };
  AnOpenInterval *last;

  if (from >= until)
    return;
  if (intervals->len > 0) {
    last = &g_array_index (intervals, AnOpenInterval, intervals->len - 1);
    if (last->until_usec >= from) {
      last->until_usec = MAX (last->until_usec, until);
      return;
    }
  }
  g_array_append_val (intervals, next);
}

/* Until when a grant is there to be used. */
static gint64
last_grant (const AnUsage *usage)
{
  gint64 until = G_MININT64;

  for (guint i = 0; i < usage->grants->len; i++) {
    const AnGrant *grant = &g_array_index (usage->grants, AnGrant, i);

    if (grant->remaining_usec > 0)
      until = MAX (until, grant->expires_usec);
  }
  return until;
}

/**
 * an_schedule_list_open:
 * @from_usec: µs since 1970
 * @until_usec: not included
 *
 * The instants that an_schedule_evaluate() allows when nothing is used on the way.
 *
 * Returns: (transfer full) (element-type AnOpenInterval): sorted, apart from one another
 */
GArray *
an_schedule_list_open (const AnPolicy *policy,
                       const AnUsage *usage,
                       gint64 from_usec,
                       gint64 until_usec,
                       GTimeZone *zone)
{
  GArray *intervals = g_array_new (FALSE, FALSE, sizeof (AnOpenInterval));
  gint64 granted = last_grant (usage);
  AnTimeline line;

  g_return_val_if_fail (policy != NULL && usage != NULL && zone != NULL, intervals);

  if (!an_policy_is_enabled (policy)) {
    add (intervals, from_usec, until_usec);
    return intervals;
  }
  if (an_usage_is_paused (usage))
    return intervals;
  for (an_timeline_init (&line, policy, usage, zone, from_usec, until_usec);
       line.begins < until_usec;
       an_timeline_next (&line)) {
    gint64 end = MIN (line.ends, until_usec);
    gboolean quota = MIN (line.day_left_usec, line.week_left_usec) > 0;

    if (!line.is_asleep && (line.is_uncounted || (line.is_in_window && quota)))
      add (intervals, line.begins, end);
    else
      add (intervals, line.begins, MIN (end, granted));
  }
  return intervals;
}
