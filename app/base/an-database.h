// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AN_DATABASE_ERROR (an_database_error_quark ())
GQuark an_database_error_quark (void);

/**
 * AnDatabaseError:
 * @AN_DATABASE_ERROR_NOT_FOUND: there is no store at that place
 * @AN_DATABASE_ERROR_EXISTS: there is one already
 * @AN_DATABASE_ERROR_BUSY: another process held it too long
 * @AN_DATABASE_ERROR_FULL: no room on the disk
 * @AN_DATABASE_ERROR_DAMAGED: the file is not a database or not whole
 * @AN_DATABASE_ERROR_FAILED: everything else that the database refuses
 */
typedef enum {
  AN_DATABASE_ERROR_NOT_FOUND,
  AN_DATABASE_ERROR_EXISTS,
  AN_DATABASE_ERROR_BUSY,
  AN_DATABASE_ERROR_FULL,
  AN_DATABASE_ERROR_DAMAGED,
  AN_DATABASE_ERROR_FAILED,
} AnDatabaseError;

typedef enum {
  AN_DATABASE_EXISTING,
  AN_DATABASE_CREATE,
} AnDatabaseMode;

/**
 * AnDatabase:
 *
 * The thin layer over one connection. SQL has numbered parameters (`$1`) and no word that only one
 * database knows, so that another engine needs no other text. Not for use by two threads at once.
 */
typedef struct _AnDatabase AnDatabase;
typedef struct _AnRows AnRows;

AnDatabase *
an_database_open (const char *path, AnDatabaseMode mode, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_database_close (AnDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnDatabase, an_database_close)

/* Whether the file that is open is still the one at its path: what is written to a file that was
 * moved or replaced is lost. NOT_FOUND otherwise. */
gboolean an_database_check_place (AnDatabase *self, GError **error);
/* Opens what is at the path now; when that fails, all fails until it is called again. */
gboolean an_database_reopen (AnDatabase *self, GError **error);

/* A whole copy at @path, which must not be there, while others go on writing here. */
gboolean an_database_backup (AnDatabase *self, const char *path, GError **error);
/* Whether every page is as it should be. */
gboolean an_database_check (AnDatabase *self, GError **error);

/* Whole text without parameters, such as a schema. */
gboolean an_database_execute (AnDatabase *self, const char *sql, GError **error);

/* @types has a letter a parameter: `s` const char*, `i` gint64, `b` GBytes*, `k` const guint8* of
 * 32 bytes; NULL pointers are SQL's NULL. */
gboolean
an_database_run (AnDatabase *self, GError **error, const char *sql, const char *types, ...);
AnRows *an_database_query (AnDatabase *self,
                           GError **error,
                           const char *sql,
                           const char *types,
                           ...) G_GNUC_WARN_UNUSED_RESULT;
gint64 an_database_count_changes (AnDatabase *self); /* of the last an_database_run() */

/* TRUE: the cursor stands on a row. FALSE: the end, or @error is set. */
gboolean an_rows_next (AnRows *self, GError **error);
const char *an_rows_text (AnRows *self, int column); /* (nullable), until the next step */
gint64 an_rows_int (AnRows *self, int column);
GBytes *an_rows_bytes (AnRows *self, int column) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */
gboolean an_rows_key (AnRows *self, int column, guint8 key[32]); /* FALSE: not 32 bytes */
void an_rows_free (AnRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnRows, an_rows_free)

/* A function that runs as one whole: FALSE with an error undoes all that it wrote. */
typedef gboolean (*AnDatabaseFunc) (AnDatabase *database, gpointer data, GError **error);
gboolean
an_database_transact (AnDatabase *self, AnDatabaseFunc func, gpointer data, GError **error);

G_END_DECLS
