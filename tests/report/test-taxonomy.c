// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every kind of abuse has its words, and those that keep a reporter safe are among them. */

#include <string.h>

#include "report/an-taxonomy.h"

static void
test_words (void)
{
  for (int i = 0; i < AN_N_CATEGORIES; i++) {
    AnCategory category = (AnCategory) i;

    g_assert_nonnull (an_category_ids[i]);
    g_assert_cmpstr (an_category_get_name (category), !=, NULL);
    g_assert_cmpstr (an_category_get_example (category), !=, NULL);
    g_assert_cmpstr (an_category_get_legal_name (category), !=, NULL);
    g_assert_cmpuint (g_utf8_strlen (an_category_get_name (category), -1), <=, 40);
    for (int role = 0; role < AN_N_ROLES; role++)
      g_assert_nonnull (an_category_get_advice (category, (AnRole) role));
  }
  g_assert_null (an_category_ids[AN_N_CATEGORIES]);
  g_assert_null (an_urgency_ids[AN_N_URGENCIES]);
  g_assert_null (an_role_ids[AN_N_ROLES]);
  g_assert_cmpstr (an_role_get_name (AN_ROLE_CHILD), !=, an_role_get_name (AN_ROLE_PARENT));
  g_assert_cmpstr (an_urgency_get_name (AN_URGENCY_NORMAL), !=, NULL);
}

/* The law's wording is Vietnamese whatever the interface speaks. */
static void
test_legal_name (void)
{
  g_assert_cmpstr (an_category_get_legal_name (AN_CATEGORY_SEXUAL_ABUSE),
                   ==,
                   "Xâm hại liên quan tới tình dục qua mạng");
}

static void
test_fingerprint_only (void)
{
  for (int i = 0; i < AN_N_CATEGORIES; i++)
    g_assert_cmpint (an_category_is_fingerprint_only ((AnCategory) i),
                     ==,
                     i == AN_CATEGORY_SEXUAL_ABUSE || i == AN_CATEGORY_CSAM);
  g_assert_cmpint (an_category_default_urgency (AN_CATEGORY_SEXUAL_ABUSE),
                   ==,
                   AN_URGENCY_IMMEDIATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/taxonomy/words", test_words);
  g_test_add_func ("/taxonomy/legal-name", test_legal_name);
  g_test_add_func ("/taxonomy/fingerprint-only", test_fingerprint_only);
  return g_test_run ();
}
