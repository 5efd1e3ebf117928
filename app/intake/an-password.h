// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <sodium.h>

#include "report/an-seal.h"

G_BEGIN_DECLS

/* A secret key sealed with a password: Argon2id, then XSalsa20-Poly1305. As the store has it. */
typedef struct {
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 nonce[crypto_secretbox_NONCEBYTES];
  guint8 box[crypto_secretbox_MACBYTES + AN_SEAL_SECRET_KEY_BYTES];
} AnPasswordBox;

typedef struct {
  gint64 passes;
  gint64 memory;
} AnPasswordCost;

AnPasswordCost an_password_choose_cost (void);
/* Whether it may be a new one. */
gboolean an_password_check (const char *password, GError **error);
/* Slow, both of them: not on the main loop. */
gboolean an_password_seal (const guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                           const char *password,
                           AnPasswordCost cost,
                           AnPasswordBox *box,
                           GError **error);
/* FALSE without an error: it is another password. */
gboolean an_password_open (const AnPasswordBox *box,
                           const char *password,
                           AnPasswordCost cost,
                           guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                           GError **error);

G_END_DECLS
