// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The key of the vault as the keyring keeps it: what is taken for a key, and what not. */

#include "base/an-vault-key.h"

#include <sodium.h>
#include <string.h>

/* 32 bytes, none of them zero: base64 of 43 letters and a “=”. */
#define TEXT "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="

static void
test_round_trip (void)
{
  guint8 *key = an_vault_key_from_text (TEXT);
  char *text;

  g_assert_nonnull (key);
  for (guint8 i = 0; i < AN_VAULT_KEY_BYTES; i++)
    g_assert_cmpint (key[i], ==, i + 1);
  text = an_vault_key_to_text (key);
  g_assert_cmpstr (text, ==, TEXT);
  g_free (text);
  an_vault_key_free (key);
}

static void
test_no_key (void)
{
  static const char *const texts[] = {
    "",
    "=",
    "AQID",
    TEXT "A",
    TEXT "\n",
    " " TEXT,
    "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh",
    "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (an_vault_key_from_text (texts[i]));
}

/* No byte above 0x7f may stand for a letter. */
static void
test_high_bytes (void)
{
  for (int byte = 0x80; byte <= 0xff; byte++) {
    for (gsize at = 0; at < strlen (TEXT); at++) {
      g_autofree char *text = g_strdup (TEXT);

      text[at] = (char) byte;
      g_assert_null (an_vault_key_from_text (text));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/vault-key/round-trip", test_round_trip);
  g_test_add_func ("/vault-key/no-key", test_no_key);
  g_test_add_func ("/vault-key/high-bytes", test_high_bytes);
  return g_test_run ();
}
