// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A channel as a value, and its JSON written. Reading is an-channel-json.c's. */

#include "report/an-channel.h"

#include <string.h>

#include "base/an-json.h"
#include "base/an-text.h"

const char *const an_channel_kind_ids[] = { "rest", "phone", "web", "email", "paper", NULL };

G_DEFINE_QUARK (an_channel_error, an_channel_error)

/* Helpers */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_pair (JsonBuilder *builder, const char *key, const char *vi, const char *en)
{
  if (vi == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  add_text (builder, "vi", vi);
  add_text (builder, "en", en);
  json_builder_end_object (builder);
}

static void
add_bytes (JsonBuilder *builder, const char *key, const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_base64_encode (bytes, length);

  add_text (builder, key, text);
}

static void
add_office (JsonBuilder *builder, const AnChannel *self)
{
  add_text (builder, "office", self->office);
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->keys->len; i++) {
    const AnOfficeKey *key = g_ptr_array_index (self->keys, i);

    json_builder_begin_object (builder);
    add_text (builder, "id", key->id);
    add_bytes (builder, "public_key", key->public_key, sizeof key->public_key);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  add_bytes (builder, "signing_key", self->signing_key, sizeof self->signing_key);
}

/* Public */

/**
 * an_channel_load:
 * @path: a channel file
 *
 * Returns: (transfer full): the channel, or %NULL with an error that begins with @path
 */
AnChannel *
an_channel_load (const char *path, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  AnChannel *self;

  g_return_val_if_fail (path != NULL, NULL);

  root = an_json_load (path, AN_JSON_MAX_BYTES, error);
  if (root == NULL)
    return NULL;
  self = an_channel_from_json (root, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);
  return self;
}

/**
 * an_channel_to_json:
 *
 * Returns: (transfer full): the content of a channel file
 */
JsonNode *
an_channel_to_json (const AnChannel *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "schema", AN_CHANNEL_SCHEMA);
  add_text (builder, "id", self->id);
  add_text (builder, "kind", an_channel_kind_ids[self->kind]);
  add_pair (builder, "name", self->name_vi, self->name_en);
  add_pair (builder, "note", self->note_vi, self->note_en);
  add_text (builder, "province", self->province);
  add_text (builder, "number", self->number);
  add_text (builder, "url", self->url);
  add_text (builder, "address", self->address);
  add_text (builder, "source", self->source);
  add_text (builder, "checked", self->checked);
  json_builder_set_member_name (builder, "verified");
  json_builder_add_boolean_value (builder, self->verified);
  if (self->kind == AN_CHANNEL_REST)
    add_office (builder, self);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * an_channel_copy:
 *
 * Returns: (transfer full): an independent copy
 */
AnChannel *
an_channel_copy (const AnChannel *self)
{
  AnChannel *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (AnChannel, 1);
  copy->id = g_strdup (self->id);
  copy->kind = self->kind;
  copy->name_vi = g_strdup (self->name_vi);
  copy->name_en = g_strdup (self->name_en);
  copy->note_vi = g_strdup (self->note_vi);
  copy->note_en = g_strdup (self->note_en);
  copy->province = g_strdup (self->province);
  copy->number = g_strdup (self->number);
  copy->url = g_strdup (self->url);
  copy->address = g_strdup (self->address);
  copy->source = g_strdup (self->source);
  copy->checked = g_strdup (self->checked);
  copy->verified = self->verified;
  copy->office = g_strdup (self->office);
  memcpy (copy->signing_key, self->signing_key, sizeof copy->signing_key);
  if (self->keys == NULL)
    return copy;
  copy->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  for (guint i = 0; i < self->keys->len; i++) {
    const AnOfficeKey *key = g_ptr_array_index (self->keys, i);

    g_ptr_array_add (copy->keys, an_office_key_new (key->public_key));
  }
  return copy;
}

void
an_channel_free (AnChannel *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name_vi);
  g_free (self->name_en);
  g_free (self->note_vi);
  g_free (self->note_en);
  g_free (self->province);
  g_free (self->number);
  g_free (self->url);
  g_free (self->address);
  g_free (self->source);
  g_free (self->checked);
  g_free (self->office);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}

const char *
an_channel_get_name (const AnChannel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return an_text_choose (self->name_vi, self->name_en);
}

const char *
an_channel_get_note (const AnChannel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->note_vi == NULL ? NULL : an_text_choose (self->note_vi, self->note_en);
}
