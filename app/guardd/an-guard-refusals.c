// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Logins that PAM has refused, as it leaves them behind. */

#include "guardd/an-guard-refusals.h"

#include <glib/gstdio.h>

#define AGAIN_USEC (60 * G_USEC_PER_SEC) /* one try asks PAM more than once */

struct _AnGuardRefusals {
  char *directory; /* (owned) */
  AnGuardRefused refused;
  gpointer data;

  GFileMonitor *monitor; /* (owned) (nullable) */
  GHashTable *told;      /* (owned) uid → gint64 µs of CLOCK_MONOTONIC */
};

static void
take (AnGuardRefusals *self, guint32 uid)
{
  gint64 now = g_get_monotonic_time ();
  const gint64 *last = g_hash_table_lookup (self->told, GUINT_TO_POINTER (uid));

  if (last != NULL && now - *last < AGAIN_USEC)
    return;
  g_hash_table_replace (self->told, GUINT_TO_POINTER (uid), g_memdup2 (&now, sizeof now));
  self->refused (uid, self->data);
}

/**
 * an_guard_refusals_look:
 *
 * Takes what lies there, also from before the guard was started.
 */
void
an_guard_refusals_look (AnGuardRefusals *self)
{
  g_autoptr (GDir) directory = g_dir_open (self->directory, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *path = g_build_filename (self->directory, name, NULL);
    guint64 uid;

    if (g_unlink (path) == 0 && g_ascii_string_to_unsigned (name, 10, 1, G_MAXUINT32, &uid, NULL))
      take (self, (guint32) uid);
  }
}

static void
on_changed (GFileMonitor *monitor,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            gpointer user_data)
{
  if (event == G_FILE_MONITOR_EVENT_CREATED)
    an_guard_refusals_look (user_data);
}

/**
 * an_guard_refusals_new:
 * @directory: root's own
 * @refused: called once for each try
 */
AnGuardRefusals *
an_guard_refusals_new (const char *directory, AnGuardRefused refused, gpointer data)
{
  AnGuardRefusals *self = g_new0 (AnGuardRefusals, 1);
  g_autoptr (GFile) file = g_file_new_for_path (directory);
  g_autoptr (GError) error = NULL;

  self->directory = g_strdup (directory);
  self->refused = refused;
  self->data = data;
  self->told = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (on_changed), self);
  else
    g_message ("refused logins are seen at the next start only: %s", error->message);
  return self;
}

void
an_guard_refusals_free (AnGuardRefusals *self)
{
  if (self == NULL)
    return;
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_hash_table_unref (self->told);
  g_free (self->directory);
  g_free (self);
}
