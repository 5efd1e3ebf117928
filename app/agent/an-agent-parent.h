// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "agent/an-notifier.h"
#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

/**
 * AnAgentParent:
 *
 * What a parent is told in their own session: children who ask for more time, with buttons to
 * answer, and events of the guard that a parent should know of. The guard tells them to nobody
 * else, so this does nothing for other users.
 */
typedef struct _AnAgentParent AnAgentParent;

AnAgentParent *an_agent_parent_new (AnGuardClient *client,
                                    AnNotifier *notifier) G_GNUC_WARN_UNUSED_RESULT;
void an_agent_parent_free (AnAgentParent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnAgentParent, an_agent_parent_free)

G_END_DECLS
