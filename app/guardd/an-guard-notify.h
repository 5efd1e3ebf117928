// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Talks to systemd, sd_notify(3); nothing where it does not listen. */
void an_guard_notify (const char *state);
/* How often to say WATCHDOG=1, half of what sd_watchdog_enabled(3) asks for; 0: not at all. */
guint an_guard_notify_get_watchdog_seconds (void);

G_END_DECLS
