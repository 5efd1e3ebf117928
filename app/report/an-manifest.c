// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The manifest that closes a report: which ciphertexts belong to it, and what the office signs. */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "report/an-envelope.h"
#include "report/an-uuid.h"

#define MAX_EVIDENCE 1000
#define MAX_SIZE (G_GINT64_CONSTANT (1) << 50)
#define SHA256_LENGTH 64
#define ID_MAX_CHARS 64

/* Helpers */

static void
free_entry (gpointer data)
{
  AnManifestEntry *entry = data;

  g_free (entry->id);
  g_free (entry->sha256);
  g_free (entry);
}

static AnManifest *
new_manifest (void)
{
  AnManifest *self = g_new0 (AnManifest, 1);

  self->evidence = g_ptr_array_new_with_free_func (free_entry);
  return self;
}

/* A SHA-256 in lower-case hex, or NULL after a failure. */
static char *
read_sha256 (AnJsonReader *reader, const char *key)
{
  const char *text;
  char *copy;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return NULL;
  text = an_json_reader_value_string (reader, ID_MAX_CHARS);
  if (strlen (text) != SHA256_LENGTH || strspn (text, "0123456789abcdef") != SHA256_LENGTH)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("64 hexadecimal digits are expected"));
  copy = g_strdup (text);
  an_json_reader_leave (reader);
  return copy;
}

static char *
read_evidence_id (AnJsonReader *reader, const char *previous)
{
  const char *text;
  char *copy;

  if (!an_json_reader_enter_member (reader, "id", AN_JSON_REQUIRED))
    return NULL;
  text = an_json_reader_value_string (reader, ID_MAX_CHARS);
  if (!an_uuid_is_valid (text))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("this is not a valid id"));
  else if (previous != NULL && strcmp (previous, text) >= 0)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("the ids are not sorted or not unique"));
  copy = g_strdup (text);
  an_json_reader_leave (reader);
  return copy;
}

static void
read_evidence (AnJsonReader *reader, AnManifest *self)
{
  const char *previous = NULL;
  guint length;

  if (!an_json_reader_enter_member (reader, "evidence", AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, 0, MAX_EVIDENCE);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    AnManifestEntry *entry = g_new0 (AnManifestEntry, 1);

    an_json_reader_allow_members (reader, "id", "size", "sha256", NULL);
    entry->id = read_evidence_id (reader, previous);
    entry->size =
        (guint64) an_json_reader_get_int (reader, "size", AN_JSON_REQUIRED, 1, MAX_SIZE, 1);
    entry->sha256 = read_sha256 (reader, "sha256");
    g_ptr_array_add (self->evidence, entry);
    previous = entry->id;
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

/* Public */

/**
 * an_manifest_new:
 * @envelope: the report's envelope
 *
 * Returns: (transfer full): a manifest without evidence
 */
AnManifest *
an_manifest_new (const AnEnvelope *envelope)
{
  AnManifest *self;

  g_return_val_if_fail (envelope != NULL && envelope->content != NULL, NULL);

  self = new_manifest ();
  self->content_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, envelope->content);
  return self;
}

/**
 * an_manifest_add:
 * @id: id of the evidence; one that is there already is replaced
 * @size: bytes of its ciphertext
 * @sha256: hex of its ciphertext
 */
void
an_manifest_add (AnManifest *self, const char *id, guint64 size, const char *sha256)
{
  AnManifestEntry *entry;
  guint at = 0;

  g_return_if_fail (self != NULL && id != NULL && sha256 != NULL);

  while (at < self->evidence->len) {
    const AnManifestEntry *other = g_ptr_array_index (self->evidence, at);
    int order = strcmp (other->id, id);

    if (order > 0)
      break;
    if (order == 0)
      g_ptr_array_remove_index (self->evidence, at);
    else
      at++;
  }
  entry = g_new0 (AnManifestEntry, 1);
  entry->id = g_strdup (id);
  entry->size = size;
  entry->sha256 = g_strdup (sha256);
  g_ptr_array_insert (self->evidence, (int) at, entry);
}

/**
 * an_manifest_from_json:
 *
 * Returns: (transfer full): the manifest, or %NULL with an %AN_JSON_ERROR
 */
AnManifest *
an_manifest_from_json (JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnManifest) self = NULL;

  g_return_val_if_fail (root != NULL, NULL);

  reader = an_json_reader_new (root);
  self = new_manifest ();
  an_json_reader_expect_schema (reader, AN_MANIFEST_SCHEMA);
  an_json_reader_allow_members (reader, "schema", "content_sha256", "evidence", NULL);
  self->content_sha256 = read_sha256 (reader, "content_sha256");
  read_evidence (reader, self);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * an_manifest_to_json:
 *
 * Returns: (transfer full): what goes to the server
 */
JsonNode *
an_manifest_to_json (const AnManifest *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, AN_MANIFEST_SCHEMA);
  json_builder_set_member_name (builder, "content_sha256");
  json_builder_add_string_value (builder, self->content_sha256);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->evidence->len; i++) {
    const AnManifestEntry *entry = g_ptr_array_index (self->evidence, i);

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "id");
    json_builder_add_string_value (builder, entry->id);
    json_builder_set_member_name (builder, "size");
    json_builder_add_int_value (builder, (gint64) entry->size);
    json_builder_set_member_name (builder, "sha256");
    json_builder_add_string_value (builder, entry->sha256);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * an_manifest_digest:
 *
 * Returns: (transfer full): hex SHA-256 of one line for the content and one for each evidence
 */
char *
an_manifest_digest (const AnManifest *self)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (self->content_sha256);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->evidence->len; i++) {
    const AnManifestEntry *entry = g_ptr_array_index (self->evidence, i);

    g_string_append_printf (text,
                            "%s:%" G_GUINT64_FORMAT ":%s\n",
                            entry->id,
                            entry->size,
                            entry->sha256);
  }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}

/**
 * an_manifest_receipt_message:
 * @digest: an_manifest_digest()
 * @received_at: RFC 3339, as the server's answer says it
 *
 * Returns: (transfer full): the bytes that the office signs
 */
GBytes *
an_manifest_receipt_message (const char *report_id, const char *digest, const char *received_at)
{
  char *text;

  g_return_val_if_fail (report_id != NULL && digest != NULL && received_at != NULL, NULL);

  text = g_strconcat ("annhi receipt/1\n", report_id, "\n", digest, "\n", received_at, "\n", NULL);
  return g_bytes_new_take (text, strlen (text));
}

void
an_manifest_free (AnManifest *self)
{
  if (self == NULL)
    return;
  g_free (self->content_sha256);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}
