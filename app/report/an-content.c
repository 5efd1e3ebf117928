// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Content of data/report below /vn/annhi/AnNhi/report. It is part of the program, and yet read as
 * strictly as what comes from outside: an editor of content should see a mistake with its place.
 */

#include "report/an-content.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "an-report-data.h"
#include "base/an-i18n.h"

#define PREFIX "/vn/annhi/AnNhi/report/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * an_content_load:
 * @name: file name below data/report, such as `taxonomy.json`
 *
 * Returns: (transfer full): the root of the document, or %NULL with an error that begins with
 *   @name
 */
JsonNode *
an_content_load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  JsonNode *root;

  bytes = g_resource_lookup_data (an_report_data_get_resource (),
                                  path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  error);
  if (bytes == NULL)
    return NULL;
  root = an_json_parse (g_bytes_get_data (bytes, NULL),
                        g_bytes_get_size (bytes),
                        AN_JSON_MAX_BYTES,
                        error);
  if (root == NULL)
    g_prefix_error (error, "%s: ", name);
  return root;
}

/**
 * an_content_list:
 * @folder: a folder below data/report
 *
 * Returns: (transfer full): names for an_content_load(), sorted
 */
char **
an_content_list (const char *folder)
{
  g_autofree char *path = g_strconcat (PREFIX, folder, NULL);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  names = g_resource_enumerate_children (an_report_data_get_resource (),
                                         path,
                                         G_RESOURCE_LOOKUP_FLAGS_NONE,
                                         NULL);
  if (names != NULL)
    qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *name = g_strconcat (folder, "/", names[i], NULL);

    g_strv_builder_add (paths, name);
  }
  return g_strv_builder_end (paths);
}

/**
 * an_content_read_text:
 * @key: a member that is an object of exactly `vi` and `en`
 * @text: (out): both, empty after a failure
 */
void
an_content_read_text (AnJsonReader *reader, const char *key, gsize max_chars, AnContentText *text)
{
  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return;
  an_json_reader_allow_members (reader, "vi", "en", NULL);
  text->vi = g_strdup (an_json_reader_get_string (reader, "vi", AN_JSON_REQUIRED, max_chars));
  text->en = g_strdup (an_json_reader_get_string (reader, "en", AN_JSON_REQUIRED, max_chars));
  if (!an_json_reader_has_failed (reader) && (*text->vi == '\0' || *text->en == '\0'))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("a text must not be empty"));
  an_json_reader_leave (reader);
}

void
an_content_text_clear (AnContentText *text)
{
  g_clear_pointer (&text->vi, g_free);
  g_clear_pointer (&text->en, g_free);
}
