// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * How a vault is opened or made. An existing vault says itself where its key is: in the keyring or
 * under a passphrase; no other place is asked, and a key that is gone never leads to a new vault
 * over the old one. A new vault takes a given passphrase, else the keyring.
 */

#include "base/an-secret.h"
#include "base/an-vault.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-keyring.h"
#include "base/an-paths.h"
#include "base/an-vault-private.h"

/* What an opening is about, for the task's thread. */
typedef struct {
  char *directory;  /* (owned) */
  char *passphrase; /* (owned) (nullable) */
} Request;

/* Helpers */

static void
wipe_text (char *text)
{
  if (text == NULL)
    return;
  an_secret_free (text);
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->directory);
  wipe_text (self->passphrase);
  g_free (self);
}

static char *
describe_id (const AnVaultHeader *header)
{
  char text[AN_VAULT_ID_BYTES * 2 + 1];

  return g_strdup (sodium_bin2hex (text, sizeof text, header->id, sizeof header->id));
}

static gpointer
fail (GError **error, AnVaultError code, const char *text)
{
  g_set_error_literal (error, AN_VAULT_ERROR, (int) code, text);
  return NULL;
}

static gboolean
fail_cancelled (GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  return FALSE;
}

/* The key of an existing vault from the keyring: (transfer full), NULL with an error. */
static guint8 *
load_key (const AnVaultHeader *header, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = describe_id (header);
  char *secret = NULL;
  guint8 *key;

  switch (an_keyring_load (id, cancellable, &secret)) {
  case AN_KEYRING_DONE:
    break;
  case AN_KEYRING_ABSENT:
    return fail (error,
                 AN_VAULT_ERROR_WRONG_KEY,
                 _ ("the keyring no longer has the key of this vault; nothing was changed"));
  case AN_KEYRING_CANCELLED:
    fail_cancelled (cancellable, error);
    return NULL;
  case AN_KEYRING_UNAVAILABLE:
    return fail (error,
                 AN_VAULT_ERROR_LOCKED,
                 _ ("the keyring that has the key of this vault does not answer"));
  case AN_KEYRING_LOCKED:
  default:
    return fail (error, AN_VAULT_ERROR_LOCKED, _ ("the keyring is locked"));
  }
  key = an_vault_key_from_text (secret);
  wipe_text (secret);
  if (key != NULL && an_vault_header_accepts (header, key))
    return key;
  an_vault_key_free (key);
  return fail (error,
               AN_VAULT_ERROR_WRONG_KEY,
               _ ("the key in the keyring does not open this vault; nothing was changed"));
}

static guint8 *
find_key (const AnVaultHeader *header,
          const char *passphrase,
          GCancellable *cancellable,
          GError **error)
{
  guint8 *key;

  if (!header->has_passphrase)
    return load_key (header, cancellable, error);
  if (passphrase == NULL)
    return fail (error, AN_VAULT_ERROR_NEEDS_PASSPHRASE, _ ("this vault needs its passphrase"));
  key = an_vault_header_unwrap (header, passphrase, error);
  if (key == NULL || an_vault_header_accepts (header, key))
    return key;
  an_vault_key_free (key);
  return fail (error,
               AN_VAULT_ERROR_CORRUPT,
               _ ("what the vault says of its passphrase is damaged"));
}

/* Gives the key of a new vault to the keyring. */
static gboolean
keep_key (const AnVaultHeader *header, const guint8 *key, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = describe_id (header);
  char *secret = an_vault_key_to_text (key);
  AnKeyringAnswer answer = an_keyring_store (id, secret, cancellable);

  wipe_text (secret);
  switch (answer) {
  case AN_KEYRING_DONE:
    return TRUE;
  case AN_KEYRING_CANCELLED:
    return fail_cancelled (cancellable, error);
  case AN_KEYRING_LOCKED:
    fail (error, AN_VAULT_ERROR_LOCKED, _ ("the keyring is locked"));
    return FALSE;
  case AN_KEYRING_ABSENT:
  case AN_KEYRING_UNAVAILABLE:
  default:
    fail (error,
          AN_VAULT_ERROR_NEEDS_NEW_PASSPHRASE,
          _ ("a new vault needs a passphrase, because no keyring answers"));
    return FALSE;
  }
}

/* Makes the vault in an empty file. @is_taken: another process was faster. */
static guint8 *
create (sqlite3 *db,
        AnVaultHeader *header,
        const char *passphrase,
        gboolean *is_taken,
        GCancellable *cancellable,
        GError **error)
{
  guint8 *key = an_vault_key_new ();
  g_autofree char *id = NULL;

  *is_taken = FALSE;
  an_vault_header_init (header);
  if (passphrase != NULL ? an_vault_header_wrap (header, key, passphrase, error)
                         : keep_key (header, key, cancellable, error)) {
    an_vault_header_set_check (header, key);
    if (an_vault_db_create (db, header, is_taken, error))
      return key;
    id = describe_id (header);
    if (passphrase == NULL)
      an_keyring_forget (id, NULL);
  }
  an_vault_key_free (key);
  return NULL;
}

/* An empty vault.db beside sealed files is what is left of a damaged vault, not a new one. */
static gboolean
check_blobs (const char *directory, GError **error)
{
  g_autofree char *blobs = g_build_filename (directory, "blobs", NULL);
  g_autoptr (GDir) dir = g_dir_open (blobs, 0, NULL);

  if (dir == NULL || g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error,
               AN_VAULT_ERROR,
               AN_VAULT_ERROR_CORRUPT,
               _ ("%s holds sealed files, but vault.db beside it is empty"), blobs);
  return FALSE;
}

static gboolean
start_sodium (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  fail (error, AN_VAULT_ERROR_STORAGE, _ ("this computer gives no random numbers"));
  return FALSE;
}

static gboolean
prepare_directories (const char *directory, GError **error)
{
  g_autofree char *blobs = g_build_filename (directory, "blobs", NULL);
  g_autoptr (GError) reason = NULL;

  if (an_paths_ensure_private_dir (directory, &reason) &&
      an_paths_ensure_private_dir (blobs, &reason))
    return TRUE;
  g_set_error_literal (error, AN_VAULT_ERROR, AN_VAULT_ERROR_STORAGE, reason->message);
  return FALSE;
}

/* The key for the open file: of the vault in it, or of a new one. */
static guint8 *
settle_key (sqlite3 *db,
            const Request *request,
            AnVaultHeader *header,
            GCancellable *cancellable,
            GError **error)
{
  gboolean is_new, is_taken = FALSE;
  guint8 *key;

  if (!an_vault_db_read_header (db, header, &is_new, error))
    return NULL;
  if (!is_new)
    return find_key (header, request->passphrase, cancellable, error);
  if (!check_blobs (request->directory, error))
    return NULL;
  key = create (db, header, request->passphrase, &is_taken, cancellable, error);
  if (key != NULL || !is_taken)
    return key;
  an_vault_header_clear (header);
  memset (header, 0, sizeof *header);
  if (!an_vault_db_read_header (db, header, &is_new, error))
    return NULL;
  return find_key (header, request->passphrase, cancellable, error);
}

static AnVault *
open_vault (const Request *request, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (request->directory, "vault.db", NULL);
  g_auto (AnVaultHeader) header = { 0 };
  sqlite3 *db;
  guint8 *key;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !start_sodium (error) ||
      !prepare_directories (request->directory, error))
    return NULL;
  db = an_vault_db_open (path, error);
  if (db == NULL)
    return NULL;
  key = settle_key (db, request, &header, cancellable, error);
  if (key == NULL) {
    an_vault_db_close (db);
    return NULL;
  }
  return an_vault_new_on (db, key, &header, request->directory);
}

/* Callbacks */

static void
on_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  AnVault *vault = open_vault (data, cancellable, &error);

  if (vault != NULL)
    g_task_return_pointer (task, vault, g_object_unref);
  else
    g_task_return_error (task, error);
}

static Request *
request_new (const char *directory, const char *passphrase)
{
  Request *self = g_new0 (Request, 1);

  self->directory = g_strdup (directory);
  self->passphrase = g_strdup (passphrase);
  return self;
}

/* Public */

/**
 * an_vault_open_async:
 * @directory: made where it is missing
 *
 * Opens the vault of @directory by the keyring, or makes it. Nobody waits: keyring and disk are
 * asked in a thread.
 */
void
an_vault_open_async (const char *directory,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  an_vault_open_with_passphrase_async (directory, NULL, cancellable, callback, user_data);
}

/**
 * an_vault_open_with_passphrase_async:
 * @passphrase: (nullable): opens a vault that has one, and closes a new one; a vault whose key is
 *   in the keyring does not ask for it
 */
void
an_vault_open_with_passphrase_async (const char *directory,
                                     const char *passphrase,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (directory != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, an_vault_open_with_passphrase_async);
  g_task_set_task_data (task, request_new (directory, passphrase), request_free);
  g_task_run_in_thread (task, on_task);
}

/**
 * an_vault_open_finish:
 *
 * Returns: (transfer full): the open vault, or %NULL with an %AN_VAULT_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
AnVault *
an_vault_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * an_vault_open_sync:
 * @passphrase: (nullable): see an_vault_open_with_passphrase_async()
 *
 * For programs that have nothing else to do meanwhile.
 *
 * Returns: (transfer full): the open vault, or %NULL with an error
 */
AnVault *
an_vault_open_sync (const char *directory,
                    const char *passphrase,
                    GCancellable *cancellable,
                    GError **error)
{
  Request *request;
  AnVault *vault;

  g_return_val_if_fail (directory != NULL, NULL);

  request = request_new (directory, passphrase);
  vault = open_vault (request, cancellable, error);
  request_free (request);
  return vault;
}

/**
 * an_vault_new_in_memory:
 *
 * Returns: (transfer full): a vault whose key and records vanish with it
 */
AnVault *
an_vault_new_in_memory (GError **error)
{
  g_auto (AnVaultHeader) header = { 0 };
  sqlite3 *db = start_sodium (error) ? an_vault_db_open (":memory:", error) : NULL;
  gboolean is_taken;
  guint8 *key;

  if (db == NULL)
    return NULL;
  key = an_vault_key_new ();
  an_vault_header_init (&header);
  an_vault_header_set_check (&header, key);
  if (an_vault_db_create (db, &header, &is_taken, error))
    return an_vault_new_on (db, key, &header, NULL);
  an_vault_key_free (key);
  an_vault_db_close (db);
  return NULL;
}
