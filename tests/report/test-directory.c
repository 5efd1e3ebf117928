// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* People still say the old names of provinces, and often type without marks. */

#include <string.h>

#include "report/an-directory.h"

static gboolean
finds (const char *text, const char *code, const char *old_name)
{
  g_autoptr (GPtrArray) matches = an_directory_search (text);

  for (guint i = 0; i < matches->len; i++) {
    const AnDirectoryMatch *match = g_ptr_array_index (matches, i);

    if (g_strcmp0 (match->province->code, code) == 0 &&
        (old_name == NULL ? g_str_equal (match->label, match->province->name)
                          : g_str_has_prefix (match->label, match->province->name) &&
                                strstr (match->label, old_name) != NULL))
      return TRUE;
  }
  return FALSE;
}

static void
test_search (void)
{
  g_autoptr (GPtrArray) vinh_phuc = an_directory_search ("vinh phuc");
  g_autoptr (GPtrArray) nothing = an_directory_search ("atlantis");

  g_assert_cmpuint (vinh_phuc->len, ==, 1);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_true (finds ("vinh phuc", "phu-tho", "Vĩnh Phúc"));
  g_assert_true (finds ("Vĩnh Phúc", "phu-tho", "Vĩnh Phúc"));
  g_assert_true (finds ("VINH PHUC", "phu-tho", "Vĩnh Phúc"));
  g_assert_true (finds ("phu tho", "phu-tho", NULL));
  g_assert_true (finds ("dak nong", "lam-dong", "Đắk Nông"));
  g_assert_true (finds ("đà nẵng", "da-nang", NULL));
  g_assert_true (finds ("ho chi minh", "ho-chi-minh", NULL));
  g_assert_true (finds ("vung tau", "ho-chi-minh", "Bà Rịa - Vũng Tàu"));
  g_assert_false (finds ("phu tho", "phu-tho", "Vĩnh Phúc"));
}

/* 34 today, 63 before, each once. */
static void
test_all (void)
{
  g_autoptr (GPtrArray) all = an_directory_search ("");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint before = 0;

  g_assert_cmpuint (all->len, ==, 34);
  for (guint i = 0; i < all->len; i++) {
    const AnProvince *province = ((AnDirectoryMatch *) g_ptr_array_index (all, i))->province;

    g_assert_true (g_hash_table_add (seen, province->code));
    g_assert_true (g_hash_table_add (seen, province->name));
    g_assert_true (an_directory_find (province->code) == province);
    before += 1 + g_strv_length (province->old_names);
    for (char **old = province->old_names; *old != NULL; old++)
      g_assert_true (g_hash_table_add (seen, *old));
  }
  g_assert_cmpuint (before, ==, 63);
  g_assert_null (an_directory_find (NULL));
  g_assert_null (an_directory_find ("vinh-phuc"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/search", test_search);
  g_test_add_func ("/directory/all", test_all);
  return g_test_run ();
}
