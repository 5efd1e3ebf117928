// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "guardd/an-trusted-time.h"

G_BEGIN_DECLS

/**
 * AnGuardClock:
 *
 * The PC's clocks, a watch on somebody setting them, and whether NTP vouches for the time
 * (org.freedesktop.timedate1(5)). Costs nothing while the clock is left alone.
 *
 * Signal: changed () – the clock was set, the PC woke up, or NTP's answer is another one
 */
#define AN_TYPE_GUARD_CLOCK (an_guard_clock_get_type ())
G_DECLARE_FINAL_TYPE (AnGuardClock, an_guard_clock, AN, GUARD_CLOCK, GObject)

AnGuardClock *an_guard_clock_new (GDBusConnection *bus) G_GNUC_WARN_UNUSED_RESULT;
/* What was last heard; asks again in the background. */
gboolean an_guard_clock_is_synchronized (AnGuardClock *self);

void an_guard_clock_read (AnClockReading *now);
char *an_guard_clock_find_local_timezone (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
