// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The receipt: its text and the three values derived from it. How it is shown and printed is
 * an-receipt-pdf.c's and the window's.
 */

#include "report/an-receipt.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"

#define TEXT_SYMBOLS 24 /* of 5 bits: 120 bits */
#define BEARER_LENGTH 43

/* Crockford's alphabet, and the five symbols that only the check may be. */
static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/* BLAKE2b personalisations, 16 bytes each. */
static const guint8 personal_token[16] = "annhi/1 bearer";
static const guint8 personal_key_pair[16] = "annhi/1 keypair";
static const guint8 personal_verifier[17] = "annhi/1 verifier";

struct _AnReceipt {
  guint8 secret[AN_RECEIPT_SECRET_BYTES];
};

G_DEFINE_QUARK (an_receipt_error, an_receipt_error)

/* Helpers */

/* BLAKE2b-256 without key and salt. */
static void
derive (const guint8 *input, gsize length, const guint8 *personal, guint8 output[32])
{
  crypto_generichash_blake2b_salt_personal (output, 32, input, length, NULL, 0, NULL, personal);
}

static void
derive_token (const AnReceipt *self, guint8 token[AN_RECEIPT_TOKEN_BYTES])
{
  derive (self->secret, sizeof self->secret, personal_token, token);
}

/* The number that the 24 symbols write, modulo 37. */
static guint
check_value (const guint8 values[TEXT_SYMBOLS])
{
  guint rest = 0;

  for (int i = 0; i < TEXT_SYMBOLS; i++)
    rest = (rest * 32 + values[i]) % 37;
  return rest;
}

static void
unpack (const guint8 secret[AN_RECEIPT_SECRET_BYTES], guint8 values[TEXT_SYMBOLS])
{
  for (int i = 0; i < TEXT_SYMBOLS; i++) {
    int bit = i * 5, shift = 11 - bit % 8;
    guint pair = (guint) secret[bit / 8] << 8;

    if (bit / 8 + 1 < AN_RECEIPT_SECRET_BYTES)
      pair |= secret[bit / 8 + 1];
    values[i] = (pair >> shift) & 31;
  }
}

static void
pack (const guint8 values[TEXT_SYMBOLS], guint8 secret[AN_RECEIPT_SECRET_BYTES])
{
  memset (secret, 0, AN_RECEIPT_SECRET_BYTES);
  for (int i = 0; i < TEXT_SYMBOLS * 5; i++) {
    if ((values[i / 5] >> (4 - i % 5)) & 1)
      secret[i / 8] = (guint8) (secret[i / 8] | (1 << (7 - i % 8)));
  }
}

/* -1: nothing Crockford would write */
static int
symbol_value (gunichar c)
{
  const char *found;

  c = g_unichar_toupper (c);
  if (c == 'O')
    return 0;
  if (c == 'I' || c == 'L')
    return 1;
  if (c == 0 || c > 0x7f)
    return -1;
  found = strchr (symbols, (int) c);
  return found == NULL ? -1 : (int) (found - symbols);
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x00ad ||
         c == 0x200b || c == 0x2212 || c == 0xfeff;
}

/* Answers the number of symbols, one more than fit when there are too many, -1 for a character
 * that may not stand where it stands. */
static int
read_symbols (const char *text, guint8 values[TEXT_SYMBOLS + 1])
{
  int count = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    int value;

    if (is_separator (c))
      continue;
    value = symbol_value (c);
    if (value < 0 || (value >= 32 && count != TEXT_SYMBOLS))
      return -1;
    if (count > TEXT_SYMBOLS)
      return count + 1;
    values[count++] = (guint8) value;
  }
  return count;
}

/* Public */

/**
 * an_receipt_new:
 *
 * Returns: (transfer full): a fresh random receipt
 */
AnReceipt *
an_receipt_new (void)
{
  AnReceipt *self;

  g_return_val_if_fail (sodium_init () >= 0, NULL);

  self = g_new0 (AnReceipt, 1);
  randombytes_buf (self->secret, sizeof self->secret);
  return self;
}

/**
 * an_receipt_parse:
 * @text: what a person typed or a QR code said
 *
 * Spaces, dashes and case do not matter, `O` counts as `0`, `I` and `L` as `1`.
 *
 * Returns: (transfer full): the receipt, or %NULL with an %AN_RECEIPT_ERROR
 */
AnReceipt *
an_receipt_parse (const char *text, GError **error)
{
  guint8 values[TEXT_SYMBOLS + 1] = { 0 };
  AnReceipt *self = NULL;
  int count;

  g_return_val_if_fail (text != NULL, NULL);

  count = g_utf8_validate (text, -1, NULL) ? read_symbols (text, values) : -1;
  if (count < 0) {
    g_set_error_literal (error,
                         AN_RECEIPT_ERROR,
                         AN_RECEIPT_ERROR_CHARACTER,
                         _ ("A receipt has only digits and letters, and no U except at its end."));
  } else if (count != TEXT_SYMBOLS + 1) {
    g_set_error_literal (error,
                         AN_RECEIPT_ERROR,
                         AN_RECEIPT_ERROR_LENGTH,
                         _ ("A receipt has six groups of four characters and one at its end."));
  } else if (check_value (values) != values[TEXT_SYMBOLS]) {
    g_set_error_literal (error,
                         AN_RECEIPT_ERROR,
                         AN_RECEIPT_ERROR_CHECK,
                         _ ("One of the characters is mistyped. Please compare it once more."));
  } else {
    self = g_new0 (AnReceipt, 1);
    pack (values, self->secret);
  }
  sodium_memzero (values, sizeof values);
  return self;
}

/**
 * an_receipt_free:
 * @self: (nullable) (transfer full): a receipt
 *
 * Wipes the secret.
 */
void
an_receipt_free (AnReceipt *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/**
 * an_receipt_to_text:
 *
 * Returns: (transfer full): `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-C`, to be wiped when it has been used
 */
char *
an_receipt_to_text (const AnReceipt *self)
{
  guint8 values[TEXT_SYMBOLS];
  char text[TEXT_SYMBOLS + TEXT_SYMBOLS / 4 + 2];
  char *copy;
  int length = 0;

  g_return_val_if_fail (self != NULL, NULL);

  unpack (self->secret, values);
  for (int i = 0; i < TEXT_SYMBOLS; i++) {
    text[length++] = symbols[values[i]];
    if (i % 4 == 3)
      text[length++] = '-';
  }
  text[length++] = symbols[check_value (values)];
  text[length] = '\0';
  copy = g_strdup (text);
  sodium_memzero (values, sizeof values);
  sodium_memzero (text, sizeof text);
  return copy;
}

/**
 * an_receipt_to_bearer:
 *
 * Returns: (transfer full): the token for `Authorization: Bearer`, 43 characters of base64url
 */
char *
an_receipt_to_bearer (const AnReceipt *self)
{
  guint8 token[AN_RECEIPT_TOKEN_BYTES];
  char *text;

  g_return_val_if_fail (self != NULL, NULL);

  derive_token (self, token);
  text = g_malloc (BEARER_LENGTH + 1);
  sodium_bin2base64 (text,
                     BEARER_LENGTH + 1,
                     token,
                     sizeof token,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (token, sizeof token);
  return text;
}

/**
 * an_receipt_get_verifier:
 * @verifier: (out caller-allocates): what the server keeps to recognise the token
 */
void
an_receipt_get_verifier (const AnReceipt *self, guint8 verifier[AN_RECEIPT_VERIFIER_BYTES])
{
  guint8 token[AN_RECEIPT_TOKEN_BYTES];

  g_return_if_fail (self != NULL && verifier != NULL);

  derive_token (self, token);
  derive (token, sizeof token, personal_verifier, verifier);
  sodium_memzero (token, sizeof token);
}

/**
 * an_receipt_verifier_from_bearer:
 * @bearer: (nullable): what came after `Bearer `
 * @verifier: (out caller-allocates): compare it in constant time
 *
 * Returns: %FALSE when @bearer is not a token at all; @verifier is then zeros
 */
gboolean
an_receipt_verifier_from_bearer (const char *bearer, guint8 verifier[AN_RECEIPT_VERIFIER_BYTES])
{
  guint8 token[AN_RECEIPT_TOKEN_BYTES];
  gsize length = 0;
  gboolean valid;

  g_return_val_if_fail (verifier != NULL, FALSE);

  /* libsodium 1.0.18 takes some bytes above 0x7f for an "A" */
  valid = bearer != NULL && strlen (bearer) == BEARER_LENGTH && g_str_is_ascii (bearer) &&
          sodium_base642bin (token,
                             sizeof token,
                             bearer,
                             BEARER_LENGTH,
                             NULL,
                             &length,
                             NULL,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
          length == sizeof token;
  if (valid)
    derive (token, sizeof token, personal_verifier, verifier);
  else
    memset (verifier, 0, AN_RECEIPT_VERIFIER_BYTES);
  sodium_memzero (token, sizeof token);
  return valid;
}

/**
 * an_receipt_get_key_pair:
 * @public_key: (out caller-allocates): to which is sealed what the reporter shall read
 * @secret_key: (out caller-allocates): to be wiped by the caller
 */
void
an_receipt_get_key_pair (const AnReceipt *self, guint8 public_key[32], guint8 secret_key[32])
{
  guint8 seed[crypto_box_SEEDBYTES];

  g_return_if_fail (self != NULL && public_key != NULL && secret_key != NULL);

  derive (self->secret, sizeof self->secret, personal_key_pair, seed);
  crypto_box_seed_keypair (public_key, secret_key, seed);
  sodium_memzero (seed, sizeof seed);
}
