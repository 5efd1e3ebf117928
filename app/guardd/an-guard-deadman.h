// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "guardd/an-guard-child.h"

G_BEGIN_DECLS

/**
 * AnGuardDeadman:
 *
 * The limit that PID 1 keeps without the guard: pam_annhi sets it when a session begins, and it is
 * lengthened here when time was given. It ends the session's scope only, so it is a net below the
 * guard, not the ending itself.
 */
typedef struct _AnGuardDeadman AnGuardDeadman;

AnGuardDeadman *an_guard_deadman_new (GDBusConnection *bus,
                                      const char *unit_directory) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_deadman_free (AnGuardDeadman *self);
void an_guard_deadman_lengthen (AnGuardDeadman *self, const AnGuardChild *child);

G_END_DECLS
