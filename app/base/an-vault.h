// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define AN_VAULT_ERROR (an_vault_error_quark ())
GQuark an_vault_error_quark (void);

/**
 * AnVaultError:
 * @AN_VAULT_ERROR_NEEDS_PASSPHRASE: no keyring answers for this vault; ask for the passphrase
 * @AN_VAULT_ERROR_NEEDS_NEW_PASSPHRASE: a new vault and no keyring; ask to choose a passphrase
 * @AN_VAULT_ERROR_WRONG_KEY: the passphrase (or the key in the keyring) does not open this vault
 * @AN_VAULT_ERROR_LOCKED: the keyring is there and stays locked
 * @AN_VAULT_ERROR_CORRUPT: the file, or the one record named in the message, is damaged
 * @AN_VAULT_ERROR_NOT_FOUND: no such record
 * @AN_VAULT_ERROR_BUSY: another process holds the vault
 * @AN_VAULT_ERROR_STORAGE: the disk refused (full, read-only, I/O error)
 */
typedef enum {
  AN_VAULT_ERROR_NEEDS_PASSPHRASE,
  AN_VAULT_ERROR_NEEDS_NEW_PASSPHRASE,
  AN_VAULT_ERROR_WRONG_KEY,
  AN_VAULT_ERROR_LOCKED,
  AN_VAULT_ERROR_CORRUPT,
  AN_VAULT_ERROR_NOT_FOUND,
  AN_VAULT_ERROR_BUSY,
  AN_VAULT_ERROR_STORAGE,
} AnVaultError;

/**
 * AnVault:
 *
 * An SQLite file of sealed records: everything An Nhi remembers of a family (drafts, outbox,
 * progress). Kind and id of a record stand in clear, so neither may say anything of its content;
 * the rest is XChaCha20-Poly1305 under the vault key, bound to kind and id. Safe to use from
 * several threads. Every write is durable (synchronous=FULL) when the call returns, and calls take
 * effect in their order, the asynchronous ones too.
 */
#define AN_TYPE_VAULT (an_vault_get_type ())
G_DECLARE_FINAL_TYPE (AnVault, an_vault, AN, VAULT, GObject)

/* Opening: an-vault-open.c. The key lies in the keyring; where none answers, a passphrase
 * (Argon2id) wraps it. @directory holds vault.db and blobs/, mode 0700. */
void an_vault_open_async (const char *directory,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
void an_vault_open_with_passphrase_async (const char *directory,
                                          const char *passphrase,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
AnVault *an_vault_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For programs without a main loop of their own: keyring first, unless a passphrase is given. */
AnVault *an_vault_open_sync (const char *directory,
                             const char *passphrase,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A vault that lives only in memory, for tests and example pages. */
AnVault *an_vault_new_in_memory (GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *an_vault_get_directory (AnVault *self); /* NULL in memory */

/* Records. */
gboolean
an_vault_put (AnVault *self, const char *kind, const char *id, GBytes *content, GError **error);
GBytes *an_vault_get (AnVault *self, const char *kind, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean an_vault_remove (AnVault *self, const char *kind, const char *id, GError **error);
char **an_vault_list (AnVault *self, const char *kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For the window, which must not wait for the disk. The vault stays until the last write is done;
 * a program must run until then. */
void an_vault_put_async (AnVault *self,
                         const char *kind,
                         const char *id,
                         GBytes *content,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
void an_vault_put_json_async (AnVault *self,
                              const char *kind,
                              const char *id,
                              JsonNode *content,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean an_vault_put_finish (AnVault *self, GAsyncResult *result, GError **error);
void an_vault_remove_async (AnVault *self,
                            const char *kind,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean an_vault_remove_finish (AnVault *self, GAsyncResult *result, GError **error);

/* JSON twins of put and get. */
gboolean an_vault_put_json (AnVault *self,
                            const char *kind,
                            const char *id,
                            JsonNode *content,
                            GError **error);
JsonNode *an_vault_get_json (AnVault *self, const char *kind, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
