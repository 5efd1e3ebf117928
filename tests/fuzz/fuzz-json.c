// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as a JSON document: what the scan lets through json-glib takes too, and what is written is
 * read again as the same. */

#include <string.h>

#include "base/an-json-reader.h"
#include "base/an-json-scan.h"
#include "fuzz.h"

/* Every getter on every kind of value, by a format that nothing matches wholly. */
static void
read_as_something (JsonNode *root)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  const char *const words[] = { "a", "b", NULL };
  g_auto (GStrv) names = an_json_reader_list_members (reader);
  g_auto (GStrv) texts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pointer = NULL, *detail = NULL;

  an_json_reader_get_int (reader, "a", AN_JSON_OPTIONAL, -5, 5, 0);
  an_json_reader_get_boolean (reader, "b", AN_JSON_OPTIONAL, FALSE);
  an_json_reader_get_enum (reader, "c", AN_JSON_OPTIONAL, words, 0);
  texts = an_json_reader_get_strings (reader, "d", AN_JSON_OPTIONAL, 3, 5);
  an_json_reader_allow_members (reader, "a", "b", "c", "d", NULL);
  if (an_json_reader_finish (reader, &error))
    return;
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  an_json_error_split (error, &pointer, &detail);
  g_assert_true (*pointer == '\0' || *pointer == '/');
  g_assert_cmpstr (detail, !=, "");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *bytes = (const char *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = an_json_parse (bytes, size, AN_JSON_MAX_BYTES, &error);
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *text = NULL, *text_again = NULL;

  g_assert_true ((root == NULL) == (error != NULL));
  g_assert_cmpint (an_json_scan (bytes, size, NULL), ==, root != NULL);
  if (root == NULL) {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return 0;
  }
  text = an_json_to_string (root, FALSE);
  again = an_json_parse (text, strlen (text), AN_JSON_MAX_BYTES * 2, &error);
  g_assert_no_error (error);
  text_again = an_json_to_string (again, FALSE);
  g_assert_cmpstr (text, ==, text_again);
  read_as_something (root);
  return 0;
}
