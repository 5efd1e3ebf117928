// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnGuardWatchers:
 *
 * Who is told what happens. A signal to everybody would tell each user of the PC, brothers and
 * sisters included, when a child uses it; so signals go to those alone who have called and may
 * read what they are about: parents, and the child itself.
 */
typedef struct _AnGuardWatchers AnGuardWatchers;

AnGuardWatchers *an_guard_watchers_new (GDBusConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_watchers_free (AnGuardWatchers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardWatchers, an_guard_watchers_free)

void an_guard_watchers_add (AnGuardWatchers *self, const char *name, guint32 uid);
void an_guard_watchers_emit (AnGuardWatchers *self,
                             guint32 about_uid,
                             const char *signal,
                             GVariant *parameters);

G_END_DECLS
