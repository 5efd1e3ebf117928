// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AN_RECEIPT_ERROR (an_receipt_error_quark ())
GQuark an_receipt_error_quark (void);

/**
 * AnReceiptError:
 * @AN_RECEIPT_ERROR_LENGTH: not 25 characters
 * @AN_RECEIPT_ERROR_CHARACTER: a character that Crockford's base32 does not have
 * @AN_RECEIPT_ERROR_CHECK: the check symbol does not fit: a typing mistake
 */
typedef enum {
  AN_RECEIPT_ERROR_LENGTH,
  AN_RECEIPT_ERROR_CHARACTER,
  AN_RECEIPT_ERROR_CHECK,
} AnReceiptError;

#define AN_RECEIPT_SECRET_BYTES 15   /* 120 bits */
#define AN_RECEIPT_TOKEN_BYTES 32    /* what the server is shown */
#define AN_RECEIPT_VERIFIER_BYTES 32 /* what the server keeps */

/**
 * AnReceipt:
 *
 * The reporter's only credential: 120 random bits. Written as six groups of four characters of
 * Crockford's base32 and a check symbol (the 120-bit number modulo 37, so that the alphabet of the
 * last place also has `*~$=U`), `ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-C`.
 *
 * What comes from it, by BLAKE2b-256 without key and salt, told apart by the personalisation (16
 * bytes, filled up with zeros):
 * - token = BLAKE2b (secret, "annhi/1 bearer"): shown to the server as `Bearer` base64url (token)
 * - verifier = BLAKE2b (token, "annhi/1 verifier"): what the server keeps of it
 * - key pair = crypto_box_seed_keypair (BLAKE2b (secret, "annhi/1 keypair")): X25519, with which
 *   the reporter opens what is sealed to him
 *
 * The server never sees the secret itself. 120 random bits need no slow hash.
 */
typedef struct _AnReceipt AnReceipt;

AnReceipt *an_receipt_new (void) G_GNUC_WARN_UNUSED_RESULT;
AnReceipt *an_receipt_parse (const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;          /* forgives spaces, dashes, case, O/0, I/L/1 */
void an_receipt_free (AnReceipt *self); /* wipes */
char *an_receipt_to_text (const AnReceipt *self) G_GNUC_WARN_UNUSED_RESULT;
char *an_receipt_to_bearer (const AnReceipt *self)
    G_GNUC_WARN_UNUSED_RESULT; /* base64url of the token, no padding */
void an_receipt_get_verifier (const AnReceipt *self, guint8 verifier[AN_RECEIPT_VERIFIER_BYTES]);
/* The server's half: bearer → verifier; FALSE when it is not a token at all. */
gboolean an_receipt_verifier_from_bearer (const char *bearer,
                                          guint8 verifier[AN_RECEIPT_VERIFIER_BYTES]);
void an_receipt_get_key_pair (const AnReceipt *self, guint8 public_key[32], guint8 secret_key[32]);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnReceipt, an_receipt_free)

G_END_DECLS
