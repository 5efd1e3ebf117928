// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * One window a day, 15:00–17:00, asked about an instant inside it: An Nhi's evaluation, with a time
 * zone, and libmalcontent's mct_session_limits_check_time_remaining(), in UTC. The best of several
 * rounds each, taken in turns.
 */

#include <libmalcontent/session-limits.h>
#include <string.h>

#include "bench-clock.h"
#include "screentime/an-schedule.h"

#define ROUNDS 60
#define CALLS 30000
#define AT_USEC (G_GINT64_CONSTANT (1795852800) * G_USEC_PER_SEC) /* 2026-11-28 08:00 UTC */

static double
measure_ours (const AnPolicy *policy, const AnUsage *usage, GTimeZone *zone)
{
  gint64 begun = bench_clock ();
  AnScheduleAnswer answer;

  for (int i = 0; i < CALLS; i++)
    an_schedule_evaluate (policy, usage, AT_USEC + i, zone, &answer);
  g_assert_true (answer.allowed);
  return (double) (bench_clock () - begun) / CALLS;
}

static double
measure_theirs (MctSessionLimits *limits)
{
  gint64 begun = bench_clock ();
  guint64 remaining = 0;
  gboolean limited = FALSE, allowed = FALSE;

  /* 15:30 of its day, which is UTC's. */
  for (int i = 0; i < CALLS; i++)
    allowed = mct_session_limits_check_time_remaining (limits,
                                                       (guint64) (AT_USEC + i) +
                                                           (guint64) 450 * 60 * G_USEC_PER_SEC,
                                                       &remaining,
                                                       &limited);
  g_assert_true (allowed && limited);
  return (double) (bench_clock () - begun) / CALLS;
}

int
main (void)
{
  static const char text[] = "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"days\":{"
                             "\"sat\":{\"windows\":[[\"15:00\",\"17:00\"]]},"
                             "\"sun\":{\"windows\":[[\"15:00\",\"17:00\"]]}}}";
  static const char nothing[] = "{\"schema\":\"vn.annhi.usage/1\"}";
  g_auto (MctSessionLimitsBuilder) builder = MCT_SESSION_LIMITS_BUILDER_INIT ();
  g_autoptr (MctSessionLimits) limits = NULL;
  g_autoptr (GTimeZone) zone = an_instant_find_zone ("Asia/Ho_Chi_Minh");
  AnPolicy *policy = an_policy_parse (text, strlen (text), NULL);
  AnUsage *usage = an_usage_parse (nothing, strlen (nothing), NULL);
  double ours = G_MAXDOUBLE, theirs = G_MAXDOUBLE;

  mct_session_limits_builder_set_daily_schedule (&builder, 15 * 3600, 17 * 3600);
  limits = mct_session_limits_builder_end (&builder);
  for (int round = 0; round < ROUNDS; round++) {
    ours = MIN (ours, measure_ours (policy, usage, zone));
    theirs = MIN (theirs, measure_theirs (limits));
  }
  g_print ("evaluation: An Nhi %.0f ns, libmalcontent %.0f ns: %.2f of its time\n",
           ours,
           theirs,
           ours / theirs);
  an_policy_unref (policy);
  an_usage_unref (usage);
  return 0;
}
