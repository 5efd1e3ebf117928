// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AnGuardActivity:
 *
 * Whether somebody touches keyboard, mouse or gamepad. The input devices are open only while
 * watched; what arrives is thrown away unread, only that it arrived counts. No event wakes the
 * daemon: it looks when it is awake anyway.
 */
typedef struct _AnGuardActivity AnGuardActivity;

AnGuardActivity *an_guard_activity_new (const char *directory) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_activity_free (AnGuardActivity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardActivity, an_guard_activity_free)

void an_guard_activity_watch (AnGuardActivity *self, gboolean watch);
gboolean an_guard_activity_take (AnGuardActivity *self);

G_END_DECLS
