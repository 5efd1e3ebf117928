// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The SQLite file of a vault: how it is opened, its schema, its header, and SQLite's faults in our
 * words. A file that is not a vault is never written to. Records are an-vault.c's.
 */

#include "base/an-vault-db.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-i18n.h"

#define BUSY_MSEC 5000
#define APPLICATION_ID 1097750126 /* "AnVn" */
#define SCHEMA_VERSION 1

/* A vault of another version is refused; a change of the schema brings its migration here. */
static const char schema[] =
    "PRAGMA application_id = 1097750126;"
    "PRAGMA user_version = 1;"
    "CREATE TABLE vault ("
    "  id BLOB NOT NULL, key_source TEXT NOT NULL, salt BLOB, opslimit INTEGER, memlimit INTEGER,"
    "  wrapped BLOB, key_check BLOB NOT NULL);"
    "CREATE TABLE record ("
    "  kind TEXT NOT NULL, id TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (kind, id));";

static const char insert_header[] =
    "INSERT INTO vault (id, key_source, salt, opslimit, memlimit, wrapped, key_check)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

static const char select_header[] =
    "SELECT id, key_source, salt, opslimit, memlimit, wrapped, key_check FROM vault LIMIT 2";

/* Helpers */

static const char *
get_name (sqlite3 *db)
{
  const char *path = sqlite3_db_filename (db, "main");

  return path != NULL && *path != '\0' ? path : "vault.db";
}

static gboolean
fail_corrupt (sqlite3 *db, GError **error)
{
  g_set_error (error,
               AN_VAULT_ERROR,
               AN_VAULT_ERROR_CORRUPT,
               _ ("%s is damaged, or is no vault of An Nhi; it was left as it is"), get_name (db));
  return FALSE;
}

/* Makes the file readable for its owner only. An existing file is not opened here: closing it would
 * drop the locks that another connection of this process holds on it. */
static gboolean
prepare_file (const char *path, GError **error)
{
  struct stat info;
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd >= 0) {
    close (fd);
    return TRUE;
  }
  if (errno == EEXIST && stat (path, &info) == 0) {
    if ((info.st_mode & 0077) == 0 || chmod (path, info.st_mode & 0700) == 0)
      return TRUE;
  }
  g_set_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_STORAGE, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
query_int (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK &&
                  sqlite3_step (statement) == SQLITE_ROW;

  if (good)
    *value = sqlite3_column_int64 (statement, 0);
  else
    an_vault_db_fail (db, error);
  sqlite3_finalize (statement);
  return good;
}

/* Tells a vault, a file that is still empty, and everything else. Reads only. */
static gboolean
check_kind (sqlite3 *db, gboolean *is_new, GError **error)
{
  gint64 application = 0, version = 0, tables = 0;
  /* One snapshot: another process may be making the vault right now. */
  gboolean good = an_vault_db_run (db, "SAVEPOINT kind", error) &&
                  query_int (db, "PRAGMA application_id", &application, error) &&
                  query_int (db, "PRAGMA user_version", &version, error) &&
                  query_int (db, "SELECT count(*) FROM sqlite_schema", &tables, error);

  sqlite3_exec (db, "RELEASE kind", NULL, NULL, NULL);
  if (!good)
    return FALSE;
  *is_new = application == 0 && version == 0 && tables == 0;
  if (*is_new)
    return TRUE;
  if (application != APPLICATION_ID || version < 1)
    return fail_corrupt (db, error);
  if (version > SCHEMA_VERSION) {
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_STORAGE,
                 _ ("%s was written by a newer An Nhi; it was left as it is"), get_name (db));
    return FALSE;
  }
  return TRUE;
}

static GBytes *
column_bytes (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB)
    return NULL;
  return g_bytes_new (sqlite3_column_blob (statement, column),
                      (gsize) sqlite3_column_bytes (statement, column));
}

static gboolean
column_fixed (sqlite3_stmt *statement, int column, guint8 *target, gsize size)
{
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB ||
      (gsize) sqlite3_column_bytes (statement, column) != size)
    return FALSE;
  memcpy (target, sqlite3_column_blob (statement, column), size);
  return TRUE;
}

static gboolean
take_header (sqlite3_stmt *statement, AnVaultHeader *header)
{
  const char *source = (const char *) sqlite3_column_text (statement, 1);

  header->check = column_bytes (statement, 6);
  header->has_passphrase = g_strcmp0 (source, "passphrase") == 0;
  if (!column_fixed (statement, 0, header->id, sizeof header->id) || header->check == NULL)
    return FALSE;
  if (!header->has_passphrase)
    return g_strcmp0 (source, "keyring") == 0;
  header->opslimit = (guint64) sqlite3_column_int64 (statement, 3);
  header->memlimit = (gsize) sqlite3_column_int64 (statement, 4);
  header->wrapped = column_bytes (statement, 5);
  return header->wrapped != NULL && column_fixed (statement, 2, header->salt, sizeof header->salt);
}

static void
bind_bytes (sqlite3_stmt *statement, int column, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  sqlite3_bind_blob64 (statement, column, data, length, SQLITE_TRANSIENT);
}

static gboolean
write_header (sqlite3 *db, const AnVaultHeader *header, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good;

  if (sqlite3_prepare_v2 (db, insert_header, -1, &statement, NULL) != SQLITE_OK)
    return an_vault_db_fail (db, error);
  sqlite3_bind_blob (statement, 1, header->id, sizeof header->id, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement,
                     2,
                     header->has_passphrase ? "passphrase" : "keyring",
                     -1,
                     SQLITE_STATIC);
  if (header->has_passphrase) {
    sqlite3_bind_blob (statement, 3, header->salt, sizeof header->salt, SQLITE_TRANSIENT);
    sqlite3_bind_int64 (statement, 4, (gint64) header->opslimit);
    sqlite3_bind_int64 (statement, 5, (gint64) header->memlimit);
    bind_bytes (statement, 6, header->wrapped);
  }
  bind_bytes (statement, 7, header->check);
  good = sqlite3_step (statement) == SQLITE_DONE;
  if (!good)
    an_vault_db_fail (db, error);
  sqlite3_finalize (statement);
  return good;
}

/* Public */

/**
 * an_vault_db_fail:
 *
 * Says SQLite's last fault in our words.
 *
 * Returns: %FALSE
 */
gboolean
an_vault_db_fail (sqlite3 *db, GError **error)
{
  switch (sqlite3_errcode (db) & 0xff) {
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_SCHEMA:
  case SQLITE_ERROR: /* our statements are right: then a table is missing */
    return fail_corrupt (db, error);
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_PROTOCOL:
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_BUSY,
                 _ ("another program holds %s; try again"), get_name (db));
    return FALSE;
  default:
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_STORAGE,
                 _ ("%s cannot be read or written: %s"), get_name (db), sqlite3_errmsg (db));
    return FALSE;
  }
}

gboolean
an_vault_db_run (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return an_vault_db_fail (db, error);
}

/**
 * an_vault_db_open:
 * @path: a file, or `:memory:`
 *
 * Opens a vault file, or an empty one; writes are durable when SQLite reports them.
 *
 * Returns: (transfer full): to be closed with an_vault_db_close()
 */
sqlite3 *
an_vault_db_open (const char *path, GError **error)
{
  sqlite3 *db = NULL;
  gboolean is_new;

  if (!g_str_equal (path, ":memory:") && !prepare_file (path, error))
    return NULL;
  if (sqlite3_open_v2 (path,
                       &db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX,
                       NULL) != SQLITE_OK) {
    an_vault_db_fail (db, error);
    an_vault_db_close (db);
    return NULL;
  }
  sqlite3_busy_timeout (db, BUSY_MSEC);
  if (!check_kind (db, &is_new, error) ||
      !an_vault_db_run (db,
                        "PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;"
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
                        error)) {
    an_vault_db_close (db);
    return NULL;
  }
  return db;
}

void
an_vault_db_close (sqlite3 *db)
{
  sqlite3_close_v2 (db);
}

/**
 * an_vault_db_read_header:
 * @header: (out caller-allocates): a zeroed header, filled unless the vault is new
 * @is_new: (out): whether the file is still empty
 */
gboolean
an_vault_db_read_header (sqlite3 *db, AnVaultHeader *header, gboolean *is_new, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good;
  int result;

  if (!check_kind (db, is_new, error))
    return FALSE;
  if (*is_new)
    return TRUE;
  if (sqlite3_prepare_v2 (db, select_header, -1, &statement, NULL) != SQLITE_OK)
    return an_vault_db_fail (db, error);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    good = (take_header (statement, header) && sqlite3_step (statement) == SQLITE_DONE) ||
           fail_corrupt (db, error);
  else
    good = result == SQLITE_DONE ? fail_corrupt (db, error) : an_vault_db_fail (db, error);
  sqlite3_finalize (statement);
  return good;
}

/**
 * an_vault_db_create:
 * @is_taken: (out): whether another process was faster; the file is then its vault
 *
 * Makes the vault of @header in an empty file, whole or not at all.
 *
 * Returns: whether it was made; otherwise @is_taken or @error is set
 */
gboolean
an_vault_db_create (sqlite3 *db, const AnVaultHeader *header, gboolean *is_taken, GError **error)
{
  gboolean is_new = FALSE;

  *is_taken = FALSE;
  if (!an_vault_db_run (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (check_kind (db, &is_new, error)) {
    if (is_new && an_vault_db_run (db, schema, error) && write_header (db, header, error) &&
        an_vault_db_run (db, "COMMIT", error))
      return TRUE;
    *is_taken = !is_new;
  }
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}
