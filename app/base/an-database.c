// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * SQLite behind the thin layer: how it is opened, statements, rows, transactions. No table is known
 * here; a schema is its program's.
 */

#include "base/an-database.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-i18n.h"

#define BUSY_TIMEOUT_MS 10000
#define KEY_BYTES 32

struct _AnDatabase {
  char *path;             /* (owned) */
  sqlite3 *handle;        /* (owned) */
  GHashTable *statements; /* (owned) of SQL text → sqlite3_stmt, those at rest */
};

struct _AnRows {
  AnDatabase *database; /* (not owned) */
  sqlite3_stmt *stmt;   /* (owned), goes back to the database */
};

G_DEFINE_QUARK (an_database_error, an_database_error)

/* Helpers */

static gboolean
fail (sqlite3 *handle, int code, GError **error)
{
  AnDatabaseError reason = AN_DATABASE_ERROR_FAILED;

  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    reason = AN_DATABASE_ERROR_BUSY;
  else if ((code & 0xff) == SQLITE_FULL)
    reason = AN_DATABASE_ERROR_FULL;
  else if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    reason = AN_DATABASE_ERROR_DAMAGED;
  g_set_error (error,
               AN_DATABASE_ERROR,
               (int) reason,
               _ ("the store refuses: %s"),
                  handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code));
  return FALSE;
}

static gboolean
fail_gone (AnDatabase *self, GError **error)
{
  g_set_error (error,
               AN_DATABASE_ERROR,
               AN_DATABASE_ERROR_NOT_FOUND,
               _ ("%s is not there"), self->path);
  return FALSE;
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

/* (transfer full): a statement at rest, or a new one */
static sqlite3_stmt *
take_statement (AnDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  char *key = NULL;
  int code;

  if (g_hash_table_steal_extended (self->statements, sql, (gpointer *) &key, (gpointer *) &stmt)) {
    g_free (key);
    return stmt;
  }
  if (self->handle == NULL) {
    fail_gone (self, error);
    return NULL;
  }
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    fail (self->handle, code, error);
  return stmt;
}

static void
give_statement (AnDatabase *self, sqlite3_stmt *stmt) /* (transfer full) */
{
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  g_hash_table_replace (self->statements, g_strdup (sqlite3_sql (stmt)), stmt);
}

static int
bind_bytes (sqlite3_stmt *stmt, int place, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data;

  if (bytes == NULL)
    return sqlite3_bind_null (stmt, place);
  data = g_bytes_get_data (bytes, &size);
  return sqlite3_bind_blob64 (stmt, place, size > 0 ? data : "", size, SQLITE_TRANSIENT);
}

static int
bind_one (sqlite3_stmt *stmt, int place, char type, va_list *args)
{
  const guint8 *key;

  switch (type) {
  case 's':
    return sqlite3_bind_text (stmt, place, va_arg (*args, const char *), -1, SQLITE_TRANSIENT);
  case 'i':
    return sqlite3_bind_int64 (stmt, place, va_arg (*args, gint64));
  case 'b':
    return bind_bytes (stmt, place, va_arg (*args, GBytes *));
  case 'k':
    key = va_arg (*args, const guint8 *);
    return key == NULL ? sqlite3_bind_null (stmt, place)
                       : sqlite3_bind_blob (stmt, place, key, KEY_BYTES, SQLITE_TRANSIENT);
  default:
    g_return_val_if_reached (SQLITE_MISUSE);
  }
}

/* (transfer full): the statement with its parameters */
static sqlite3_stmt *
bind_statement (AnDatabase *self, const char *sql, const char *types, va_list *args, GError **error)
{
  sqlite3_stmt *stmt = take_statement (self, sql, error);

  if (stmt == NULL)
    return NULL;
  for (int i = 0; types[i] != '\0'; i++) {
    char name[8];
    int place;
    int code;

    g_snprintf (name, sizeof name, "$%d", i + 1);
    place = sqlite3_bind_parameter_index (stmt, name);
    code = place > 0 ? bind_one (stmt, place, types[i], args) : SQLITE_RANGE;
    if (code != SQLITE_OK) {
      fail (NULL, code, error);
      give_statement (self, stmt);
      return NULL;
    }
  }
  return stmt;
}

/* Makes the file itself, so that it is never readable by others, not even for an instant. */
static gboolean
make_file (const char *path, AnDatabaseMode mode, GError **error)
{
  int flags = O_RDWR | O_CLOEXEC | (mode == AN_DATABASE_CREATE ? O_CREAT | O_EXCL : 0);
  int fd = open (path, flags, 0600);
  int saved = errno;

  if (fd >= 0) {
    close (fd);
    return TRUE;
  }
  if (saved == EEXIST)
    g_set_error (error,
                 AN_DATABASE_ERROR,
                 AN_DATABASE_ERROR_EXISTS,
                 _ ("%s is there already; nothing was changed"), path);
  else if (saved == ENOENT && mode == AN_DATABASE_EXISTING)
    g_set_error (error,
                 AN_DATABASE_ERROR,
                 AN_DATABASE_ERROR_NOT_FOUND,
                 _ ("%s is not there"), path);
  else
    g_set_error (error,
                 AN_DATABASE_ERROR,
                 AN_DATABASE_ERROR_FAILED,
                 "%s: %s",
                 path,
                 g_strerror (saved));
  return FALSE;
}

static gboolean
open_handle (AnDatabase *self, GError **error)
{
  int code = sqlite3_open_v2 (self->path,
                              &self->handle,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW,
                              NULL);

  if (code != SQLITE_OK)
    return fail (self->handle, code, error);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  return an_database_execute (self,
                              "PRAGMA journal_mode = WAL;"
                              "PRAGMA synchronous = FULL;"
                              "PRAGMA secure_delete = ON;"
                              "PRAGMA foreign_keys = ON;"
                              "PRAGMA trusted_schema = OFF;",
                              error);
}

static void
close_handle (AnDatabase *self)
{
  g_hash_table_remove_all (self->statements);
  g_clear_pointer (&self->handle, sqlite3_close_v2);
}

/* Public */

/**
 * an_database_open:
 * @path: a file; beside it SQLite keeps `-wal` and `-shm`
 * @mode: whether to make it, and then it must not be there
 *
 * What was committed survives a power cut, and what was deleted is overwritten.
 *
 * Returns: (transfer full): the connection
 */
AnDatabase *
an_database_open (const char *path, AnDatabaseMode mode, GError **error)
{
  g_autoptr (AnDatabase) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!make_file (path, mode, error))
    return NULL;
  self = g_new0 (AnDatabase, 1);
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  return open_handle (self, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
an_database_check_place (AnDatabase *self, GError **error)
{
  int moved = 1;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->handle != NULL &&
      sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK &&
      !moved)
    return TRUE;
  return fail_gone (self, error);
}

gboolean
an_database_reopen (AnDatabase *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  close_handle (self);
  if (!make_file (self->path, AN_DATABASE_EXISTING, error))
    return FALSE;
  if (open_handle (self, error))
    return TRUE;
  close_handle (self);
  return FALSE;
}

void
an_database_close (AnDatabase *self)
{
  if (self == NULL)
    return;
  close_handle (self);
  g_hash_table_unref (self->statements);
  g_free (self->path);
  g_free (self);
}

gboolean
an_database_execute (AnDatabase *self, const char *sql, GError **error)
{
  int code;

  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);

  if (self->handle == NULL)
    return fail_gone (self, error);
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || fail (self->handle, code, error);
}

/**
 * an_database_run:
 * @sql: one statement that answers no rows
 *
 * Returns: whether it was carried out
 */
gboolean
an_database_run (AnDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *stmt;
  va_list args;
  int code;

  g_return_val_if_fail (self != NULL && sql != NULL && types != NULL, FALSE);

  va_start (args, types);
  stmt = bind_statement (self, sql, types, &args, error);
  va_end (args);
  if (stmt == NULL)
    return FALSE;
  code = sqlite3_step (stmt);
  if (code != SQLITE_DONE)
    fail (self->handle, code, error);
  give_statement (self, stmt);
  return code == SQLITE_DONE;
}

/**
 * an_database_query:
 * @sql: one statement that answers rows
 *
 * Returns: (transfer full): a cursor before the first row
 */
AnRows *
an_database_query (AnDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *stmt;
  AnRows *rows;
  va_list args;

  g_return_val_if_fail (self != NULL && sql != NULL && types != NULL, NULL);

  va_start (args, types);
  stmt = bind_statement (self, sql, types, &args, error);
  va_end (args);
  if (stmt == NULL)
    return NULL;
  rows = g_new0 (AnRows, 1);
  rows->database = self;
  rows->stmt = stmt;
  return rows;
}

gint64
an_database_count_changes (AnDatabase *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_changes64 (self->handle);
}

gboolean
an_rows_next (AnRows *self, GError **error)
{
  int code;

  g_return_val_if_fail (self != NULL, FALSE);

  code = sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    fail (self->database->handle, code, error);
  return FALSE;
}

const char *
an_rows_text (AnRows *self, int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

gint64
an_rows_int (AnRows *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

GBytes *
an_rows_bytes (AnRows *self, int column)
{
  if (sqlite3_column_type (self->stmt, column) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (sqlite3_column_blob (self->stmt, column),
                      (gsize) sqlite3_column_bytes (self->stmt, column));
}

gboolean
an_rows_key (AnRows *self, int column, guint8 key[KEY_BYTES])
{
  const guint8 *data = sqlite3_column_blob (self->stmt, column);

  if (data == NULL || sqlite3_column_bytes (self->stmt, column) != KEY_BYTES)
    return FALSE;
  memcpy (key, data, KEY_BYTES);
  return TRUE;
}

void
an_rows_free (AnRows *self)
{
  if (self == NULL)
    return;
  give_statement (self->database, self->stmt);
  g_free (self);
}

/**
 * an_database_transact:
 *
 * Runs @func in a transaction that waits for its turn before it reads, so that what @func read is
 * still true when it writes.
 *
 * Returns: whether @func answered %TRUE and all it wrote is on the disk
 */
gboolean
an_database_transact (AnDatabase *self, AnDatabaseFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (self != NULL && func != NULL, FALSE);

  if (!an_database_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (func (self, data, error) && an_database_execute (self, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (self->handle))
    an_database_execute (self, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
an_database_backup (AnDatabase *self, const char *path, GError **error)
{
  g_autoptr (AnDatabase) copy = an_database_open (path, AN_DATABASE_CREATE, error);
  sqlite3_backup *backup;
  int code;

  if (copy == NULL)
    return FALSE;
  backup = sqlite3_backup_init (copy->handle, "main", self->handle, "main");
  if (backup == NULL)
    return fail (copy->handle, sqlite3_errcode (copy->handle), error);
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE || fail (copy->handle, code, error);
}

gboolean
an_database_check (AnDatabase *self, GError **error)
{
  g_autoptr (AnRows) rows = an_database_query (self, error, "PRAGMA integrity_check", "");

  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  if (g_strcmp0 (an_rows_text (rows, 0), "ok") == 0)
    return TRUE;
  g_set_error (error,
               AN_DATABASE_ERROR,
               AN_DATABASE_ERROR_DAMAGED,
               _ ("the store refuses: %s"), an_rows_text (rows, 0));
  return FALSE;
}
