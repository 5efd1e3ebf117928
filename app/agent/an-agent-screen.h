// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnAgentScreen:
 *
 * The full-screen countdown of the window's program: started where a window can be shown, and
 * followed by its name on the session bus.
 */
typedef struct _AnAgentScreen AnAgentScreen;

typedef void (*AnAgentScreenCallback) (gboolean there, gpointer user_data);

AnAgentScreen *an_agent_screen_new (GDBusConnection *session,
                                    AnAgentScreenCallback callback,
                                    gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void an_agent_screen_free (AnAgentScreen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnAgentScreen, an_agent_screen_free)

void an_agent_screen_show (AnAgentScreen *self);
gboolean an_agent_screen_is_there (AnAgentScreen *self);

G_END_DECLS
