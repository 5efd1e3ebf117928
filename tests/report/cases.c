// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cases.h"

#include <string.h>

#include "base/an-json.h"

static void
free_case (gpointer data)
{
  ExampleCase *example = data;

  g_free (example->label);
  json_node_unref (example->document);
  g_free (example->pointer);
  g_free (example);
}

/* Sets (or, without @value, removes) what @pointer names. */
static void
change (JsonNode *document, const char *pointer, JsonNode *value)
{
  g_auto (GStrv) steps = g_strsplit (pointer + 1, "/", -1);
  JsonNode *node = document;
  const char *last;
  guint depth = g_strv_length (steps);

  for (guint i = 0; i + 1 < depth; i++)
    node = JSON_NODE_HOLDS_ARRAY (node)
               ? json_array_get_element (json_node_get_array (node), (guint) atoi (steps[i]))
               : json_object_get_member (json_node_get_object (node), steps[i]);
  last = steps[depth - 1];
  if (value == NULL)
    json_object_remove_member (json_node_get_object (node), last);
  else
    json_object_set_member (json_node_get_object (node), last, json_node_copy (value));
}

/* (transfer full) */
static ExampleCase *
read_case (JsonObject *bases, JsonObject *entry)
{
  ExampleCase *example = g_new0 (ExampleCase, 1);
  JsonNode *base = json_object_get_member (bases, json_object_get_string_member (entry, "base"));
  g_autofree char *text = json_to_string (base, FALSE);
  JsonObjectIter iter;
  const char *pointer;
  JsonNode *value;

  g_assert_nonnull (base);
  example->label = g_strdup (json_object_get_string_member (entry, "label"));
  example->pointer = g_strdup (json_object_get_string_member_with_default (entry, "pointer", NULL));
  example->draft = json_object_get_boolean_member_with_default (entry, "draft", FALSE);
  example->document = json_from_string (text, NULL);
  if (json_object_has_member (entry, "set")) {
    json_object_iter_init (&iter, json_object_get_object_member (entry, "set"));
    while (json_object_iter_next (&iter, &pointer, &value))
      change (example->document, pointer, value);
  }
  if (json_object_has_member (entry, "remove"))
    change (example->document, json_object_get_string_member (entry, "remove"), NULL);
  return example;
}

GPtrArray *
load_cases (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("AN_SOURCE_DIR"), "tests", "data", name, NULL);
  GPtrArray *cases = g_ptr_array_new_with_free_func (free_case);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root;
  JsonArray *entries;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  entries = json_object_get_array_member (root, "cases");
  for (guint i = 0; i < json_array_get_length (entries); i++)
    g_ptr_array_add (cases,
                     read_case (json_object_get_object_member (root, "bases"),
                                json_array_get_object_element (entries, i)));
  g_assert_cmpuint (cases->len, >, 10);
  return cases;
}

void
assert_refused_at (const GError *error, const char *pointer)
{
  g_autofree char *begin = g_strconcat (pointer, ": ", NULL);

  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, begin))
    g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, begin));
}
