// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The envelope on the wire: read strictly, because the server stores what it is given. */

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "report/an-envelope-private.h"
#include "report/an-taxonomy.h"
#include "report/an-uuid.h"

#define MAX_SIZE (G_GINT64_CONSTANT (1) << 50)
#define RECIPIENT_MAX_CHARS 64
#define SEALED_MAX_CHARS 152 /* base64 of AN_SEAL_WRAPPED_BYTES */

/* Helpers */

/* Goes into the text member @key and answers it, or NULL after a failure. */
static const char *
enter_text (AnJsonReader *reader, const char *key, gsize max_chars)
{
  const char *text;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return NULL;
  text = an_json_reader_value_string (reader, max_chars);
  if (!an_json_reader_has_failed (reader))
    return text;
  an_json_reader_leave (reader);
  return NULL;
}

static char *
read_id (AnJsonReader *reader, const char *key, gboolean (*is_valid) (const char *id))
{
  const char *text = enter_text (reader, key, RECIPIENT_MAX_CHARS);
  char *id;

  if (text == NULL)
    return NULL;
  if (!is_valid (text))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("this is not a valid id"));
  id = g_strdup (text);
  an_json_reader_leave (reader);
  return id;
}

static void
read_verifier (AnJsonReader *reader, guint8 verifier[AN_RECEIPT_VERIFIER_BYTES])
{
  const char *text = enter_text (reader, "receipt_verifier", RECIPIENT_MAX_CHARS);

  if (text == NULL)
    return;
  if (!an_base64_to_bytes (text, verifier, AN_RECEIPT_VERIFIER_BYTES))
    an_json_reader_fail (reader,
                         AN_JSON_ERROR_VALUE,
                         _ ("base64 of %d bytes is expected"), AN_RECEIPT_VERIFIER_BYTES);
  an_json_reader_leave (reader);
}

static GBytes *
read_content (AnJsonReader *reader)
{
  const char *text = enter_text (reader, "content", AN_ENVELOPE_MAX_BYTES);
  g_autofree guint8 *bytes = NULL;
  gsize length = 0, room;

  if (text == NULL)
    return NULL;
  room = strlen (text) / 4 * 3;
  bytes = g_malloc (room + 1);
  /* libsodium 1.0.18 takes some bytes above 0x7f for an "A" */
  if (!g_str_is_ascii (text) || sodium_base642bin (bytes,
                                                   room,
                                                   text,
                                                   strlen (text),
                                                   NULL,
                                                   &length,
                                                   NULL,
                                                   sodium_base64_VARIANT_ORIGINAL) != 0)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("this is not base64"));
  else if (length < an_seal_cipher_size (0))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("too short to be sealed content"));
  an_json_reader_leave (reader);
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

static gboolean
is_recipient (const char *text)
{
  return g_str_equal (text, AN_ENVELOPE_REPORTER) ||
         (g_str_has_prefix (text, AN_ENVELOPE_OFFICE_PREFIX) &&
          an_office_key_id_is_valid (text + strlen (AN_ENVELOPE_OFFICE_PREFIX)));
}

static void
read_key (AnJsonReader *reader, AnEnvelope *self, GHashTable *seen)
{
  guint8 sealed[AN_SEAL_WRAPPED_BYTES];
  g_autofree char *recipient = NULL;
  const char *text;

  an_json_reader_allow_members (reader, "recipient", "sealed", NULL);
  recipient = read_id (reader, "recipient", is_recipient);
  text = enter_text (reader, "sealed", SEALED_MAX_CHARS);
  if (text == NULL)
    return;
  if (!an_base64_to_bytes (text, sealed, sizeof sealed))
    an_json_reader_fail (reader,
                         AN_JSON_ERROR_VALUE,
                         _ ("base64 of %d bytes is expected"), AN_SEAL_WRAPPED_BYTES);
  an_json_reader_leave (reader);
  if (an_json_reader_has_failed (reader))
    return;
  if (!g_hash_table_add (seen, g_strdup (recipient)))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“%s” is there twice"), recipient);
  an_envelope_take_key (self, g_steal_pointer (&recipient), g_bytes_new (sealed, sizeof sealed));
}

static void
read_keys (AnJsonReader *reader, AnEnvelope *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length;

  if (!an_json_reader_enter_member (reader, "keys", AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, 1, AN_ENVELOPE_MAX_KEYS);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    read_key (reader, self, seen);
    an_json_reader_leave (reader);
  }
  if (self->keys->len == 1 && g_hash_table_contains (seen, AN_ENVELOPE_REPORTER))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("no key of an office is there"));
  an_json_reader_leave (reader);
}

/* The size must hold at least the content itself. */
static void
read_size (AnJsonReader *reader, AnEnvelope *self)
{
  gint64 least = self->content != NULL ? (gint64) g_bytes_get_size (self->content) : 1;

  self->size =
      (guint64) an_json_reader_get_int (reader, "size", AN_JSON_REQUIRED, least, MAX_SIZE, least);
}

static void
add_base64 (JsonBuilder *builder, const char *key, const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_base64_encode (bytes, length);

  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

/* Public */

/**
 * an_envelope_from_json:
 *
 * Returns: (transfer full): the envelope, or %NULL with an %AN_JSON_ERROR
 */
AnEnvelope *
an_envelope_from_json (JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnEnvelope) self = NULL;
  int urgency;

  g_return_val_if_fail (root != NULL, NULL);

  reader = an_json_reader_new (root);
  self = an_envelope_new ();
  an_json_reader_expect_schema (reader, AN_ENVELOPE_SCHEMA);
  an_json_reader_allow_members (reader,
                                "schema",
                                "id",
                                "office",
                                "urgency",
                                "size",
                                "receipt_verifier",
                                "keys",
                                "content",
                                NULL);
  self->id = read_id (reader, "id", an_uuid_is_valid);
  self->office = read_id (reader, "office", an_office_id_is_valid);
  urgency = an_json_reader_get_enum (reader,
                                     "urgency",
                                     AN_JSON_REQUIRED,
                                     an_urgency_ids,
                                     AN_URGENCY_NORMAL);
  self->urgency = g_strdup (an_urgency_ids[urgency]);
  read_verifier (reader, self->receipt_verifier);
  read_keys (reader, self);
  self->content = read_content (reader);
  read_size (reader, self);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * an_envelope_to_json:
 *
 * Returns: (transfer full): what goes to the server
 */
JsonNode *
an_envelope_to_json (const AnEnvelope *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL && self->content != NULL, NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "schema", AN_ENVELOPE_SCHEMA);
  add_text (builder, "id", self->id);
  add_text (builder, "office", self->office);
  add_text (builder, "urgency", self->urgency);
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, (gint64) self->size);
  add_base64 (builder, "receipt_verifier", self->receipt_verifier, AN_RECEIPT_VERIFIER_BYTES);
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->keys->len; i++) {
    const AnEnvelopeKey *key = g_ptr_array_index (self->keys, i);

    json_builder_begin_object (builder);
    add_text (builder, "recipient", key->recipient);
    add_base64 (builder, "sealed", g_bytes_get_data (key->sealed, NULL), AN_SEAL_WRAPPED_BYTES);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  add_base64 (builder,
              "content",
              g_bytes_get_data (self->content, NULL),
              g_bytes_get_size (self->content));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
