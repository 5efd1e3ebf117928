// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `serve`: opens the store, listens, and ends in good order on SIGTERM. */

#include <gio/gio.h>
#include <glib-unix.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/an-i18n.h"
#include "intake/an-command.h"
#include "intake/an-expiry.h"
#include "intake/an-server.h"

#define BACKLOG 512
#define DEFAULT_IDLE_SECONDS 20
#define MAX_IDLE_SECONDS 3600
#define MAX_SESSION_MINUTES 240
#define MAX_TARGET_HOURS 720

typedef struct {
  GMainLoop *loop;  /* (owned) */
  AnServer *server; /* (owned) */
} Service;

typedef struct {
  guint idle_seconds;
  AnDeskSettings desk;
} Settings;

/* Helpers */

/* (transfer full): `HOST:PORT` with a literal address, or localhost */
static GSocketAddress *
parse_listen (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (text, 0, NULL);
  g_autoptr (GInetAddress) address = NULL;
  const char *host;

  if (parsed != NULL && strrchr (text, ':') != NULL) {
    host = g_network_address_get_hostname (G_NETWORK_ADDRESS (parsed));
    address = g_inet_address_new_from_string (g_str_equal (host, "localhost") ? "127.0.0.1" : host);
  }
  if (address == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("“%s” is not an address such as 127.0.0.1:8111"), text);
    return NULL;
  }
  if (!g_inet_address_get_is_loopback (address)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("it speaks plain HTTP and listens on loopback only; a proxy that speaks TLS stands before it"));
    return NULL;
  }
  return g_inet_socket_address_new (address,
                                    g_network_address_get_port (G_NETWORK_ADDRESS (parsed)));
}

/* (transfer full): libsoup's own backlog of ten drops bursts, so the socket is ours */
static GSocket *
open_socket (const char *listen, GError **error)
{
  g_autoptr (GSocketAddress) address = parse_listen (listen, error);
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

/* (transfer full): all that a server needs of @store */
static AnServer *
open_server (const char *store, const Settings *settings, GError **error)
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
  parts.idle_seconds = settings->idle_seconds;
  parts.desk = settings->desk;
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
serve (const char *store, const char *listen, const Settings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;
  Service service = { NULL, NULL };
  guint term, interrupt;

  umask (0077);
  raise_limits ();
  socket = open_socket (listen, &error);
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

static int
run_serve (const char *store, int argc, char **argv)
{
  g_autofree char *listen = NULL;
  int idle_seconds = DEFAULT_IDLE_SECONDS;
  int session_minutes = AN_DESK_SESSION_SECONDS / 60;
  int target_hours = AN_DESK_TARGET_HOURS;
  gboolean behind_proxy = FALSE;
  Settings settings;
  GOptionEntry entries[] = {
    { "listen",
      0,
      0,
      G_OPTION_ARG_STRING,
      &listen,
      N_ ("Where to listen, on this PC"), "HOST:PORT" },
      { "idle-seconds",
        0,
        0,
        G_OPTION_ARG_INT,
        &idle_seconds,
        N_ ("How long a client may send nothing"), "SECONDS" },
        { "session-minutes",
          0,
          0,
          G_OPTION_ARG_INT,
          &session_minutes,
          N_ ("How long an officer may do nothing in the inbox"), "MINUTES" },
          { "target-hours",
            0,
            0,
            G_OPTION_ARG_INT,
            &target_hours,
            N_ ("Within how many hours somebody should act on a report"), "HOURS" },
            { "behind-proxy",
              0,
              0,
              G_OPTION_ARG_NONE,
              &behind_proxy,
              N_ ("A proxy in front says in X-Forwarded-For who asks"), NULL },
              G_OPTION_ENTRY_NULL,
          };

  if (!an_command_parse (entries, &argc, &argv, 1))
    return AN_COMMAND_USAGE;
  if (listen == NULL)
    return an_command_usage (_ ("--listen is needed"));
  if (idle_seconds < 1 || idle_seconds > MAX_IDLE_SECONDS)
    return an_command_usage (_ ("--idle-seconds is a number from 1 to 3600"));
  if (session_minutes < 1 || session_minutes > MAX_SESSION_MINUTES)
    return an_command_usage (_ ("--session-minutes is a number from 1 to 240"));
  if (target_hours < 1 || target_hours > MAX_TARGET_HOURS)
    return an_command_usage (_ ("--target-hours is a number from 1 to 720"));
  settings.idle_seconds = (guint) idle_seconds;
  settings.desk.session_seconds = (guint) session_minutes * 60;
  settings.desk.target_hours = (guint) target_hours;
  settings.desk.behind_proxy = behind_proxy;
  return serve (store, listen, &settings);
}

const AnIntakeCommand an_intake_serve_commands[] = {
  { "serve",
    NULL,
    "--listen HOST:PORT [--idle-seconds SECONDS] [--session-minutes MINUTES]"
    " [--target-hours HOURS] [--behind-proxy]",
    N_ ("receives reports until it is told to end"), run_serve },
    { NULL },
};
