// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Time without a parent at the PC: single-use codes from the parent's phone, and a PIN. A try is
 * written down before it is judged, so that neither a crash nor a power cut gives another one.
 */

#include "guardd/an-guard-codes.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"

#define SECRET_BYTES 20 /* RFC 4226 section 4, R6 */
#define STEP_SECONDS 30 /* RFC 6238 section 4.1 */
#define DIGITS 6
#define DRIFT_STEPS                                                                                \
  2 /* a PC without NTP drifts by more than the one step of RFC 6238 section 5.2 */
#define PIN_UID 0

static gboolean
is_all_digits (const char *text)
{
  return text[0] != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Whether one more try is allowed; it counts from now on. */
static AnSecretResult
begin_try (AnGuardStore *store,
           guint32 uid,
           AnSecretRecord *record,
           gint64 lock_usec,
           gint64 now,
           GError **error)
{
  if (!an_guard_store_get_secret (store, uid, record, error))
    return AN_SECRET_FAILED;
  if (record->secret == NULL)
    return AN_SECRET_NONE;
  if (now < record->tries_since || now - record->tries_since >= lock_usec) {
    record->tries = 0;
    record->tries_since = now;
  }
  if (record->tries >= AN_CODES_TRIES)
    return AN_SECRET_LOCKED_OUT;
  record->tries++;
  if (!an_guard_store_put_secret (store, uid, record, error))
    return AN_SECRET_FAILED;
  return AN_SECRET_WRONG;
}

/**
 * an_guard_codes_enrol:
 * @user: shown by the authenticator app
 * @uri: (out) (transfer full): `otpauth://totp/…`, to be shown as a QR code once
 *
 * Makes a new secret for one child; codes of the old one end.
 */
gboolean
an_guard_codes_enrol (AnGuardStore *store,
                      guint32 uid,
                      const char *user,
                      char **uri,
                      GError **error)
{
  guint8 key[SECRET_BYTES];
  g_auto (AnSecretRecord) record = { 0 };
  g_autofree char *label = g_uri_escape_string (user, NULL, FALSE);
  char *base32 = NULL;

  randombytes_buf (key, sizeof key);
  record.secret = g_bytes_new (key, sizeof key);
  if (oath_base32_encode ((const char *) key, sizeof key, &base32, NULL) != OATH_OK ||
      !an_guard_store_put_secret (store, uid, &record, error)) {
    sodium_memzero (key, sizeof key);
    free (base32);
    return FALSE;
  }
  *uri = g_strdup_printf ("otpauth://totp/An%%20Nhi:%s?secret=%s&issuer=An%%20Nhi&algorithm=SHA1"
                          "&digits=%d&period=%d",
                          label,
                          base32,
                          DIGITS,
                          STEP_SECONDS);
  sodium_memzero (key, sizeof key);
  sodium_memzero (base32, strlen (base32));
  free (base32);
  return TRUE;
}

/* The time step whose code this is, -1 for none; later than @last only. */
static gint64
find_step (const AnSecretRecord *record, const char *code, gint64 now_seconds)
{
  gsize size;
  const char *key = g_bytes_get_data (record->secret, &size);
  gint64 found = -1;

  for (int drift = -DRIFT_STEPS; drift <= DRIFT_STEPS; drift++) {
    gint64 step = now_seconds / STEP_SECONDS + drift;
    char expected[DIGITS + 1];

    if (oath_totp_generate (key,
                            size,
                            (time_t) (step * STEP_SECONDS),
                            STEP_SECONDS,
                            0,
                            DIGITS,
                            expected) == OATH_OK &&
        sodium_memcmp (expected, code, DIGITS) == 0 && step > record->last_counter)
      found = step;
    sodium_memzero (expected, sizeof expected);
  }
  return found;
}

/**
 * an_guard_codes_redeem:
 * @code: six digits; spaces are forgiven
 * @now_usec: trusted time
 *
 * Returns: %AN_SECRET_RIGHT once for each code: it is used up on the disk before this returns
 */
AnSecretResult
an_guard_codes_redeem (AnGuardStore *store,
                       guint32 uid,
                       const char *code,
                       gint64 now_usec,
                       GError **error)
{
  g_auto (AnSecretRecord) record = { 0 };
  g_autofree char *digits = g_strdup (code);
  AnSecretResult result;
  gint64 step;
  char *to = digits;

  for (const char *from = code; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  result = begin_try (store, uid, &record, AN_CODES_LOCK_USEC, now_usec, error);
  if (result != AN_SECRET_WRONG)
    return result;
  if (strlen (digits) != DIGITS || !is_all_digits (digits))
    return AN_SECRET_WRONG;
  step = find_step (&record, digits, now_usec / G_USEC_PER_SEC);
  if (step < 0)
    return AN_SECRET_WRONG;
  record.last_counter = step;
  record.tries = 0;
  return an_guard_store_put_secret (store, uid, &record, error) ? AN_SECRET_RIGHT
                                                                : AN_SECRET_FAILED;
}

gboolean
an_guard_pin_is_valid (const char *pin)
{
  gsize length = strlen (pin);

  return length >= AN_PIN_MIN_DIGITS && length <= AN_PIN_MAX_DIGITS && is_all_digits (pin);
}

/**
 * an_guard_pin_set:
 * @pin: 4 to 12 digits, or "" for none
 */
gboolean
an_guard_pin_set (AnGuardStore *store, const char *pin, GError **error)
{
  g_auto (AnSecretRecord) record = { 0 };
  char text[crypto_pwhash_STRBYTES];

  if (pin[0] != '\0') {
    if (crypto_pwhash_str (text,
                           pin,
                           strlen (pin),
                           crypto_pwhash_OPSLIMIT_INTERACTIVE,
                           crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("not enough memory for the PIN"));
      return FALSE;
    }
    record.secret = g_bytes_new (text, strlen (text) + 1);
  }
  return an_guard_store_put_secret (store, PIN_UID, &record, error);
}

AnSecretResult
an_guard_pin_redeem (AnGuardStore *store, const char *pin, gint64 now_usec, GError **error)
{
  g_auto (AnSecretRecord) record = { 0 };
  AnSecretResult result = begin_try (store, PIN_UID, &record, AN_PIN_LOCK_USEC, now_usec, error);
  const char *text;
  gsize size;

  if (result != AN_SECRET_WRONG)
    return result;
  text = g_bytes_get_data (record.secret, &size);
  if (size == 0 || text[size - 1] != '\0' ||
      crypto_pwhash_str_verify (text, pin, strlen (pin)) != 0)
    return AN_SECRET_WRONG;
  record.tries = 0;
  return an_guard_store_put_secret (store, PIN_UID, &record, error) ? AN_SECRET_RIGHT
                                                                    : AN_SECRET_FAILED;
}
