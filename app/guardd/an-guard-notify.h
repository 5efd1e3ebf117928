// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Talks to systemd, sd_notify(3); nothing where it does not listen. */
void an_guard_notify (const char *state);
/* How long systemd waits for a word before it starts the guard anew; 0: it does not. */
guint an_guard_notify_get_watchdog_seconds (void);

G_END_DECLS
