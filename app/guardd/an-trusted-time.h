// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the three clocks of the PC say at one moment, in µs. */
typedef struct {
  gint64 realtime;  /* CLOCK_REALTIME, since 1970: can be set */
  gint64 monotonic; /* CLOCK_MONOTONIC: stands still while the PC sleeps */
  gint64 boottime;  /* CLOCK_BOOTTIME: cannot be set */
} AnClockReading;

#define AN_CLOCK_TOLERANCE_USEC                                                                    \
  (G_GINT64_CONSTANT (90) * G_USEC_PER_SEC)     /* what passes as an adjustment */
#define AN_CLOCK_STEP_USEC (2 * G_USEC_PER_SEC) /* less is not a step at all */
#define AN_CLOCK_NEW_DAY_USEC                                                                      \
  (G_GINT64_CONSTANT (18) * 3600 * G_USEC_PER_SEC) /* between two days on trust alone */

/* What the guard remembers of time over a restart; all in µs since 1970. */
typedef struct {
  gint64 high_water;    /* the latest trusted time ever seen, 0: none */
  gint64 day_opened_at; /* trusted time at which the current day was first seen */
  gboolean trusted;     /* whether the wall clock was believed then */
} AnTrustedTimeState;

typedef enum {
  AN_CLOCK_STEADY,
  AN_CLOCK_ADJUSTED,    /* a small step, taken over */
  AN_CLOCK_ACCEPTED,    /* a large step, confirmed by NTP or a parent, or plausible */
  AN_CLOCK_SET_BACK,    /* a large step back, not believed */
  AN_CLOCK_SET_FORWARD, /* a large step forward, not believed */
} AnClockVerdict;

/**
 * AnTrustedTime:
 *
 * The wall-clock time that the rules go by: a time once seen, carried on by CLOCK_BOOTTIME. What
 * somebody sets the clock to counts only when NTP or a parent confirms it, so that setting it back
 * refunds nothing and setting it forward opens no second day. Reads no clock itself.
 */
typedef struct {
  gint64 anchor_real; /* trusted wall time at anchor_boot */
  gint64 anchor_boot;
  gint64 offset; /* realtime - boottime as last seen */
  gboolean trusted;
  AnTrustedTimeState state;
} AnTrustedTime;

AnClockVerdict an_trusted_time_start (AnTrustedTime *self,
                                      const AnTrustedTimeState *state,
                                      const AnClockReading *now,
                                      gboolean is_synchronized,
                                      GTimeZone *zone);
AnClockVerdict
an_trusted_time_check (AnTrustedTime *self, const AnClockReading *now, gboolean is_synchronized);
void an_trusted_time_confirm (AnTrustedTime *self, const AnClockReading *now);
gint64 an_trusted_time_at (const AnTrustedTime *self, gint64 boottime);
gboolean an_trusted_time_is_off (const AnTrustedTime *self, const AnClockReading *now);
void an_trusted_time_advance (AnTrustedTime *self, const AnClockReading *now, GTimeZone *zone);

G_END_DECLS
