// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Private to the vault: its key in the user's keyring. Every call blocks, for some seconds at most;
 * never call from a main loop. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnKeyringAnswer:
 * @AN_KEYRING_DONE: found, stored or removed
 * @AN_KEYRING_ABSENT: the keyring is open and has no such key
 * @AN_KEYRING_LOCKED: the keyring is there and stays locked
 * @AN_KEYRING_UNAVAILABLE: nothing that keeps keys answers
 * @AN_KEYRING_CANCELLED: the caller's cancellable
 */
typedef enum {
  AN_KEYRING_DONE,
  AN_KEYRING_ABSENT,
  AN_KEYRING_LOCKED,
  AN_KEYRING_UNAVAILABLE,
  AN_KEYRING_CANCELLED,
} AnKeyringAnswer;

AnKeyringAnswer an_keyring_load (const char *vault_id, GCancellable *cancellable, char **secret);
AnKeyringAnswer
an_keyring_store (const char *vault_id, const char *secret, GCancellable *cancellable);
AnKeyringAnswer an_keyring_forget (const char *vault_id, GCancellable *cancellable);

/* Of an-keyring-unlock.c, for an-keyring.c. */
gboolean
an_keyring_unlock (GDBusProxy *service, const char *path, guint seconds, GCancellable *cancellable);

G_END_DECLS
