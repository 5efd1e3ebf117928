// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The full-screen countdown, seen from the agent. It closes itself when the guard puts off the end,
 * so there is nothing to take back here. */

#include "agent/an-agent-screen.h"

#include "agent/an-starter.h"

#define COUNTDOWN_NAME "vn.annhi.AnNhi.Countdown"
#define COUNTDOWN_UNIT "annhi-countdown.service"

struct _AnAgentScreen {
  GDBusConnection *session;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
  AnAgentScreenCallback callback;
  gpointer user_data;
  guint watch_id;
  gboolean there;
};

static void
set_there (AnAgentScreen *self, gboolean there)
{
  if (self->there == there)
    return;
  self->there = there;
  self->callback (there, self->user_data);
}

static void
on_appeared (GDBusConnection *session, const char *name, const char *owner, gpointer user_data)
{
  set_there (user_data, TRUE);
}

static void
on_vanished (GDBusConnection *session, const char *name, gpointer user_data)
{
  set_there (user_data, FALSE);
}

AnAgentScreen *
an_agent_screen_new (GDBusConnection *session, AnAgentScreenCallback callback, gpointer user_data)
{
  AnAgentScreen *self = g_new0 (AnAgentScreen, 1);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->callback = callback;
  self->user_data = user_data;
  self->watch_id = g_bus_watch_name_on_connection (session,
                                                   COUNTDOWN_NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   on_appeared,
                                                   on_vanished,
                                                   self,
                                                   NULL);
  return self;
}

void
an_agent_screen_free (AnAgentScreen *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_bus_unwatch_name (self->watch_id);
  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_free (self);
}

/* Where the session has no screen nothing happens, and the notification stays. */
void
an_agent_screen_show (AnAgentScreen *self)
{
  static const char *const words[] = { "annhi", "--countdown", NULL };

  if (g_getenv ("WAYLAND_DISPLAY") == NULL && g_getenv ("DISPLAY") == NULL)
    return;
  an_starter_run (self->session, COUNTDOWN_UNIT, words, self->cancellable);
}

gboolean
an_agent_screen_is_there (AnAgentScreen *self)
{
  return self->there;
}
