// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What a report says of its evidence. The files themselves are the outbox's. */

#include <string.h>

#include "base/an-i18n.h"
#include "report/an-report-private.h"
#include "report/an-uuid.h"

#define MAX_NAME_CHARS 255
#define MAX_NOTE_CHARS 2000
#define MAX_SIZE (G_GINT64_CONSTANT (1) << 50)

/* Helpers */

/* A required text of a piece of evidence; (transfer full). */
static char *
read_fact (AnJsonReader *reader,
           const char *key,
           gsize max_chars,
           gboolean (*is_valid) (const char *text))
{
  char *text;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return NULL;
  text = g_strdup (an_json_reader_value_string (reader, max_chars));
  if (!an_json_reader_has_failed (reader) && !is_valid (text))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“%s” is not valid here"), text);
  an_json_reader_leave (reader);
  return text;
}

static gboolean
is_file_name (const char *text)
{
  return *text != '\0' && strchr (text, '/') == NULL;
}

static gboolean
is_media_type (const char *text)
{
  const char *slash = strchr (text, '/');

  return slash != NULL && slash != text && slash[1] != '\0' &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789.+-_") == (gsize) (slash - text) &&
         strspn (slash + 1, "abcdefghijklmnopqrstuvwxyz0123456789.+-_") == strlen (slash + 1);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static void
read_piece (AnJsonReader *reader, AnReportEvidence *piece)
{
  an_json_reader_allow_members (reader,
                                "id",
                                "name",
                                "media_type",
                                "size",
                                "sha256",
                                "note",
                                "included",
                                NULL);
  piece->id = read_fact (reader, "id", 64, an_uuid_is_valid);
  piece->name = read_fact (reader, "name", MAX_NAME_CHARS, is_file_name);
  piece->media_type = read_fact (reader, "media_type", MAX_NAME_CHARS, is_media_type);
  piece->sha256 = read_fact (reader, "sha256", 64, is_sha256);
  piece->size = (guint64) an_json_reader_get_int (reader, "size", AN_JSON_REQUIRED, 0, MAX_SIZE, 0);
  piece->note =
      g_strdup (an_json_reader_get_string (reader, "note", AN_JSON_OPTIONAL, MAX_NOTE_CHARS));
  piece->included = an_json_reader_get_boolean (reader, "included", AN_JSON_REQUIRED, FALSE);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

/* Shared with the rest of the report */

/* (transfer full), a GCopyFunc */
gpointer
an_report_evidence_copy (gconstpointer data, gpointer unused)
{
  const AnReportEvidence *evidence = data;
  AnReportEvidence *copy = g_new0 (AnReportEvidence, 1);

  copy->id = g_strdup (evidence->id);
  copy->name = g_strdup (evidence->name);
  copy->media_type = g_strdup (evidence->media_type);
  copy->size = evidence->size;
  copy->sha256 = g_strdup (evidence->sha256);
  copy->note = g_strdup (evidence->note);
  copy->included = evidence->included;
  return copy;
}

void
an_report_evidence_read (AnJsonReader *reader, GPtrArray *evidence)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint length;

  if (!an_json_reader_enter_member (reader, "evidence", AN_JSON_OPTIONAL))
    return;
  length = an_json_reader_expect_array (reader, 0, AN_REPORT_MAX_EVIDENCE);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    AnReportEvidence *piece = g_new0 (AnReportEvidence, 1);

    g_ptr_array_add (evidence, piece);
    read_piece (reader, piece);
    if (!an_json_reader_has_failed (reader) && !g_hash_table_add (seen, piece->id))
      an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“%s” is there twice"), piece->id);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

void
an_report_evidence_write (JsonBuilder *builder, const GPtrArray *evidence)
{
  if (evidence->len == 0)
    return;
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < evidence->len; i++) {
    const AnReportEvidence *piece = g_ptr_array_index (evidence, i);

    json_builder_begin_object (builder);
    add_text (builder, "id", piece->id);
    add_text (builder, "name", piece->name);
    add_text (builder, "media_type", piece->media_type);
    json_builder_set_member_name (builder, "size");
    json_builder_add_int_value (builder, (gint64) piece->size);
    add_text (builder, "sha256", piece->sha256);
    add_text (builder, "note", piece->note);
    json_builder_set_member_name (builder, "included");
    json_builder_add_boolean_value (builder, piece->included);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/* Public */

/**
 * an_report_evidence_new:
 *
 * Returns: (transfer full): evidence with a fresh id, not included yet
 */
AnReportEvidence *
an_report_evidence_new (void)
{
  AnReportEvidence *self = g_new0 (AnReportEvidence, 1);

  self->id = an_uuid_new ();
  return self;
}

void
an_report_evidence_free (AnReportEvidence *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->sha256);
  g_free (self->note);
  g_free (self);
}
