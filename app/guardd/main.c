// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhi-guardd: options, signals, the name on the bus, the watchdog. */

#include <glib-unix.h>
#include <locale.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/an-i18n.h"
#include "guardd/an-guard-bus.h"
#include "guardd/an-guard-notify.h"

typedef struct {
  GMainLoop *loop;
  AnGuardPlaces *places; /* (owned) */
  AnGuardDaemon *daemon; /* (owned) (nullable) */
  AnGuardBus *bus;       /* (owned) (nullable) */
  gboolean failed;
} Program;

static gboolean
on_stop (gpointer data)
{
  Program *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_watchdog (gpointer data)
{
  an_guard_notify ("WATCHDOG=1");
  return G_SOURCE_CONTINUE;
}

static void
on_name_acquired (GDBusConnection *connection, const char *name, gpointer data)
{
  an_guard_notify ("READY=1");
}

/* No bus, or another guard has the name. systemd starts us again. */
static void
on_name_lost (GDBusConnection *connection, const char *name, gpointer data)
{
  Program *self = data;

  g_warning ("lost the name %s on the bus", name);
  self->failed = TRUE;
  g_main_loop_quit (self->loop);
}

static gboolean
start (Program *self, GDBusConnection *connection, GError **error)
{
  self->daemon = an_guard_daemon_new (connection, self->places, error);
  if (self->daemon == NULL)
    return FALSE;
  self->bus = an_guard_bus_new (connection, self->daemon, error);
  if (self->bus == NULL)
    return FALSE;
  an_guard_daemon_start (self->daemon);
  return TRUE;
}

static int
run (Program *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, &error);
  guint owner, watchdog = an_guard_notify_get_watchdog_seconds ();

  if (connection != NULL) {
    /* A restart of the bus ends us; systemd starts us again with a new one. */
    g_dbus_connection_set_exit_on_close (connection, TRUE);
    start (self, connection, &error);
  }
  if (error != NULL) {
    g_printerr ("annhi-guardd: %s\n", error->message);
    return EXIT_FAILURE;
  }
  owner = g_bus_own_name_on_connection (connection,
                                        AN_GUARD_BUS_NAME,
                                        G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                        on_name_acquired,
                                        on_name_lost,
                                        self,
                                        NULL);
  if (watchdog > 0)
    g_timeout_add_seconds (watchdog, on_watchdog, NULL);
  g_main_loop_run (self->loop);
  an_guard_notify ("STOPPING=1");
  an_guard_daemon_stop (self->daemon);
  g_bus_unown_name (owner);
  return self->failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static void
fill_places (AnGuardPlaces *places)
{
  places->state_directory = places->state_directory ?: g_strdup ("/var/lib/annhi");
  places->run_directory = places->run_directory ?: g_strdup ("/run/annhi");
  places->input_directory = places->input_directory ?: g_strdup ("/dev/input");
  places->unit_directory = places->unit_directory ?: g_strdup ("/run/systemd/system");
}

/* The options of the command line; FALSE: @code is the answer. */
static gboolean
parse_options (Program *self, int *argc, char ***argv, int *code)
{
  gboolean show_version = FALSE;
  AnGuardPlaces *places = self->places;
  GOptionEntry entries[] = {
    { "state-directory",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &places->state_directory,
      N_ ("Where rules and use are kept (/var/lib/annhi)"), "DIR" },
      { "run-directory",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        &places->run_directory,
        N_ ("Where the PAM module looks (/run/annhi)"), "DIR" },
        { "input-directory",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &places->input_directory,
          N_ ("Where the input devices are (/dev/input)"), "DIR" },
          { "unit-directory",
            0,
            0,
            G_OPTION_ARG_FILENAME,
            &places->unit_directory,
            N_ ("Where limits of sessions are written (/run/systemd/system)"), "DIR" },
            { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, N_ ("Print the version"), NULL },
              { NULL },
          };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    g_printerr ("annhi-guardd: %s\n", error->message);
    *code = 2;
    return FALSE;
  }
  fill_places (places);
  if (!show_version)
    return TRUE;
  g_print ("annhi-guardd %s\n", AN_VERSION);
  *code = EXIT_SUCCESS;
  return FALSE;
}

int
main (int argc, char **argv)
{
  Program self = { .places = g_new0 (AnGuardPlaces, 1) };
  int code = EXIT_FAILURE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, AN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (parse_options (&self, &argc, &argv, &code) && sodium_init () >= 0) {
    self.loop = g_main_loop_new (NULL, FALSE);
    g_unix_signal_add (SIGTERM, on_stop, &self);
    g_unix_signal_add (SIGINT, on_stop, &self);
    code = run (&self);
    g_clear_pointer (&self.bus, an_guard_bus_free);
    g_clear_object (&self.daemon);
    g_main_loop_unref (self.loop);
  }
  an_guard_places_free (self.places);
  return code;
}
