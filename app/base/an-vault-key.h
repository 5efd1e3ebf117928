// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Private to the vault: its keys, and what they seal. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AN_VAULT_KEY_BYTES 32
#define AN_VAULT_ID_BYTES 16
#define AN_VAULT_SALT_BYTES 16

/* What a vault file says of itself before any key is known. */
typedef struct {
  guint8 id[AN_VAULT_ID_BYTES];     /* random; names the key in the keyring */
  gboolean has_passphrase;          /* else the key lies in the keyring */
  guint8 salt[AN_VAULT_SALT_BYTES]; /* this and the next three only with a passphrase */
  guint64 opslimit;
  gsize memlimit;
  GBytes *wrapped; /* (owned) (nullable): the vault key, sealed under the passphrase */
  GBytes *check;   /* (owned) (nullable): nothing, sealed under the vault key */
} AnVaultHeader;

void an_vault_header_clear (AnVaultHeader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnVaultHeader, an_vault_header_clear)

guint8 *an_vault_key_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_vault_key_free (guint8 *key);
char *an_vault_key_to_text (const guint8 *key) G_GNUC_WARN_UNUSED_RESULT;
guint8 *an_vault_key_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

void an_vault_header_init (AnVaultHeader *self);
void an_vault_header_set_check (AnVaultHeader *self, const guint8 *key);
gboolean an_vault_header_accepts (const AnVaultHeader *self, const guint8 *key);
gboolean an_vault_header_wrap (AnVaultHeader *self,
                               const guint8 *key,
                               const char *passphrase,
                               GError **error);
guint8 *an_vault_header_unwrap (const AnVaultHeader *self,
                                const char *passphrase,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *an_vault_seal (const guint8 *key,
                       const guint8 *vault_id,
                       const char *kind,
                       const char *id,
                       gconstpointer content,
                       gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *an_vault_unseal (const guint8 *key,
                         const guint8 *vault_id,
                         const char *kind,
                         const char *id,
                         gconstpointer sealed,
                         gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
