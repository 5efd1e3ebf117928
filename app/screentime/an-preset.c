// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The suggestions of data/screentime/presets, which the program carries in itself. */

#include "screentime/an-preset.h"

#include "an-screentime-data.h"
#include "base/an-json-reader.h"
#include "base/an-text.h"

#define PREFIX "/vn/annhi/AnNhi/screentime/presets/"
#define MAX_BYTES (64 * 1024)
#define MAX_TEXT 1000

/* (transfer full): the text in the interface's language. */
static char *
read_text (AnJsonReader *reader, const char *key)
{
  const char *vi, *en;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return NULL;
  vi = an_json_reader_get_string (reader, "vi", AN_JSON_REQUIRED, MAX_TEXT);
  en = an_json_reader_get_string (reader, "en", AN_JSON_REQUIRED, MAX_TEXT);
  an_json_reader_leave (reader);
  return vi != NULL && en != NULL ? g_strdup (an_text_choose (vi, en)) : NULL;
}

static char *
read_string (AnJsonReader *reader, const char *key)
{
  return g_strdup (an_json_reader_get_string (reader, key, AN_JSON_REQUIRED, MAX_TEXT));
}

static AnPreset *
read_preset (JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (AnPreset) preset = g_new0 (AnPreset, 1);
  g_autoptr (GError) problem = NULL;

  an_json_reader_expect_schema (reader, AN_PRESET_SCHEMA);
  preset->id = read_string (reader, "id");
  preset->name = read_text (reader, "name");
  preset->limit = read_text (reader, "limit");
  preset->note = read_text (reader, "note");
  preset->source = read_string (reader, "source");
  preset->checked = read_string (reader, "checked");
  if (an_json_reader_enter_member (reader, "age", AN_JSON_REQUIRED)) {
    preset->age_from = (int) an_json_reader_get_int (reader, "from", AN_JSON_REQUIRED, 0, 17, 0);
    preset->age_to = (int) an_json_reader_get_int (reader, "to", AN_JSON_REQUIRED, 0, 17, 0);
    an_json_reader_leave (reader);
  }
  if (an_json_reader_enter_member (reader, "policy", AN_JSON_REQUIRED)) {
    preset->policy = an_policy_from_json (an_json_reader_peek_node (reader), &problem);
    an_json_reader_leave (reader);
  }
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  return an_json_reader_finish (reader, error) ? g_steal_pointer (&preset) : NULL;
}

static AnPreset *
load (GResource *resource, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (JsonNode) root = NULL;

  if (bytes == NULL)
    return NULL;
  root = an_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), MAX_BYTES, error);
  return root != NULL ? read_preset (root, error) : NULL;
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  return (*(const AnPreset *const *) a)->age_from - (*(const AnPreset *const *) b)->age_from;
}

/* Public */

/**
 * an_presets_load:
 *
 * Returns: (transfer full) (element-type AnPreset): the suggestions, the youngest first
 */
GPtrArray *
an_presets_load (void)
{
  GPtrArray *presets = g_ptr_array_new_with_free_func ((GDestroyNotify) an_preset_free);
  GResource *resource = an_screentime_data_get_resource ();
  g_auto (GStrv) names =
      g_resource_enumerate_children (resource, PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    AnPreset *preset = load (resource, names[i], &error);

    if (preset != NULL)
      g_ptr_array_add (presets, preset);
    else
      g_warning ("preset %s: %s", names[i], error->message);
  }
  g_ptr_array_sort (presets, compare_ages);
  return presets;
}

void
an_preset_free (AnPreset *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->limit);
  g_free (self->note);
  g_free (self->source);
  g_free (self->checked);
  g_clear_pointer (&self->policy, an_policy_unref);
  g_free (self);
}
