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

/* What systemd allows us between two words while there is nobody to look after: each word wakes the
 * processor up. */
#define IDLE_WATCHDOG_SECONDS 3600
#define MIN_FEED_USEC (20 * G_USEC_PER_SEC) /* less than a tick of the guard */

typedef struct {
  GMainLoop *loop;
  AnGuardPlaces *places; /* (owned) */
  AnGuardDaemon *daemon; /* (owned) (nullable) */
  AnGuardBus *bus;       /* (owned) (nullable) */
  guint watchdog_id;
  gint64 fed_at; /* µs of CLOCK_MONOTONIC */
  gboolean busy; /* somebody is logged in that the guard looks after */
  gboolean failed;
} Program;

static gboolean
on_stop (gpointer data)
{
  Program *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean on_watchdog (gpointer data);

/* Says that we live and until when we may be silent. While the guard is busy its own work comes
 * sooner than the timer, and no wake-up is the watchdog's alone. */
static void
feed_watchdog (Program *self)
{
  guint allowed = an_guard_notify_get_watchdog_seconds ();
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->watchdog_id, g_source_remove);
  if (allowed == 0)
    return;
  if (!self->busy)
    allowed = MAX (allowed, IDLE_WATCHDOG_SECONDS);
  text = g_strdup_printf ("WATCHDOG=1\nWATCHDOG_USEC=%" G_GUINT64_FORMAT,
                          (guint64) allowed * G_USEC_PER_SEC);
  an_guard_notify (text);
  self->fed_at = g_get_monotonic_time ();
  self->watchdog_id = g_timeout_add_seconds (allowed / 2, on_watchdog, self);
}

static gboolean
on_watchdog (gpointer data)
{
  Program *self = data;

  self->watchdog_id = 0;
  feed_watchdog (self);
  return G_SOURCE_REMOVE;
}

static void
on_rearmed (AnGuardDaemon *daemon, gboolean busy, gpointer data)
{
  Program *self = data;

  /* Whoever calls the guard often shall not make it call systemd as often. */
  if (busy == self->busy && g_get_monotonic_time () < self->fed_at + MIN_FEED_USEC)
    return;
  self->busy = busy;
  feed_watchdog (self);
}

static void
on_name_acquired (GDBusConnection *connection, const char *name, gpointer data)
{
  an_guard_notify ("READY=1");
  feed_watchdog (data);
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
  g_signal_connect (self->daemon, "rearmed", G_CALLBACK (on_rearmed), self);
  an_guard_daemon_start (self->daemon);
  return TRUE;
}

static int
run (Program *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, &error);
  guint owner;

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
  g_main_loop_run (self->loop);
  g_signal_handlers_disconnect_by_data (self->daemon, self);
  g_clear_handle_id (&self->watchdog_id, g_source_remove);
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
