// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The records of an open vault. How it was opened is an-vault-open.c's, how a record is sealed
 * an-vault-seal.c's, and what need not be waited for an-vault-async.c's.
 */

#include "base/an-vault.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-vault-private.h"

G_DEFINE_FINAL_TYPE (AnVault, an_vault, G_TYPE_OBJECT)

G_DEFINE_QUARK (an_vault_error, an_vault_error)

/* Helpers */

static gboolean
is_name (const char *text)
{
  return text != NULL && *text != '\0';
}

/* (transfer full): NULL with an error. The lock is held. */
static sqlite3_stmt *
prepare (AnVault *self, const char *sql, const char *kind, const char *id, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK) {
    an_vault_db_fail (self->db, error);
    return NULL;
  }
  sqlite3_bind_text (statement, 1, kind, -1, SQLITE_TRANSIENT);
  if (id != NULL)
    sqlite3_bind_text (statement, 2, id, -1, SQLITE_TRANSIENT);
  return statement;
}

gboolean
an_vault_put_locked (AnVault *self,
                     const char *kind,
                     const char *id,
                     GBytes *content,
                     GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (content, &length);
  sqlite3_stmt *statement;
  gboolean good;

  statement = prepare (self,
                       "INSERT INTO record (kind, id, sealed) VALUES (?1, ?2, ?3)"
                       " ON CONFLICT (kind, id) DO UPDATE SET sealed = excluded.sealed",
                       kind,
                       id,
                       error);
  if (statement == NULL)
    return FALSE;
  sealed = an_vault_seal (self->key, self->id, kind, id, data, length);
  data = g_bytes_get_data (sealed, &length);
  good = sqlite3_bind_blob64 (statement, 3, data, length, SQLITE_STATIC) == SQLITE_OK &&
         sqlite3_step (statement) == SQLITE_DONE;
  if (!good)
    an_vault_db_fail (self->db, error);
  sqlite3_finalize (statement);
  return good;
}

gboolean
an_vault_remove_locked (AnVault *self, const char *kind, const char *id, GError **error)
{
  sqlite3_stmt *statement =
      prepare (self, "DELETE FROM record WHERE kind = ?1 AND id = ?2", kind, id, error);
  gboolean good;

  if (statement == NULL)
    return FALSE;
  good = sqlite3_step (statement) == SQLITE_DONE;
  if (!good)
    an_vault_db_fail (self->db, error);
  sqlite3_finalize (statement);
  /* What is forgotten shall not linger in the log either; another reader may put that off. */
  if (good)
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return good;
}

static GBytes *
take_content (AnVault *self,
              sqlite3_stmt *statement,
              const char *kind,
              const char *id,
              GError **error)
{
  GBytes *content;

  switch (sqlite3_step (statement)) {
  case SQLITE_ROW:
    break;
  case SQLITE_DONE:
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_NOT_FOUND,
                 _ ("the vault has no record %s/%s"), kind, id);
    return NULL;
  default:
    an_vault_db_fail (self->db, error);
    return NULL;
  }
  content = an_vault_unseal (self->key,
                             self->id,
                             kind,
                             id,
                             sqlite3_column_blob (statement, 0),
                             (gsize) sqlite3_column_bytes (statement, 0));
  if (content == NULL)
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_CORRUPT,
                 _ ("the record %s/%s of the vault is damaged"), kind, id);
  return content;
}

/* The lock is held until g_mutex_unlock (). Waits for the writes that were asked for earlier, so
 * that calls take effect in their order. */
static void
lock_after_pending (AnVault *self)
{
  g_mutex_lock (&self->lock);
  while (self->pending > 0)
    g_cond_wait (&self->pending_done, &self->lock);
}

static void
an_vault_finalize (GObject *object)
{
  AnVault *self = AN_VAULT (object);

  /* Every task holds a reference, so the queue is empty; this may be its own thread. */
  g_thread_pool_free (self->writer, FALSE, FALSE);
  an_vault_db_close (self->db);
  an_vault_key_free (self->key);
  g_free (self->directory);
  g_cond_clear (&self->pending_done);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (an_vault_parent_class)->finalize (object);
}

static void
an_vault_class_init (AnVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = an_vault_finalize;
}

static void
an_vault_init (AnVault *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->pending_done);
  self->writer = g_thread_pool_new (an_vault_on_write, NULL, 1, FALSE, NULL);
}

/* Public */

AnVault *
an_vault_new_on (sqlite3 *db, guint8 *key, const AnVaultHeader *header, const char *directory)
{
  AnVault *self = g_object_new (AN_TYPE_VAULT, NULL);

  self->db = db;
  self->key = key;
  memcpy (self->id, header->id, sizeof self->id);
  self->directory = g_strdup (directory);
  return self;
}

/**
 * an_vault_get_directory:
 *
 * Returns: (nullable): where vault.db and blobs/ lie; %NULL for a vault in memory
 */
const char *
an_vault_get_directory (AnVault *self)
{
  g_return_val_if_fail (AN_IS_VAULT (self), NULL);

  return self->directory;
}

/**
 * an_vault_put:
 * @kind: a word of ours, such as `draft`; stands in clear
 * @id: names the record within @kind; stands in clear
 *
 * Writes a record, in the place of an older one of that name. Waits for the disk.
 */
gboolean
an_vault_put (AnVault *self, const char *kind, const char *id, GBytes *content, GError **error)
{
  gboolean good;

  g_return_val_if_fail (AN_IS_VAULT (self) && is_name (kind) && is_name (id), FALSE);
  g_return_val_if_fail (content != NULL, FALSE);

  lock_after_pending (self);
  good = an_vault_put_locked (self, kind, id, content, error);
  g_mutex_unlock (&self->lock);
  return good;
}

/**
 * an_vault_get:
 *
 * Returns: (transfer full): the content, wiped when it is freed; %NULL with
 *   %AN_VAULT_ERROR_NOT_FOUND, or %AN_VAULT_ERROR_CORRUPT naming the record
 */
GBytes *
an_vault_get (AnVault *self, const char *kind, const char *id, GError **error)
{
  sqlite3_stmt *statement;
  GBytes *content = NULL;

  g_return_val_if_fail (AN_IS_VAULT (self) && is_name (kind) && is_name (id), NULL);

  lock_after_pending (self);
  statement =
      prepare (self, "SELECT sealed FROM record WHERE kind = ?1 AND id = ?2", kind, id, error);
  if (statement != NULL)
    content = take_content (self, statement, kind, id, error);
  sqlite3_finalize (statement);
  g_mutex_unlock (&self->lock);
  return content;
}

/**
 * an_vault_remove:
 *
 * Forgets a record; one that is not there is forgotten already.
 */
gboolean
an_vault_remove (AnVault *self, const char *kind, const char *id, GError **error)
{
  gboolean good;

  g_return_val_if_fail (AN_IS_VAULT (self) && is_name (kind) && is_name (id), FALSE);

  lock_after_pending (self);
  good = an_vault_remove_locked (self, kind, id, error);
  g_mutex_unlock (&self->lock);
  return good;
}

/**
 * an_vault_list:
 *
 * Returns: (transfer full): the ids of @kind in ascending order, or %NULL with an error
 */
char **
an_vault_list (AnVault *self, const char *kind, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  sqlite3_stmt *statement;
  int result = SQLITE_ERROR;

  g_return_val_if_fail (AN_IS_VAULT (self) && is_name (kind), NULL);

  lock_after_pending (self);
  statement =
      prepare (self, "SELECT id FROM record WHERE kind = ?1 ORDER BY id", kind, NULL, error);
  if (statement != NULL) {
    while ((result = sqlite3_step (statement)) == SQLITE_ROW)
      g_strv_builder_add (ids, (const char *) sqlite3_column_text (statement, 0));
    if (result != SQLITE_DONE)
      an_vault_db_fail (self->db, error);
  }
  sqlite3_finalize (statement);
  g_mutex_unlock (&self->lock);
  return result == SQLITE_DONE ? g_strv_builder_end (ids) : NULL;
}
