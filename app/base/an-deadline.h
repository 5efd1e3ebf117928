// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnDeadline:
 *
 * A cancellable that cancels itself after some seconds, or when its parent is cancelled. For
 * blocking calls in a thread without a main loop, whose time-outs would never fire.
 */
typedef struct _AnDeadline AnDeadline;

AnDeadline *an_deadline_new (guint seconds, GCancellable *parent) G_GNUC_WARN_UNUSED_RESULT;
void an_deadline_free (AnDeadline *self);
GCancellable *an_deadline_get_cancellable (AnDeadline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnDeadline, an_deadline_free)

G_END_DECLS
