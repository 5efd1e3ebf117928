// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-vault.h"
#include "report/an-outbox.h"

G_BEGIN_DECLS

typedef enum {
  AN_STORE_OPENING,
  AN_STORE_NEEDS_PASSPHRASE,
  AN_STORE_NEEDS_NEW_PASSPHRASE,
  AN_STORE_LOCKED, /* the keyring is there and stays locked */
  AN_STORE_READY,
  AN_STORE_FAILED,
} AnStoreState;

/**
 * AnStore:
 *
 * What the window keeps open for all rooms: the vault, the outbox on it, and the channels to send
 * by. Opens in the background; rooms watch `state` (notify::state) and show a waiting, passphrase
 * or error page until it is %AN_STORE_READY.
 */
#define AN_TYPE_STORE (an_store_get_type ())
G_DECLARE_FINAL_TYPE (AnStore, an_store, AN, STORE, GObject)

AnStore *an_store_new (const char *directory,
                       const char *extra_channel_path); /* NULLs: the user's, none */
AnStore *an_store_new_for_example (void); /* in memory, ready, no network: for annhi-page */
void an_store_open (AnStore *self);
void an_store_open_with_passphrase (AnStore *self, const char *passphrase);

AnStoreState an_store_get_state (AnStore *self);
const char *
an_store_get_problem (AnStore *self); /* (nullable) translated, for FAILED and wrong passphrases */
AnVault *an_store_get_vault (AnStore *self);      /* (transfer none) (nullable) until READY */
AnOutbox *an_store_get_outbox (AnStore *self);    /* (transfer none) (nullable) until READY */
GPtrArray *an_store_get_channels (AnStore *self); /* (transfer none) of AnChannel */

G_END_DECLS
