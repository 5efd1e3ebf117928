// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Signals to those who may know. */

#include "guardd/an-guard-watchers.h"

#include "guardd/an-guard-bus.h"
#include "guardd/an-guard-identity.h"

#define MAX_WATCHERS 256 /* connections; more of them have to ask instead */

typedef struct {
  guint32 uid;
  guint watch_id;
} Watcher;

struct _AnGuardWatchers {
  GDBusConnection *connection; /* (owned) */
  GHashTable *by_name;         /* (owned) of unique name → Watcher */
};

static void
watcher_free (gpointer data)
{
  Watcher *self = data;

  g_bus_unwatch_name (self->watch_id);
  g_free (self);
}

AnGuardWatchers *
an_guard_watchers_new (GDBusConnection *connection)
{
  AnGuardWatchers *self = g_new0 (AnGuardWatchers, 1);

  self->connection = g_object_ref (connection);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, watcher_free);
  return self;
}

void
an_guard_watchers_free (AnGuardWatchers *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_object_unref (self->connection);
  g_free (self);
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  AnGuardWatchers *self = user_data;

  g_hash_table_remove (self->by_name, name);
}

/**
 * an_guard_watchers_add:
 * @name: unique name of a connection that has called
 * @uid: whose it is
 *
 * From now on @name is told what @uid may know, until it leaves the bus.
 */
void
an_guard_watchers_add (AnGuardWatchers *self, const char *name, guint32 uid)
{
  Watcher *watcher;

  if (g_hash_table_contains (self->by_name, name) ||
      g_hash_table_size (self->by_name) >= MAX_WATCHERS)
    return;
  watcher = g_new0 (Watcher, 1);
  watcher->uid = uid;
  watcher->watch_id = g_bus_watch_name_on_connection (self->connection,
                                                      name,
                                                      G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                      NULL,
                                                      on_vanished,
                                                      self,
                                                      NULL);
  g_hash_table_insert (self->by_name, g_strdup (name), watcher);
}

/**
 * an_guard_watchers_emit:
 * @about_uid: the child
 * @parameters: (transfer floating)
 */
void
an_guard_watchers_emit (AnGuardWatchers *self,
                        guint32 about_uid,
                        const char *signal,
                        GVariant *parameters)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (parameters);
  GHashTableIter iter;
  const char *name;
  Watcher *watcher;

  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &watcher))
    if (watcher->uid == about_uid || an_guard_identity_is_parent (watcher->uid))
      g_dbus_connection_emit_signal (self->connection,
                                     name,
                                     AN_GUARD_BUS_PATH,
                                     AN_GUARD_BUS_INTERFACE,
                                     signal,
                                     owned,
                                     NULL);
}
