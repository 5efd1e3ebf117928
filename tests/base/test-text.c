// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Folding, searching and showing text. */

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "base/an-text.h"

typedef struct {
  const char *text;
  const char *expected;
} Pair;

static const Pair folds[] = {
  { "Vĩnh Phúc", "vinh phuc" },
  { "ĐẮK LẮK", "dak lak" },
  { "đường Nguyễn Trãi", "duong nguyen trai" },
  { "Vi\xcc\x83nh Phu\xcc\x81\x63", "vinh phuc" },
  { "Ơ ơ Ư ư ợ ự", "o o u u o u" },
  { "a\tb\xc2\xa0"
    "c",
    "a b c" },
  { "𝐕Ĩ𝐍𝐇 Ⅳ ﬁ", "vinh iv fi" },
  { "", "" },
  { "a\xff", "a\xef\xbf\xbd" },
};

static const Pair visibles[] = {
  { "Bé An", "Bé An" },
  { "a\nb\tc", "a⏎b⇥c" },
  { "a\x1b[31mb\x7f", "a␛[31mb␡" },
  { "x\xe2\x80\xaegpj.exe", "x⟨U+202E⟩gpj.exe" },
  { "a\xe2\x80\x8b"
    "b\xef\xbb\xbf",
    "a⟨U+200B⟩b⟨U+FEFF⟩" },
  { "a\xe2\x80\xa8"
    "b\xc2\x85",
    "a⟨U+2028⟩b⟨U+0085⟩" },
  { "a\xff"
    "b",
    "a\xef\xbf\xbd"
    "b" },
};

typedef struct {
  const char *haystack;
  const char *needle;
  gboolean matches;
} Search;

static const Search searches[] = {
  { "Công an tỉnh Vĩnh Phúc", "vinh phuc", TRUE },
  { "Công an tỉnh Vĩnh Phúc", "phúc CÔNG", TRUE },
  { "Công an tỉnh Vĩnh Phúc", "vĩnh long", FALSE },
  { "Đà Nẵng", "da", TRUE },
  { "Đà Nẵng", "  đà   nang  ", TRUE },
  { "Đà Nẵng", "", TRUE },
  { "", "a", FALSE },
};

static void
test_fold (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++) {
    g_autofree char *folded = an_text_fold (folds[i].text);

    g_assert_cmpstr (folded, ==, folds[i].expected);
  }
}

static void
test_make_visible (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (visibles); i++) {
    g_autofree char *visible = an_text_make_visible (visibles[i].text);

    g_assert_cmpstr (visible, ==, visibles[i].expected);
  }
}

static void
test_matches (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++) {
    if (an_text_matches (searches[i].haystack, searches[i].needle) != searches[i].matches)
      g_error ("“%s” in “%s”", searches[i].needle, searches[i].haystack);
  }
}

/* The catalogue of the build decides, as it does for the window. */
static void
test_choose (void)
{
  g_autofree char *catalogue = g_build_filename (g_getenv ("AN_BUILD_DIR"), "po", NULL);

  g_setenv ("LANGUAGE", "en", TRUE);
  /* glibc from 2.39 on translates nothing in C.UTF-8. */
  if (setlocale (LC_ALL, "vi_VN.UTF-8") == NULL)
    g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  bindtextdomain (GETTEXT_PACKAGE, catalogue);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_assert_cmpstr (an_text_choose ("chào", "hello"), ==, "hello");
  g_assert_cmpstr (an_text_choose ("chào", NULL), ==, "chào");
  g_assert_null (an_text_choose (NULL, NULL));

  g_setenv ("LANGUAGE", "vi", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, catalogue); /* and forget what was looked up */
  g_assert_cmpstr (an_text_choose ("chào", "hello"), ==, "chào");
  g_assert_cmpstr (an_text_choose (NULL, "hello"), ==, "hello");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/make-visible", test_make_visible);
  g_test_add_func ("/text/matches", test_matches);
  g_test_add_func ("/text/choose", test_choose);
  return g_test_run ();
}
