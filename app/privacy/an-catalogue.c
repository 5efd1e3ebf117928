// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Products to learn and play with: the file that is built in, and finding one in it. */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-catalogue.h"

#include "an-privacy-data.h"
#include "base/an-json.h"
#include "base/an-text.h"

#define PATH "/vn/annhi/AnNhi/privacy/catalogue.json"
#define SCHEMA "vn.annhi.catalogue/1"
#define MAX_PRODUCTS 200
#define MAX_AGE 17

/* Helpers */

static void
read_ages (AnProduct *self, AnJsonReader *reader)
{
  if (!an_json_reader_enter_member (reader, "ages", AN_JSON_OPTIONAL))
    return;
  an_json_reader_allow_members (reader, "from", "to", NULL);
  self->age_from = (guint) an_json_reader_get_int (reader, "from", AN_JSON_REQUIRED, 0, MAX_AGE, 0);
  self->age_to = (guint) an_json_reader_get_int (reader, "to", AN_JSON_REQUIRED, 0, MAX_AGE, 0);
  if (self->age_to < self->age_from)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "“to” is smaller than “from”");
  an_json_reader_leave (reader);
}

static AnProduct *
read_product (AnJsonReader *reader)
{
  AnProduct *self = g_new0 (AnProduct, 1);

  an_json_reader_allow_members (reader,
                                "id",
                                "name",
                                "what",
                                "url",
                                "package",
                                "ages",
                                "source",
                                "checked",
                                "verified",
                                NULL);
  self->id = g_strdup (an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, 48));
  self->name = g_strdup (an_json_reader_get_string (reader, "name", AN_JSON_REQUIRED, 80));
  an_bilingual_read_member (&self->what, reader, "what", 200);
  self->url = g_strdup (an_json_reader_get_string (reader, "url", AN_JSON_OPTIONAL, 200));
  self->package = g_strdup (an_json_reader_get_string (reader, "package", AN_JSON_OPTIONAL, 80));
  read_ages (self, reader);
  self->source = g_strdup (an_json_reader_get_string (reader, "source", AN_JSON_REQUIRED, 300));
  self->checked = g_strdup (an_json_reader_get_string (reader, "checked", AN_JSON_REQUIRED, 10));
  self->verified = an_json_reader_get_boolean (reader, "verified", AN_JSON_REQUIRED, FALSE);
  if (self->url != NULL && !g_str_has_prefix (self->url, "https://"))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "“url” does not begin with https://");
  if (self->package != NULL && strchr (self->package, '/') != NULL)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "“package” is no name of a package");
  return self;
}

/* Public */

void
an_product_free (AnProduct *self)
{
  g_free (self->id);
  g_free (self->name);
  an_bilingual_clear (&self->what);
  g_free (self->url);
  g_free (self->package);
  g_free (self->source);
  g_free (self->checked);
  g_free (self);
}

/**
 * an_product_matches:
 * @words: as people type them, with marks or without; none of them matches everything
 */
gboolean
an_product_matches (const AnProduct *self, const char *words)
{
  g_autofree char *text = g_strjoin (" ", self->name, self->what.vi, self->what.en, NULL);

  return an_text_matches (text, words);
}

/**
 * an_product_is_installed:
 * @root: (nullable): the system below this folder
 *
 * Returns: whether its package is unpacked here
 */
gboolean
an_product_is_installed (const AnProduct *self, const char *root)
{
  g_autofree char *name = NULL, *path = NULL;

  if (self->package == NULL)
    return FALSE;
  name = g_strconcat (self->package, ".list", NULL);
  path = g_build_filename (root != NULL ? root : "/", "var/lib/dpkg/info", name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * an_catalogue_new_from_data:
 *
 * Returns: (transfer full) (element-type AnProduct): in the order of the file
 */
GPtrArray *
an_catalogue_new_from_data (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (data, length, AN_JSON_MAX_BYTES, error);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_products;

  if (root == NULL)
    return NULL;
  products = g_ptr_array_new_with_free_func ((GDestroyNotify) an_product_free);
  reader = an_json_reader_new (root);
  an_json_reader_expect_schema (reader, SCHEMA);
  an_json_reader_allow_members (reader, "schema", "products", NULL);
  if (an_json_reader_enter_member (reader, "products", AN_JSON_REQUIRED)) {
    n_products = an_json_reader_expect_array (reader, 1, MAX_PRODUCTS);
    for (guint i = 0; i < n_products && an_json_reader_enter_element (reader, i); i++) {
      AnProduct *product = read_product (reader);

      g_ptr_array_add (products, product);
      if (product->id != NULL && !g_hash_table_add (ids, product->id))
        an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "“%s” is there twice", product->id);
      an_json_reader_leave (reader);
    }
    an_json_reader_leave (reader);
  }
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&products);
}

/**
 * an_catalogue_load:
 *
 * Returns: (transfer full) (element-type AnProduct): what is built in
 */
GPtrArray *
an_catalogue_load (GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (an_privacy_data_get_resource (),
                                                     PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     error);

  if (bytes == NULL)
    return NULL;
  return an_catalogue_new_from_data (g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes),
                                     error);
}
