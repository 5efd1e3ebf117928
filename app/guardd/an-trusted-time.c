// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The time that the rules go by. Pure: every reading of a clock is an argument. */

#include "guardd/an-trusted-time.h"

/* Days since 1970 in @zone. */
static gint64
local_day (gint64 usec, GTimeZone *zone)
{
  gint64 seconds = usec / G_USEC_PER_SEC;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return (seconds + g_time_zone_get_offset (zone, interval)) / 86400;
}

static void
anchor (AnTrustedTime *self, gint64 real, gint64 boottime)
{
  self->anchor_real = real;
  self->anchor_boot = boottime;
}

/**
 * an_trusted_time_start:
 * @state: what was remembered; all zero on the first start ever
 * @now: the clocks
 * @is_synchronized: whether NTP vouches for the wall clock
 * @zone: the household's
 *
 * Begins anew after a boot or a restart of the guard. While the PC was off nobody saw the clock: a
 * later time is believed, but not a new day less than 18 hours after the last one began; an
 * earlier time is not.
 *
 * Returns: what was made of the wall clock
 */
AnClockVerdict
an_trusted_time_start (AnTrustedTime *self,
                       const AnTrustedTimeState *state,
                       const AnClockReading *now,
                       gboolean is_synchronized,
                       GTimeZone *zone)
{
  AnClockVerdict verdict = AN_CLOCK_STEADY;

  *self = (AnTrustedTime){ .state = *state, .trusted = TRUE };
  self->offset = now->realtime - now->boottime;
  anchor (self, now->realtime, now->boottime);
  if (state->high_water > 0 && !is_synchronized) {
    if (now->realtime < state->high_water - AN_CLOCK_TOLERANCE_USEC)
      verdict = AN_CLOCK_SET_BACK;
    else if (local_day (now->realtime, zone) > local_day (state->high_water, zone) &&
             now->realtime - state->day_opened_at < AN_CLOCK_NEW_DAY_USEC)
      verdict = AN_CLOCK_SET_FORWARD;
    else if (now->realtime < state->high_water)
      verdict = AN_CLOCK_ADJUSTED;
  } else if (state->high_water > 0 && now->realtime < state->high_water) {
    /* NTP says that the remembered time was in the future. */
    verdict = AN_CLOCK_ACCEPTED;
    self->state.high_water = now->realtime;
    self->state.day_opened_at = MIN (self->state.day_opened_at, now->realtime);
  }
  if (verdict == AN_CLOCK_SET_BACK || verdict == AN_CLOCK_SET_FORWARD) {
    self->trusted = FALSE;
    anchor (self, state->high_water, now->boottime);
  }
  an_trusted_time_advance (self, now, zone);
  return verdict;
}

/**
 * an_trusted_time_check:
 *
 * Looks whether the wall clock was set since the last call. A step of up to 90 seconds is taken
 * over as an adjustment; a larger one counts only if NTP vouches for it.
 *
 * Returns: what was found; a disbelieved step is answered once
 */
AnClockVerdict
an_trusted_time_check (AnTrustedTime *self, const AnClockReading *now, gboolean is_synchronized)
{
  gint64 offset = now->realtime - now->boottime;
  gint64 step = offset - self->offset;
  gint64 distance = now->realtime - an_trusted_time_at (self, now->boottime);

  self->offset = offset;
  if (ABS (distance) <= AN_CLOCK_STEP_USEC) {
    self->trusted = TRUE;
    return AN_CLOCK_STEADY;
  }
  if (is_synchronized) {
    an_trusted_time_confirm (self, now);
    return ABS (distance) <= AN_CLOCK_TOLERANCE_USEC ? AN_CLOCK_ADJUSTED : AN_CLOCK_ACCEPTED;
  }
  if (self->trusted && ABS (step) <= AN_CLOCK_TOLERANCE_USEC &&
      ABS (distance) <= AN_CLOCK_TOLERANCE_USEC) {
    /* Never backwards: many small steps would add up. */
    if (distance > 0)
      anchor (self, now->realtime, now->boottime);
    return AN_CLOCK_ADJUSTED;
  }
  self->trusted = FALSE;
  if (ABS (step) <= AN_CLOCK_STEP_USEC)
    return AN_CLOCK_STEADY;
  return step < 0 ? AN_CLOCK_SET_BACK : AN_CLOCK_SET_FORWARD;
}

/**
 * an_trusted_time_confirm:
 *
 * From now on the wall clock is right: NTP or a parent says so.
 */
void
an_trusted_time_confirm (AnTrustedTime *self, const AnClockReading *now)
{
  self->offset = now->realtime - now->boottime;
  self->trusted = TRUE;
  anchor (self, now->realtime, now->boottime);
  self->state.high_water = now->realtime;
  self->state.day_opened_at = MIN (self->state.day_opened_at, now->realtime);
}

/**
 * an_trusted_time_at:
 * @boottime: µs of CLOCK_BOOTTIME in this boot
 *
 * Returns: the trusted time then, in µs since 1970
 */
gint64
an_trusted_time_at (const AnTrustedTime *self, gint64 boottime)
{
  return self->anchor_real + (boottime - self->anchor_boot);
}

/**
 * an_trusted_time_is_off:
 *
 * Returns: whether the wall clock shows another time than the one the rules go by
 */
gboolean
an_trusted_time_is_off (const AnTrustedTime *self, const AnClockReading *now)
{
  return !self->trusted &&
         ABS (now->realtime - an_trusted_time_at (self, now->boottime)) > AN_CLOCK_STEP_USEC;
}

/**
 * an_trusted_time_advance:
 *
 * Brings what is to be remembered up to @now.
 */
void
an_trusted_time_advance (AnTrustedTime *self, const AnClockReading *now, GTimeZone *zone)
{
  gint64 time = an_trusted_time_at (self, now->boottime);

  if (self->state.high_water == 0 ||
      local_day (time, zone) != local_day (self->state.high_water, zone))
    self->state.day_opened_at = time;
  self->state.high_water = MAX (self->state.high_water, time);
  self->state.trusted = self->trusted;
}
