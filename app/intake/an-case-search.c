// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Looking for words in what a session has opened. Nothing of it is kept. */

#include "intake/an-case-search.h"

#include <sodium.h>
#include <string.h>

#include "base/an-text.h"

static void
gather (JsonNode *node, GString *text)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    JsonNode *child;

    json_object_iter_init (&iter, json_node_get_object (node));
    while (json_object_iter_next (&iter, NULL, &child))
      gather (child, text);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++)
      gather (json_array_get_element (array, i), text);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    g_string_append (text, json_node_get_string (node));
    g_string_append_c (text, '\n');
  }
}

gboolean
an_case_search_matches (const AnCase *found, const char *category, const char *words)
{
  g_autoptr (JsonNode) root = NULL;
  GString *text;
  gboolean matches;

  if (found->report == NULL)
    return FALSE;
  if (category != NULL &&
      !g_str_equal (an_category_ids[found->report->incident.category], category))
    return FALSE;
  if (words == NULL)
    return TRUE;
  root = an_report_to_json (found->report);
  text = g_string_new (NULL);
  gather (root, text);
  matches = an_text_matches (text->str, words);
  sodium_memzero (text->str, text->len);
  g_string_free (text, TRUE);
  return matches;
}
