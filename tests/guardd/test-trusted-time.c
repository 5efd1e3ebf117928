// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* an-trusted-time.c: what somebody sets the clock to, and what becomes of it. */

#include "guardd/an-trusted-time.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define NOON (G_GINT64_CONSTANT (1795582800) * G_USEC_PER_SEC) /* 25/11/2026 12:00 in Viet Nam */

static GTimeZone *zone;

static AnClockReading
at (gint64 real, gint64 boot)
{
  return (AnClockReading){ .realtime = real, .monotonic = boot, .boottime = boot };
}

/* A guard that has run since @real. */
static AnTrustedTime
running (gint64 real)
{
  AnTrustedTimeState none = { 0 };
  AnClockReading now = at (real, HOUR);
  AnTrustedTime time;

  g_assert_cmpint (an_trusted_time_start (&time, &none, &now, FALSE, zone), ==, AN_CLOCK_STEADY);
  return time;
}

static void
test_steady (void)
{
  AnTrustedTime time = running (NOON);
  AnClockReading later = at (NOON + HOUR, 2 * HOUR);

  g_assert_cmpint (an_trusted_time_check (&time, &later, FALSE), ==, AN_CLOCK_STEADY);
  g_assert_cmpint (an_trusted_time_at (&time, later.boottime), ==, NOON + HOUR);
  g_assert_true (time.trusted);
}

static void
test_set_back (void)
{
  AnTrustedTime time = running (NOON);
  AnClockReading back = at (NOON - 2 * HOUR + MINUTE, HOUR + MINUTE);
  AnClockReading later = at (NOON - HOUR, 2 * HOUR);
  AnClockReading forth = at (NOON + HOUR, 2 * HOUR);

  g_assert_cmpint (an_trusted_time_check (&time, &back, FALSE), ==, AN_CLOCK_SET_BACK);
  g_assert_cmpint (an_trusted_time_at (&time, back.boottime), ==, NOON + MINUTE);
  g_assert_true (an_trusted_time_is_off (&time, &back));
  g_test_message ("said once");
  g_assert_cmpint (an_trusted_time_check (&time, &later, FALSE), ==, AN_CLOCK_STEADY);
  g_assert_false (time.trusted);
  g_test_message ("and set right again");
  g_assert_cmpint (an_trusted_time_check (&time, &forth, FALSE), ==, AN_CLOCK_STEADY);
  g_assert_true (time.trusted);
}

static void
test_set_forward (void)
{
  AnTrustedTime time = running (NOON);
  AnClockReading forward = at (NOON + 13 * HOUR, HOUR);

  g_assert_cmpint (an_trusted_time_check (&time, &forward, FALSE), ==, AN_CLOCK_SET_FORWARD);
  g_assert_cmpint (an_trusted_time_at (&time, forward.boottime), ==, NOON);
  g_test_message ("NTP vouches for it");
  g_assert_cmpint (an_trusted_time_check (&time, &forward, TRUE), ==, AN_CLOCK_ACCEPTED);
  g_assert_cmpint (an_trusted_time_at (&time, forward.boottime), ==, NOON + 13 * HOUR);
}

static void
test_parent_confirms (void)
{
  AnTrustedTime time = running (NOON);
  AnClockReading back = at (NOON - 3 * HOUR, HOUR);

  an_trusted_time_check (&time, &back, FALSE);
  an_trusted_time_confirm (&time, &back);
  g_assert_true (time.trusted);
  g_assert_cmpint (an_trusted_time_at (&time, back.boottime), ==, NOON - 3 * HOUR);
  g_assert_cmpint (time.state.high_water, ==, NOON - 3 * HOUR);
}

/* Ten thousand small steps back are not a large one. */
static void
test_creeping_back (void)
{
  AnTrustedTime time = running (NOON);
  gint64 boot = HOUR, real = NOON;

  for (int i = 0; i < 10000; i++) {
    AnClockReading now;

    boot += MINUTE;
    real += MINUTE - 10 * G_USEC_PER_SEC;
    now = at (real, boot);
    an_trusted_time_check (&time, &now, FALSE);
  }
  g_assert_cmpint (an_trusted_time_at (&time, boot), ==, NOON + 10000 * MINUTE);
}

static const struct {
  const char *label;
  gint64 high_water, opened, real;
  gboolean synchronized;
  AnClockVerdict verdict;
  gint64 trusted_as;
} restarts[] = {
  { "an hour later", NOON, NOON - 4 * HOUR, NOON + HOUR, FALSE, AN_CLOCK_STEADY, NOON + HOUR },
  { "two hours back", NOON, NOON - 4 * HOUR, NOON - 2 * HOUR, FALSE, AN_CLOCK_SET_BACK, NOON },
  { "four days back", NOON, NOON - 4 * HOUR, NOON - 96 * HOUR, FALSE, AN_CLOCK_SET_BACK, NOON },
  { "a minute back",
    NOON,
    NOON - 4 * HOUR,
    NOON - MINUTE,
    FALSE,
    AN_CLOCK_ADJUSTED,
    NOON - MINUTE },
  { "to the next day, 13 hours after this one began",
    NOON,
    NOON,
    NOON + 13 * HOUR,
    FALSE,
    AN_CLOCK_SET_FORWARD,
    NOON },
  { "to the next day, 20 hours after this one began",
    NOON,
    NOON - 4 * HOUR,
    NOON + 16 * HOUR,
    FALSE,
    AN_CLOCK_STEADY,
    NOON + 16 * HOUR },
  { "to the next day, NTP says so",
    NOON,
    NOON,
    NOON + 13 * HOUR,
    TRUE,
    AN_CLOCK_STEADY,
    NOON + 13 * HOUR },
  { "back, NTP says so",
    NOON,
    NOON - HOUR,
    NOON - 48 * HOUR,
    TRUE,
    AN_CLOCK_ACCEPTED,
    NOON - 48 * HOUR },
};

static void
test_restart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (restarts); i++) {
    AnTrustedTimeState state = { restarts[i].high_water, restarts[i].opened, TRUE };
    AnClockReading now = at (restarts[i].real, 20 * G_USEC_PER_SEC);
    AnTrustedTime time;

    g_test_message ("%s", restarts[i].label);
    g_assert_cmpint (an_trusted_time_start (&time, &state, &now, restarts[i].synchronized, zone),
                     ==,
                     restarts[i].verdict);
    g_assert_cmpint (an_trusted_time_at (&time, now.boottime), ==, restarts[i].trusted_as);
  }
}

static void
test_day_opens (void)
{
  AnTrustedTime time = running (NOON);
  AnClockReading later = at (NOON + 11 * HOUR, 12 * HOUR);
  AnClockReading tomorrow = at (NOON + 13 * HOUR, 14 * HOUR);

  an_trusted_time_advance (&time, &later, zone);
  g_assert_cmpint (time.state.day_opened_at, ==, NOON);
  an_trusted_time_advance (&time, &tomorrow, zone);
  g_assert_cmpint (time.state.day_opened_at, ==, NOON + 13 * HOUR);
  g_assert_cmpint (time.state.high_water, ==, NOON + 13 * HOUR);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  zone = g_time_zone_new_offset (7 * 3600);
  g_test_add_func ("/guardd/trusted-time/steady", test_steady);
  g_test_add_func ("/guardd/trusted-time/set-back", test_set_back);
  g_test_add_func ("/guardd/trusted-time/set-forward", test_set_forward);
  g_test_add_func ("/guardd/trusted-time/parent-confirms", test_parent_confirms);
  g_test_add_func ("/guardd/trusted-time/creeping-back", test_creeping_back);
  g_test_add_func ("/guardd/trusted-time/restart", test_restart);
  g_test_add_func ("/guardd/trusted-time/day-opens", test_day_opens);
  result = g_test_run ();
  g_time_zone_unref (zone);
  return result;
}
