// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What systemd wants to hear of a service. */

#include "guardd/an-guard-notify.h"

#include <systemd/sd-daemon.h>

void
an_guard_notify (const char *state)
{
  sd_notify (0, state);
}

guint
an_guard_notify_get_watchdog_seconds (void)
{
  guint64 usec = 0;

  if (sd_watchdog_enabled (0, &usec) <= 0)
    return 0;
  return (guint) MAX (usec / 2 / G_USEC_PER_SEC, 1);
}
