// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `serve` and `check-config`: opens the store, listens, and ends in good order on SIGTERM. */

#include <gio/gio.h>
#include <glib-unix.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/an-i18n.h"
#include "intake/an-command.h"
#include "intake/an-expiry.h"
#include "intake/an-server.h"
#include "intake/an-settings.h"

#define BACKLOG 512
#define LOCKED_BYTES 16384

typedef struct {
  GMainLoop *loop;  /* (owned) */
  AnServer *server; /* (owned) */
} Service;

/* Helpers */

/* (transfer full): libsoup's own backlog of ten drops bursts, so the socket is ours */
static GSocket *
open_socket (const char *listen, GError **error)
{
  g_autoptr (GSocketAddress) address = an_settings_parse_listen (listen, error);
  g_autoptr (GSocket) socket = NULL;

  if (address == NULL)
    return NULL;
  socket = g_socket_new (g_socket_address_get_family (address),
                         G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP,
                         error);
  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static gboolean
announce (GSocket *socket, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);
  g_autofree char *text = NULL;

  if (address == NULL)
    return FALSE;
  text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  g_print ("listening on http://%s\n", text);
  fflush (stdout);
  return TRUE;
}

static gboolean
remove_strays (AnDatabase *database, gpointer data, GError **error)
{
  return an_expiry_remove_strays (database, data, error);
}

/* A descriptor for each connection and its upload. */
static void
raise_limits (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

/* Opened keys are in locked memory; where none may be locked, whoever reads the swap reads them. */
static void
check_locking (void)
{
  guint8 page[LOCKED_BYTES];

  if (sodium_mlock (page, sizeof page) == 0)
    sodium_munlock (page, sizeof page);
  else
    g_message ("memory cannot be locked: opened keys may get into the swap; raise LimitMEMLOCK");
}

/* (transfer full): all that a server needs of @store */
static AnServer *
open_server (const char *store, const AnSettings *settings, GError **error)
{
  g_autoptr (AnDatabase) database = an_command_open (store, error);
  g_autoptr (AnOffice) office = database ? an_office_load (database, error) : NULL;
  g_autoptr (AnEvidenceFiles) files = NULL;
  AnServerParts parts;

  if (office == NULL)
    return NULL;
  files = an_evidence_files_open (store, AN_EVIDENCE_FILES_SERVE, error);
  if (files == NULL || !an_database_transact (database, remove_strays, files, error))
    return NULL;
  parts.database = g_steal_pointer (&database);
  parts.files = g_steal_pointer (&files);
  parts.office = g_steal_pointer (&office);
  parts.store = g_strdup (store);
  parts.keep_days = (guint) settings->keep_days;
  parts.idle_seconds = (guint) settings->idle_seconds;
  parts.reports_each = an_settings_get_reports_each (settings);
  parts.reports_all = an_settings_get_reports_all (settings);
  parts.desk.session_seconds = (guint) settings->session_minutes * 60;
  parts.desk.target_hours = (guint) settings->target_hours;
  parts.desk.behind_proxy = settings->behind_proxy;
  return an_server_new (&parts);
}

/* Callbacks */

static gboolean
on_drained (gpointer data)
{
  Service *service = data;

  g_main_loop_quit (service->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer data)
{
  Service *service = data;

  an_server_drain (service->server, on_drained, service);
  return G_SOURCE_CONTINUE;
}

static int
serve (const char *store, const AnSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;
  Service service = { NULL, NULL };
  guint term, interrupt;

  umask (0077);
  raise_limits ();
  check_locking ();
  socket = open_socket (an_settings_get_listen (settings), &error);
  service.server = socket ? open_server (store, settings, &error) : NULL;
  if (service.server == NULL || !an_server_listen (service.server, socket, &error)) {
    an_server_free (service.server);
    return an_command_fail (error);
  }
  service.loop = g_main_loop_new (NULL, FALSE);
  term = g_unix_signal_add (SIGTERM, on_signal, &service);
  interrupt = g_unix_signal_add (SIGINT, on_signal, &service);
  if (announce (socket, &error)) /* from here on a signal ends it in good order */
    g_main_loop_run (service.loop);
  g_source_remove (term);
  g_source_remove (interrupt);
  an_server_free (service.server);
  g_main_loop_unref (service.loop);
  if (error != NULL)
    return an_command_fail (error);
  return AN_COMMAND_DONE;
}

/* The file first: an option says otherwise. */
static char *
find_config (int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    if (g_str_has_prefix (argv[i], "--config="))
      return argv[i] + strlen ("--config=");
    if (g_str_equal (argv[i], "--config") && i + 1 < argc)
      return argv[i + 1];
  }
  return NULL;
}

static int
run_serve (const char *store, int argc, char **argv)
{
  g_auto (AnSettings) settings = { NULL };
  g_autofree GOptionEntry *entries = NULL;
  g_autofree char *config = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry own[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &config, N_ ("File with the settings"), "FILE" },
      G_OPTION_ENTRY_NULL
  };
  const char *found = find_config (argc, argv);

  an_settings_init (&settings);
  if (found != NULL && !an_settings_load (&settings, found, &error))
    return an_command_fail (error);
  entries = an_settings_make_options (&settings);
  if (!an_command_parse_two (own, entries, &argc, &argv, 1))
    return AN_COMMAND_USAGE;
  if (!an_settings_check (&settings, &error))
    return an_command_usage (error->message);
  return serve (store, &settings);
}

static int
run_check (const char *store, int argc, char **argv)
{
  g_auto (AnSettings) settings = { NULL };
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry none[] = { G_OPTION_ENTRY_NULL };

  if (!an_command_parse (none, &argc, &argv, 2))
    return AN_COMMAND_USAGE;
  an_settings_init (&settings);
  if (!an_settings_load (&settings, argv[1], &error) || !an_settings_check (&settings, &error))
    return an_command_fail (error);
  address = an_settings_parse_listen (settings.listen, &error);
  if (address == NULL)
    return an_command_fail (error);
  g_print (_ ("%s can be used.\n"), argv[1]);
  return AN_COMMAND_DONE;
}

const AnIntakeCommand an_intake_serve_commands[] = {
  { "serve",
    NULL,
    "[--config FILE] --listen HOST:PORT [--idle-seconds SECONDS] [--reports-each NUMBER]"
    " [--reports-all NUMBER] [--keep-days DAYS] [--session-minutes MINUTES] [--target-hours HOURS] "
    "[--behind-proxy]",
    N_ ("receives reports until it is told to end"), run_serve },
    { "check-config",
      NULL,
      "FILE",
      N_ ("says whether “serve --config” can use a file"), run_check },
      { NULL },
  };
