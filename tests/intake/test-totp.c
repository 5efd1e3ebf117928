// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "intake/an-totp.h"

#include <string.h>

/* The secret of RFC 6238, appendix B; its codes, cut to six digits. */
static const guint8 secret[AN_STAFF_TOTP_BYTES] = "12345678901234567890";

static const struct {
  const char *label;
  const char *code;
  gint64 last, now, step;
} cases[] = {
  { "RFC 6238 at 59 s", "287082", 0, 59, 1 },
  { "RFC 6238 at 1111111109", "081804", 0, 1111111109, 37037036 },
  { "RFC 6238 at 20000000000", "353130", 0, 20000000000, 666666666 },
  { "one step late", "287082", 0, 89, 1 },
  { "one step early", "287082", 0, 29, 1 },
  { "two steps late", "287082", 0, 120, AN_TOTP_NONE },
  { "used before", "287082", 1, 59, AN_TOTP_NONE },
  { "later one was used", "287082", 2, 59, AN_TOTP_NONE },
  { "wrong", "287083", 0, 59, AN_TOTP_NONE },
  { "eight digits", "94287082", 0, 59, AN_TOTP_NONE },
  { "space", "287 082", 0, 59, AN_TOTP_NONE },
  { "empty", "", 0, 59, AN_TOTP_NONE },
  { "letters", "abcdef", 0, 59, AN_TOTP_NONE },
};

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].label);
    g_assert_cmpint (an_totp_find_step (secret, cases[i].code, cases[i].last, cases[i].now),
                     ==,
                     cases[i].step);
  }
}

static void
test_enrolling (void)
{
  g_autofree char *base32 = an_totp_to_base32 (secret);
  g_autofree char *uri = an_totp_to_uri (base32, "Nguyễn & Cán?");

  g_assert_cmpstr (base32, ==, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  g_assert_true (g_str_has_prefix (uri, "otpauth://totp/An%20Nhi:Nguy%E1%BB%85n%20%26%20C"));
  g_assert_null (strstr (uri, "&amp"));
  g_assert_true (g_uri_is_valid (uri, G_URI_FLAGS_NONE, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/totp/steps", test_steps);
  g_test_add_func ("/intake/totp/enrolling", test_enrolling);
  return g_test_run ();
}
