// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One-time codes: the second thing that an officer shows at signing in. */

#include "intake/an-totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#define STEP_SECONDS 30 /* RFC 6238 section 4.1 */
#define DRIFT_STEPS 1   /* section 5.2 */
#define DIGITS 6
#define ISSUER "An%%20Nhi" /* in a format */

gint64
an_totp_find_step (const guint8 secret[AN_STAFF_TOTP_BYTES],
                   const char *code,
                   gint64 last,
                   gint64 now_seconds)
{
  gint64 found = AN_TOTP_NONE;

  if (strlen (code) != DIGITS || strspn (code, "0123456789") != DIGITS)
    return AN_TOTP_NONE;
  for (int drift = -DRIFT_STEPS; drift <= DRIFT_STEPS; drift++) {
    gint64 step = now_seconds / STEP_SECONDS + drift;
    char expected[DIGITS + 1];

    if (oath_totp_generate ((const char *) secret,
                            AN_STAFF_TOTP_BYTES,
                            (time_t) (step * STEP_SECONDS),
                            STEP_SECONDS,
                            0,
                            DIGITS,
                            expected) == OATH_OK &&
        sodium_memcmp (expected, code, DIGITS) == 0 && step > last)
      found = step;
    sodium_memzero (expected, sizeof expected);
  }
  return found;
}

/* (transfer full) */
char *
an_totp_to_base32 (const guint8 secret[AN_STAFF_TOTP_BYTES])
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < AN_STAFF_TOTP_BYTES; i += 5) { /* 5 bytes are 8 letters */
    guint64 group = 0;

    for (guint j = 0; j < 5; j++)
      group = group << 8 | secret[i + j];
    for (int shift = 35; shift >= 0; shift -= 5)
      g_string_append_c (text, letters[group >> shift & 31]);
  }
  return g_string_free (text, FALSE);
}

/* (transfer full): what an authenticator app reads from a QR code */
char *
an_totp_to_uri (const char *base32, const char *name)
{
  g_autofree char *label = g_uri_escape_string (name, NULL, FALSE);

  return g_strdup_printf ("otpauth://totp/" ISSUER ":%s?secret=%s&issuer=" ISSUER
                          "&algorithm=SHA1&digits=%d&period=%d",
                          label,
                          base32,
                          DIGITS,
                          STEP_SECONDS);
}
