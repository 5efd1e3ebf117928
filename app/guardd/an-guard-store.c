// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Opening the guard's memory: schema, migrations, and what happens to a damaged file. */

#include "guardd/an-guard-store.h"

#include <glib/gstdio.h>

#include "base/an-i18n.h"

#define SCHEMA_VERSION 1

struct _AnGuardStore {
  AnDatabase *database; /* (owned) */
  char *directory;      /* (owned) */
};

/* One text a version; a file of version n needs all that follow. */
static const char *const migrations[SCHEMA_VERSION] = {
  "CREATE TABLE children ("
  " uid INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL,"
  " policy TEXT NOT NULL, paused INTEGER NOT NULL);"
  "CREATE TABLE days ("
  " uid INTEGER NOT NULL, day INTEGER NOT NULL, used_usec INTEGER NOT NULL,"
  " bonus_usec INTEGER NOT NULL, hours TEXT NOT NULL, verified INTEGER NOT NULL,"
  " PRIMARY KEY (uid, day));"
  "CREATE TABLE grants ("
  " id INTEGER PRIMARY KEY, uid INTEGER NOT NULL, remaining_usec INTEGER NOT NULL,"
  " expires_usec INTEGER NOT NULL, note TEXT);"
  "CREATE TABLE requests ("
  " id TEXT PRIMARY KEY, uid INTEGER NOT NULL, minutes INTEGER NOT NULL, reason TEXT NOT NULL,"
  " asked_at INTEGER NOT NULL, answered_at INTEGER NOT NULL, state INTEGER NOT NULL,"
  " granted_minutes INTEGER NOT NULL);"
  "CREATE INDEX requests_by_time ON requests (asked_at);"
  "CREATE TABLE secrets ("
  " uid INTEGER PRIMARY KEY, secret BLOB, last_counter INTEGER NOT NULL, tries INTEGER NOT NULL,"
  " tries_since INTEGER NOT NULL);"
  "CREATE TABLE events ("
  " id INTEGER PRIMARY KEY, at INTEGER NOT NULL, uid INTEGER NOT NULL, kind INTEGER NOT NULL,"
  " detail INTEGER NOT NULL);"
  "CREATE INDEX events_by_time ON events (at);"
  "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);",
};

static gint64
query_int (AnDatabase *database, const char *sql, gint64 absent, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (database, error, sql, "");

  if (rows == NULL || !an_rows_next (rows, error))
    return absent;
  return an_rows_int (rows, 0);
}

static gboolean
migrate (AnDatabase *database, gpointer data, GError **error)
{
  gint64 version = query_int (database, "PRAGMA user_version", -1, error);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", SCHEMA_VERSION);

  if (version < 0)
    return FALSE;
  if (version > SCHEMA_VERSION) {
    g_set_error (error,
                 AN_DATABASE_ERROR,
                 AN_DATABASE_ERROR_FAILED,
                 _ ("the guard's data was written by a newer version"));
    return FALSE;
  }
  for (gint64 i = version; i < SCHEMA_VERSION; i++)
    if (!an_database_execute (database, migrations[i], error))
      return FALSE;
  return version == SCHEMA_VERSION || an_database_execute (database, mark, error);
}

/* Whether the file is whole; a damaged one answers no or an error. A disk that cannot be read or
 * written is another error: the file may be whole. */
static gboolean
is_whole (AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (database, error, "PRAGMA quick_check(1)", "");

  return rows != NULL && an_rows_next (rows, error) &&
         g_strcmp0 (an_rows_text (rows, 0), "ok") == 0;
}

static AnDatabase *
open_file (const char *path, gboolean *damaged, GError **error)
{
  g_autoptr (AnDatabase) database = NULL;
  g_autoptr (GError) local = NULL;
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  *damaged = FALSE;
  database = an_database_open (path, exists ? AN_DATABASE_EXISTING : AN_DATABASE_CREATE, &local);
  if (database != NULL && is_whole (database, &local) &&
      an_database_transact (database, migrate, NULL, &local))
    return g_steal_pointer (&database);
  *damaged = exists && (local == NULL ||
                        g_error_matches (local, AN_DATABASE_ERROR, AN_DATABASE_ERROR_DAMAGED));
  if (local == NULL)
    local = g_error_new (AN_DATABASE_ERROR, AN_DATABASE_ERROR_DAMAGED, _ ("%s is damaged"), path);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Keeps a damaged file for whoever wants to look at it. */
static gboolean
move_aside (const char *path, GError **error)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  g_autofree char *stamp = g_strdup_printf ("%lld", (long long) (g_get_real_time () / 1000000));

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *from = g_strconcat (path, endings[i], NULL);
    g_autofree char *to = g_strconcat (path, ".damaged-", stamp, endings[i], NULL);

    if (g_rename (from, to) < 0 && i == 0) {
      g_set_error (error,
                   AN_DATABASE_ERROR,
                   AN_DATABASE_ERROR_FAILED,
                   _ ("cannot move the damaged %s aside"), from);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * an_guard_store_open:
 * @directory: there, mode 0700
 * @rescued: (out): whether the file was damaged and a new one was begun
 *
 * Returns: (transfer full): the store
 */
AnGuardStore *
an_guard_store_open (const char *directory, gboolean *rescued, GError **error)
{
  g_autofree char *path = g_build_filename (directory, AN_GUARD_STORE_FILE, NULL);
  g_autoptr (GError) local = NULL;
  AnDatabase *database;
  AnGuardStore *self;

  g_return_val_if_fail (directory != NULL && rescued != NULL, NULL);

  database = open_file (path, rescued, &local);
  if (database == NULL && *rescued) {
    gboolean again;

    g_warning ("%s; it is moved aside", local->message);
    g_clear_error (&local);
    if (move_aside (path, &local))
      database = open_file (path, &again, &local);
  }
  if (database == NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  self = g_new0 (AnGuardStore, 1);
  self->database = database;
  self->directory = g_strdup (directory);
  return self;
}

void
an_guard_store_close (AnGuardStore *self)
{
  if (self == NULL)
    return;
  an_database_close (self->database);
  g_free (self->directory);
  g_free (self);
}

const char *
an_guard_store_get_directory (AnGuardStore *self)
{
  return self->directory;
}

AnDatabase *
an_guard_store_get_database (AnGuardStore *self)
{
  return self->database;
}
