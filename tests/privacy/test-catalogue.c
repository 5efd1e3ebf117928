// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The catalogue: what is built in, what is refused, and finding with marks and without. */

#include "privacy/an-catalogue.h"

#include "tree.h"

#define PRODUCT(more)                                                                              \
  "{\"id\":\"a\",\"name\":\"A\",\"what\":{\"vi\":\"x\",\"en\":\"y\"},\"source\":\"s\","            \
  "\"checked\":\"2026-11-25\",\"verified\":true" more "}"
#define CATALOGUE(products) "{\"schema\":\"vn.annhi.catalogue/1\",\"products\":[" products "]}"

typedef struct {
  const char *label;
  const char *text;
  const char *reason; /* NULL: it is good */
} Case;

static const Case cases[] = {
  { "least", CATALOGUE (PRODUCT ("")), NULL },
  { "all", CATALOGUE (PRODUCT (",\"url\":\"https://x.vn\",\"ages\":{\"from\":2,\"to\":6}")), NULL },
  { "none", CATALOGUE (""), "products" },
  { "no JSON", "x", "" },
  { "another schema", "{\"schema\":\"x\",\"products\":[" PRODUCT ("") "]}", "schema" },
  { "twice", CATALOGUE (PRODUCT ("") "," PRODUCT ("")), "twice" },
  { "unknown key", CATALOGUE (PRODUCT (",\"price\":1")), "price" },
  { "plain HTTP", CATALOGUE (PRODUCT (",\"url\":\"http://x.vn\"")), "https" },
  { "a program, not a page", CATALOGUE (PRODUCT (",\"url\":\"javascript:1\"")), "https" },
  { "ages turned round", CATALOGUE (PRODUCT (",\"ages\":{\"from\":6,\"to\":2}")), "smaller" },
  { "a path for a package", CATALOGUE (PRODUCT (",\"package\":\"../x\"")), "package" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) products = an_catalogue_new_from_data (c->text, strlen (c->text), &error);

  g_assert_true ((products != NULL) == (c->reason == NULL));
  g_assert_true ((error == NULL) == (c->reason == NULL));
  if (error != NULL)
    g_assert_nonnull (strstr (error->message, c->reason));
}

typedef struct {
  const char *words;
  const char *found;
} Search;

static const Search searches[] = {
  { "trạng nguyên", "trang-nguyen" },
  { "trang nguyen", "trang-nguyen" },
  { "TIENG VIET", "trang-nguyen" },
  { "vẽ tranh", "tuxpaint" },
  { "ve tranh", "tuxpaint" },
  { "doc sach vooc", "umbalena" },
  { "turtle", "kturtle" },
};

static void
test_search (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) products = an_catalogue_load (&error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++) {
    guint n_found = 0;

    for (guint k = 0; k < products->len; k++) {
      const AnProduct *product = g_ptr_array_index (products, k);

      if (!an_product_matches (product, searches[i].words))
        continue;
      g_assert_cmpstr (product->id, ==, searches[i].found);
      n_found++;
    }
    g_assert_cmpuint (n_found, ==, 1);
  }
  g_assert_true (an_product_matches (products->pdata[0], ""));
  g_assert_false (an_product_matches (products->pdata[0], "khong-co-gi"));
}

static void
test_installed (Tree *tree, gconstpointer data)
{
  AnProduct product = { .package = (char *) "tuxmath" };
  AnProduct page = { .url = (char *) "https://x.vn" };

  g_assert_false (an_product_is_installed (&product, tree->root));
  tree_write (tree, "/var/lib/dpkg/info/tuxmath.list", "");
  g_assert_true (an_product_is_installed (&product, tree->root));
  g_assert_false (an_product_is_installed (&page, tree->root));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/catalogue/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/catalogue/search", test_search);
  g_test_add ("/catalogue/installed", Tree, NULL, tree_set_up, test_installed, tree_tear_down);
  return g_test_run ();
}
