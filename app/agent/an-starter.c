// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Starting another program in the user's session: by systemd, because what the agent itself starts
 * would live in the agent's sandbox; where no systemd keeps the user's units there is no sandbox
 * either, and it is started directly.
 */

#include "agent/an-starter.h"

#define SYSTEMD_NAME "org.freedesktop.systemd1"
#define TIMEOUT_MS 10000

typedef struct {
  char **words;              /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Start;

static void
start_free (Start *self)
{
  g_strfreev (self->words);
  g_clear_object (&self->cancellable);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Start, start_free)

static void
spawn (char **words)
{
  g_autoptr (GError) error = NULL;

  if (!g_spawn_async (NULL,
                      words,
                      NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL,
                      NULL,
                      NULL,
                      &error))
    g_debug ("%s", error->message);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Start) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL && !g_cancellable_is_cancelled (self->cancellable))
    spawn (self->words);
}

/**
 * an_starter_run:
 * @unit: the user's systemd unit
 * @words: program and arguments, for where there is no systemd
 */
void
an_starter_run (GDBusConnection *session,
                const char *unit,
                const char *const *words,
                GCancellable *cancellable)
{
  Start *self = g_new0 (Start, 1);

  self->words = g_strdupv ((char **) words);
  self->cancellable = g_object_ref (cancellable);
  g_dbus_connection_call (session,
                          SYSTEMD_NAME,
                          "/org/freedesktop/systemd1",
                          SYSTEMD_NAME ".Manager",
                          "StartUnit",
                          g_variant_new ("(ss)", unit, "replace"),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          TIMEOUT_MS,
                          cancellable,
                          on_started,
                          self);
}
