// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/an-passphrase-rule.h"

static const struct {
  const char *label;
  const char *passphrase;
  gboolean is_good;
} cases[] = {
  { "empty", "", FALSE },
  { "nine characters", "mèo ăn cơ", FALSE },
  { "ten characters, not bytes", "mèo ăn cơm", TRUE },
  { "one letter many times", "aaaaaaaaaaaaaaaa", FALSE },
  { "a short pattern", "abcdabcdabcd", FALSE },
  { "neighbouring digits", "1234567890", FALSE },
  { "neighbouring letters", "abcdefghijkl", FALSE },
  { "words", "con mèo trèo cây cau", TRUE },
  { "composed and not", "co\xcc\x81 \xc4\x91\xe1\xbb\x8f xe ba", TRUE },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *problem = an_passphrase_rule_check (cases[i].passphrase);

    if ((problem == NULL) != cases[i].is_good)
      g_error ("%s: %s", cases[i].label, problem != NULL ? problem : "accepted");
    g_assert_true (problem == NULL || *problem != '\0');
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passphrase-rule/cases", test_cases);
  return g_test_run ();
}
