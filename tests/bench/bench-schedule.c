// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * How long one evaluation takes: nanoseconds of the processor each, the best of several rounds, for
 * policies from nothing at all to the largest there can be. Reading the documents is not part of
 * it.
 */

#include <string.h>

#include "bench-clock.h"
#include "screentime/an-schedule.h"

#define ROUNDS 20
#define ROUND_NSEC 30000000

typedef struct {
  const char *label;
  AnPolicy *policy; /* (owned) */
  AnUsage *usage;   /* (owned) */
  const char *zone;
  const char *at;
} Bench;

static const char family[] =
    "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"weekly_quota_minutes\":900,\"days\":{"
    "\"mon\":{\"windows\":[[\"17:00\",\"20:30\"]],\"quota_minutes\":90},"
    "\"tue\":{\"windows\":[[\"17:00\",\"20:30\"]],\"quota_minutes\":90},"
    "\"wed\":{\"windows\":[[\"17:00\",\"20:30\"]],\"quota_minutes\":90},"
    "\"thu\":{\"windows\":[[\"17:00\",\"20:30\"]],\"quota_minutes\":90},"
    "\"fri\":{\"windows\":[[\"17:00\",\"20:30\"]],\"quota_minutes\":90},"
    "\"sat\":{\"windows\":[[\"08:00\",\"11:00\"],[\"14:00\",\"21:00\"]],\"quota_minutes\":180},"
    "\"sun\":{\"windows\":[[\"08:00\",\"11:00\"],[\"14:00\",\"21:00\"]],\"quota_minutes\":180}},"
    "\"bedtime\":{\"mon\":[\"21:00\",\"06:00\"],\"sat\":[\"22:00\",\"06:00\"]}}";
static const char open_always[] = "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true}";
static const char never[] =
    "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"weekly_quota_minutes\":0}";
static const char nothing[] = "{\"schema\":\"vn.annhi.usage/1\"}";

/* 24 windows and 24 uncounted spans each day, 400 date entries that do not fit. @quota_minutes 0
 * and nothing uncounted make it search all 8 days; 1440 makes it go on for a week. */
static char *
make_largest (gboolean is_open)
{
  GString *text = g_string_new ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"days\":{");

  for (guint day = 0; an_weekday_ids[day] != NULL; day++) {
    g_string_append_printf (text,
                            "%s\"%s\":{\"quota_minutes\":%d,",
                            day ? "," : "",
                            an_weekday_ids[day],
                            is_open ? 1440 : 0);
    for (int list = 0; list < (is_open ? 2 : 1); list++) {
      g_string_append (text, list ? ",\"uncounted\":[" : "\"windows\":[");
      for (int hour = 0; hour < 24; hour++)
        g_string_append_printf (text,
                                "%s[\"%02d:%s\",\"%02d:%s\"]",
                                hour ? "," : "",
                                hour,
                                list ? "29" : "00",
                                list ? hour + 1 : hour,
                                list ? "00" : "30");
      g_string_append_c (text, ']');
    }
    g_string_append_c (text, '}');
  }
  g_string_append (text, "},\"dates\":[");
  for (int i = 0; i < AN_POLICY_MAX_DATES; i++)
    g_string_append_printf (text,
                            "%s{\"from\":\"2027-01-01\",\"to\":\"2027-01-01\",\"windows\":[]}",
                            i ? "," : "");
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static double
measure (const Bench *bench, AnScheduleAnswer *answer)
{
  g_autoptr (GTimeZone) zone = an_instant_find_zone (bench->zone);
  double best = G_MAXDOUBLE;
  gint64 instant;

  g_assert_true (an_instant_parse (bench->at, &instant));
  for (int round = 0; round < ROUNDS; round++) {
    gint64 begun = bench_clock (), spent;
    guint n = 0;

    do {
      for (int i = 0; i < 100; i++)
        an_schedule_evaluate (bench->policy, bench->usage, instant, zone, answer);
      n += 100;
      spent = bench_clock () - begun;
    } while (spent < ROUND_NSEC);
    best = MIN (best, (double) spent / n);
  }
  return best;
}

static AnPolicy *
policy (const char *text)
{
  g_autoptr (GError) error = NULL;
  AnPolicy *self = an_policy_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return self;
}

static AnUsage *
usage (const char *text)
{
  g_autoptr (GError) error = NULL;
  AnUsage *self = an_usage_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return self;
}

int
main (void)
{
  g_autofree char *largest_open = make_largest (TRUE), *largest_shut = make_largest (FALSE);
  Bench benches[] = {
    { "family, within",
      policy (family),
      usage (nothing),
      "Asia/Ho_Chi_Minh",
      "2026-11-28T15:00:00+07:00" },
    { "family, refused",
      policy (family),
      usage (nothing),
      "Asia/Ho_Chi_Minh",
      "2026-11-28T12:00:00+07:00" },
    { "no rule, a week ahead",
      policy (open_always),
      usage (nothing),
      "Asia/Ho_Chi_Minh",
      "2026-11-28T12:00:00+07:00" },
    { "never, 8 days searched",
      policy (never),
      usage (nothing),
      "Asia/Ho_Chi_Minh",
      "2026-11-28T12:00:00+07:00" },
    { "largest, a week ahead",
      policy (largest_open),
      usage (nothing),
      "Asia/Ho_Chi_Minh",
      "2026-11-28T12:01:00+07:00" },
    { "largest, 8 days searched",
      policy (largest_shut),
      usage (nothing),
      "Asia/Ho_Chi_Minh",
      "2026-11-28T12:01:00+07:00" },
    { "largest, 8 days, New York, clock change",
      policy (largest_shut),
      usage (nothing),
      "America/New_York",
      "2026-10-28T12:01:00-04:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (benches); i++) {
    AnScheduleAnswer answer;
    double best = measure (&benches[i], &answer);

    g_print ("schedule: %-42s %8.0f ns  (%s, %d s)\n",
             benches[i].label,
             best,
             an_reason_ids[answer.reason],
             (int) answer.remaining_seconds);
    an_policy_unref (benches[i].policy);
    an_usage_unref (benches[i].usage);
  }
  return 0;
}
