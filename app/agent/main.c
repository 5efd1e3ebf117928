// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * annhi-agent: started once in each session, tells what the guard says.
 *
 * --autostart, which desktops run at login, hands over to the systemd unit of the user and ends;
 * where no systemd keeps the user's units it stays itself. A name on the session bus sees to it
 * that there is one agent a session either way.
 */

#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>

#include "agent/an-agent-child.h"
#include "agent/an-agent-outbox.h"
#include "agent/an-agent-parent.h"
#include "base/an-i18n.h"

#define AGENT_NAME "vn.annhi.Agent1"
#define AGENT_UNIT "annhi-agent.service"
#define SYSTEMD_NAME "org.freedesktop.systemd1"
#define START_TIMEOUT_MS 10000
#define EXIT_ANOTHER_RUNS 3 /* systemd does not start it again then */

static const char autostart_help[] = N_ ("Started by the desktop: hand over to systemd");
static const char version_help[] = N_ ("Print the version");

typedef struct {
  GMainLoop *loop;       /* (owned) */
  AnGuardClient *client; /* (owned) (nullable) */
  AnNotifier *notifier;  /* (owned) (nullable) */
  AnAgentChild *child;   /* (owned) (nullable) */
  AnAgentParent *parent; /* (owned) (nullable) */
  AnAgentOutbox *outbox; /* (owned) (nullable) */
  int code;
} Program;

static gboolean
on_stop (gpointer data)
{
  g_main_loop_quit (((Program *) data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
on_name_acquired (GDBusConnection *session, const char *name, gpointer data)
{
  Program *self = data;

  if (self->client != NULL)
    return;
  self->client = an_guard_client_new ();
  self->notifier = an_notifier_new (session);
  self->child = an_agent_child_new (self->client, self->notifier, session);
  self->parent = an_agent_parent_new (self->client, self->notifier);
  self->outbox = an_agent_outbox_new (session);
  an_guard_client_start (self->client);
}

/* There is an agent already, or the session is over. */
static void
on_name_lost (GDBusConnection *session, const char *name, gpointer data)
{
  Program *self = data;

  if (self->client == NULL && session != NULL)
    self->code = EXIT_ANOTHER_RUNS;
  on_stop (self);
}

/* Whether systemd keeps this user's units and has started ours. */
static gboolean
hand_over (GDBusConnection *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (session,
                                   SYSTEMD_NAME,
                                   "/org/freedesktop/systemd1",
                                   SYSTEMD_NAME ".Manager",
                                   "StartUnit",
                                   g_variant_new ("(ss)", AGENT_UNIT, "replace"),
                                   G_VARIANT_TYPE ("(o)"),
                                   G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                   START_TIMEOUT_MS,
                                   NULL,
                                   &error);

  if (answer == NULL)
    g_debug ("systemd does not start %s: %s", AGENT_UNIT, error->message);
  return answer != NULL;
}

static void
run (Program *self, GDBusConnection *session)
{
  guint owner;

  g_signal_connect_swapped (session, "closed", G_CALLBACK (on_stop), self);
  g_dbus_connection_set_exit_on_close (session, FALSE);
  owner = g_bus_own_name_on_connection (session,
                                        AGENT_NAME,
                                        G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                        on_name_acquired,
                                        on_name_lost,
                                        self,
                                        NULL);
  g_main_loop_run (self->loop);
  g_bus_unown_name (owner);
  g_clear_pointer (&self->child, an_agent_child_free);
  g_clear_pointer (&self->parent, an_agent_parent_free);
  g_clear_pointer (&self->outbox, an_agent_outbox_free);
  g_clear_object (&self->notifier);
  g_clear_object (&self->client);
}

int
main (int argc, char **argv)
{
  gboolean autostart = FALSE, show_version = FALSE;
  GOptionEntry entries[] = {
    { "autostart", 0, 0, G_OPTION_ARG_NONE, &autostart, autostart_help, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, version_help, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = NULL;
  Program self = { 0 };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ANNHI_LOCALE_DIR") ?: AN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr ("annhi-agent: %s\n", error->message);
    return 2;
  }
  if (show_version) {
    g_print ("annhi-agent %s\n", AN_VERSION);
    return EXIT_SUCCESS;
  }
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (session == NULL) {
    g_printerr ("annhi-agent: %s\n", error->message);
    return EXIT_FAILURE;
  }
  if (autostart && hand_over (session))
    return EXIT_SUCCESS;
  self.loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, on_stop, &self);
  g_unix_signal_add (SIGINT, on_stop, &self);
  run (&self, session);
  g_main_loop_unref (self.loop);
  return self.code;
}
