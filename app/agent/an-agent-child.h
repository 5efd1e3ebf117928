// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "agent/an-notifier.h"
#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

/**
 * AnAgentChild:
 *
 * What a child that has rules is told in its session, and how it asks for more. Does nothing for
 * a user without rules.
 */
typedef struct _AnAgentChild AnAgentChild;

AnAgentChild *an_agent_child_new (AnGuardClient *client,
                                  AnNotifier *notifier,
                                  GDBusConnection *session) G_GNUC_WARN_UNUSED_RESULT;
void an_agent_child_free (AnAgentChild *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnAgentChild, an_agent_child_free)

/* The steps of asking for more time. */
void an_agent_ask_offer (AnGuardClient *client, AnNotifier *notifier, GCancellable *cancellable);
void an_agent_ask_send (AnGuardClient *client,
                        AnNotifier *notifier,
                        int minutes,
                        GCancellable *cancellable);
void an_agent_ask_answered (AnNotifier *notifier, gboolean approved, int minutes);

/* The keys of what a child is shown. */
#define AN_AGENT_KEY_TIME "time"
#define AN_AGENT_KEY_BREAK "break"
#define AN_AGENT_KEY_PAUSED "paused"
#define AN_AGENT_KEY_ASK "ask"
#define AN_AGENT_ACTION_ASK "ask"

G_END_DECLS
