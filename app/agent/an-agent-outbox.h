// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnAgentOutbox:
 *
 * Sees to it that a report which is on its way goes on when the window is closed, and after the
 * next login. Shows nothing and asks for nothing.
 */
typedef struct _AnAgentOutbox AnAgentOutbox;

AnAgentOutbox *an_agent_outbox_new (GDBusConnection *session) G_GNUC_WARN_UNUSED_RESULT;
void an_agent_outbox_free (AnAgentOutbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnAgentOutbox, an_agent_outbox_free)

G_END_DECLS
