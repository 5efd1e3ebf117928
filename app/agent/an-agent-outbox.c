// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Whether a report waits to be sent can be seen without the key: the vault's kinds of records stand
 * in clear, and the sealed envelope stays until the office has it. Sending is annhictl's, which is
 * started for it and ends again; the agent stays small and reads no report. It is not started while
 * the window is there, which sends itself, nor while the keyring is locked, because that would
 * bring up a question.
 */

#include "agent/an-agent-outbox.h"

#include <sqlite3.h>

#include "agent/an-starter.h"
#include "base/an-paths.h"

#define WINDOW_NAME "vn.annhi.AnNhi"
#define SECRETS_NAME "org.freedesktop.secrets"
#define OUTBOX_UNIT "annhi-outbox.service"
#define ENVELOPE_KIND "outbox-envelope"

#define FIRST_SECONDS 60 /* after login or the window, then twice as long … */
#define LOOK_SECONDS 600 /* while nothing waits */
#define MAX_SECONDS 3600
#define CALL_MS 3000

struct _AnAgentOutbox {
  GDBusConnection *session;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *vault_path;          /* (owned) */
  guint watch_id;
  guint timer_id;
  guint tries;
  guint seconds_ms;      /* what a second lasts: shorter in tests */
  gboolean window_there; /* until it is known not to be */
};

static gboolean on_due (gpointer user_data);

static void
wait_for_seconds (AnAgentOutbox *self, guint seconds)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->seconds_ms == 1000)
    self->timer_id = g_timeout_add_seconds (seconds, on_due, self);
  else
    self->timer_id = g_timeout_add (seconds * self->seconds_ms, on_due, self);
}

static void
wait_longer (AnAgentOutbox *self)
{
  wait_for_seconds (self, MIN (FIRST_SECONDS << MIN (self->tries, 6), MAX_SECONDS));
  self->tries++;
}

/* Whether an envelope is there. The file is only read, and nothing of it is kept open. */
static gboolean
is_waiting (const char *path)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean waiting = FALSE;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (database,
                          "SELECT 1 FROM record WHERE kind = '" ENVELOPE_KIND "' LIMIT 1",
                          -1,
                          &statement,
                          NULL) == SQLITE_OK)
    waiting = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return waiting;
}

static void
on_keyring_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const words[] = { "annhictl", "report", "send", "--queued", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;
  AnAgentOutbox *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->window_there)
    return;
  wait_longer (self);
  if (answer == NULL)
    return; /* nothing keeps keys, or there is none yet */
  g_variant_get (answer, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) || g_variant_get_boolean (value))
    return;
  an_starter_run (self->session, OUTBOX_UNIT, words, self->cancellable);
}

static void
ask_keyring (AnAgentOutbox *self)
{
  g_dbus_connection_call (self->session,
                          SECRETS_NAME,
                          "/org/freedesktop/secrets/aliases/default",
                          "org.freedesktop.DBus.Properties",
                          "Get",
                          g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"),
                          G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          CALL_MS,
                          self->cancellable,
                          on_keyring_known,
                          self);
}

static gboolean
on_due (gpointer user_data)
{
  AnAgentOutbox *self = user_data;

  self->timer_id = 0;
  if (!is_waiting (self->vault_path)) {
    self->tries = 0;
    wait_for_seconds (self, LOOK_SECONDS);
  } else {
    ask_keyring (self);
  }
  return G_SOURCE_REMOVE;
}

/* It sends itself. */
static void
on_window_appeared (GDBusConnection *session,
                    const char *name,
                    const char *owner,
                    gpointer user_data)
{
  AnAgentOutbox *self = user_data;

  self->window_there = TRUE;
  g_clear_handle_id (&self->timer_id, g_source_remove);
}

/* Closed, or not there when the agent began. */
static void
on_window_vanished (GDBusConnection *session, const char *name, gpointer user_data)
{
  AnAgentOutbox *self = user_data;

  self->window_there = FALSE;
  self->tries = 0;
  wait_longer (self);
}

/* Public functions */

AnAgentOutbox *
an_agent_outbox_new (GDBusConnection *session)
{
  AnAgentOutbox *self = g_new0 (AnAgentOutbox, 1);
  const char *test_ms = g_getenv ("ANNHI_AGENT_TEST_SECOND_MS");
  g_autofree char *directory = an_paths_user_data_dir ();
  guint64 seconds_ms = 1000;

  if (test_ms != NULL)
    g_ascii_string_to_unsigned (test_ms, 10, 1, 1000, &seconds_ms, NULL);
  self->seconds_ms = (guint) seconds_ms;
  self->window_there = TRUE;
  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->vault_path = g_build_filename (directory, "vault.db", NULL);
  self->watch_id = g_bus_watch_name_on_connection (session,
                                                   WINDOW_NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   on_window_appeared,
                                                   on_window_vanished,
                                                   self,
                                                   NULL);
  return self;
}

void
an_agent_outbox_free (AnAgentOutbox *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_bus_unwatch_name (self->watch_id);
  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_free (self->vault_path);
  g_free (self);
}
