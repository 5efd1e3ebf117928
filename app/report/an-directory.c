// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The provinces, and finding them by the names people still use. */

#define G_LOG_DOMAIN "an-report"

#include "report/an-directory.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "report/an-content.h"

#define N_PROVINCES 34
#define MAX_NAME 60
#define MAX_OLD_NAMES 4

/* Helpers */

static void
read_province (AnJsonReader *reader, AnProvince *province)
{
  an_json_reader_allow_members (reader, "code", "name", "old_names", "verified", NULL);
  province->code =
      g_strdup (an_json_reader_get_string (reader, "code", AN_JSON_REQUIRED, MAX_NAME));
  province->name =
      g_strdup (an_json_reader_get_string (reader, "name", AN_JSON_REQUIRED, MAX_NAME));
  province->old_names =
      an_json_reader_get_strings (reader, "old_names", AN_JSON_REQUIRED, MAX_OLD_NAMES, MAX_NAME);
  province->verified = an_json_reader_get_boolean (reader, "verified", AN_JSON_REQUIRED, FALSE);
}

/* Lives as long as the program. */
static AnProvince *
load (void)
{
  AnProvince *provinces = g_new0 (AnProvince, N_PROVINCES);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = an_content_load ("provinces.json", &error);
  g_autoptr (AnJsonReader) reader = NULL;
  guint length = 0;

  if (root == NULL) {
    g_critical ("%s", error->message);
    return provinces;
  }
  reader = an_json_reader_new (root);
  an_json_reader_expect_schema (reader, "vn.annhi.provinces/1");
  an_json_reader_allow_members (reader, "schema", "source", "checked", "provinces", NULL);
  if (an_json_reader_enter_member (reader, "provinces", AN_JSON_REQUIRED)) {
    length = an_json_reader_expect_array (reader, N_PROVINCES, N_PROVINCES);
    for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
      read_province (reader, &provinces[i]);
      an_json_reader_leave (reader);
    }
    an_json_reader_leave (reader);
  }
  if (!an_json_reader_finish (reader, &error))
    g_critical ("provinces.json: %s", error->message);
  return provinces;
}

static const AnProvince *
get_provinces (void)
{
  static gsize loaded = 0;

  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize) load ());
  return (const AnProvince *) loaded;
}

/* (transfer full) @label */
static void
add_match (GPtrArray *matches, const AnProvince *province, char *label)
{
  AnDirectoryMatch *match = g_new0 (AnDirectoryMatch, 1);

  match->province = province;
  match->label = label;
  g_ptr_array_add (matches, match);
}

/* Public */

void
an_directory_match_free (AnDirectoryMatch *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_free (self);
}

/**
 * an_directory_find:
 * @code: (nullable): code of a province
 *
 * Returns: (nullable) (transfer none): the province
 */
const AnProvince *
an_directory_find (const char *code)
{
  const AnProvince *provinces = get_provinces ();

  for (guint i = 0; i < N_PROVINCES; i++) {
    if (g_strcmp0 (provinces[i].code, code) == 0)
      return code == NULL ? NULL : &provinces[i];
  }
  return NULL;
}

/**
 * an_directory_search:
 * @text: what was typed so far
 *
 * Returns: (transfer full) (element-type AnDirectoryMatch): provinces whose name fits, then those
 *   of which a former part fits
 */
GPtrArray *
an_directory_search (const char *text)
{
  const AnProvince *provinces = get_provinces ();
  GPtrArray *matches = g_ptr_array_new_with_free_func ((GDestroyNotify) an_directory_match_free);

  g_return_val_if_fail (text != NULL, matches);

  for (guint i = 0; i < N_PROVINCES; i++) {
    if (provinces[i].name != NULL && an_text_matches (provinces[i].name, text))
      add_match (matches, &provinces[i], g_strdup (provinces[i].name));
  }
  if (*text == '\0')
    return matches;
  for (guint i = 0; i < N_PROVINCES; i++) {
    for (char **old = provinces[i].old_names; old != NULL && *old != NULL; old++) {
      if (an_text_matches (*old, text))
        add_match (matches,
                   &provinces[i],
                   /* Translators: a province and one that became part of it,
                    * “Phú Thọ (before 1 July 2025: Vĩnh Phúc)” */
                   g_strdup_printf (_ ("%s (before 1 July 2025: %s)"), provinces[i].name, *old));
    }
  }
  return matches;
}
