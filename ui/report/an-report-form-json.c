// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The JSON of a form, as the draft keeps it. */

#include "base/an-json-reader.h"
#include "ui/report/an-report-form-private.h"

#define DRAFT_SCHEMA "vn.annhi.draft/1"
#define MAX_PATH_CHARS 4096
#define MAX_NOTE_CHARS 2000

/* @pasted: (nullable): the record of the vault that has its content. Returns: (transfer none)
 * (nullable) */
static AnReportFile *
read_file (AnReportForm *self, const char *name, const char *pasted)
{
  AnVault *vault = an_store_get_vault (self->store);
  g_autoptr (GBytes) content = NULL;
  AnReportFile *file;

  if (pasted == NULL)
    return an_report_form_add_file (self, name);
  content = vault != NULL ? an_vault_get (vault, AN_REPORT_PASTED_KIND, pasted, NULL) : NULL;
  file = content != NULL ? an_report_file_new_pasted (pasted, name, content) : NULL;
  return file != NULL ? an_report_form_take_file (self, file) : NULL;
}

static void
read_files (AnReportForm *self, AnJsonReader *reader)
{
  guint length;

  if (!an_json_reader_enter_member (reader, "files", AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, 0, AN_REPORT_MAX_EVIDENCE);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    const char *path = an_json_reader_get_string (reader, "path", AN_JSON_REQUIRED, MAX_PATH_CHARS);
    const char *note = an_json_reader_get_string (reader, "note", AN_JSON_REQUIRED, MAX_NOTE_CHARS);
    gboolean strip = an_json_reader_get_boolean (reader, "strip", AN_JSON_REQUIRED, FALSE);
    const char *pasted = an_json_reader_get_string (reader, "pasted", AN_JSON_OPTIONAL, 40);

    if (!an_json_reader_has_failed (reader)) {
      g_autofree char *name = g_uri_unescape_string (path, NULL);
      AnReportFile *file = name != NULL ? read_file (self, name, pasted) : NULL;

      if (file != NULL) {
        an_report_file_set_note (file, note);
        an_report_file_set_strip (file, strip);
      }
    }
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

/**
 * an_report_form_new_from_json:
 * @root: what an_report_form_to_json() made, with %AN_JSON_ERROR otherwise
 */
AnReportForm *
an_report_form_new_from_json (AnStore *store, JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (AnReportForm) self = NULL;
  AnReport *report = NULL;

  an_json_reader_expect_schema (reader, DRAFT_SCHEMA);
  if (an_json_reader_enter_member (reader, "report", AN_JSON_REQUIRED)) {
    report = an_report_draft_from_json (an_json_reader_peek_node (reader), error);
    if (report == NULL)
      return NULL;
    an_json_reader_leave (reader);
  }
  if (report == NULL) {
    an_json_reader_finish (reader, error);
    return NULL;
  }
  self = an_report_form_new_for_report (store, report);
  read_files (self, reader);
  self->channel_id =
      g_strdup (an_json_reader_get_string (reader, "channel", AN_JSON_OPTIONAL, 200));
  self->keep_receipt_chosen = an_json_reader_has_member (reader, "keep_receipt");
  self->keep_receipt = an_json_reader_get_boolean (reader, "keep_receipt", AN_JSON_OPTIONAL, FALSE);
  self->step = (AnReportStep)
      an_json_reader_get_int (reader, "step", AN_JSON_REQUIRED, 0, AN_N_REPORT_STEPS - 1, 0);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  if (an_report_form_get_channel (self) == NULL) {
    g_clear_pointer (&self->channel_id, g_free);
    an_report_form_choose_first_office (self);
  }
  return g_steal_pointer (&self);
}

/* File names are bytes; JSON is not. */
static void
write_files (AnReportForm *self, JsonBuilder *builder)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < length; i++) {
    g_autoptr (AnReportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
    const char *pasted = an_report_file_get_pasted_id (file);
    g_autofree char *name = an_report_file_get_name (file);
    g_autofree char *path =
        g_uri_escape_string (pasted != NULL ? name : an_report_file_get_path (file), "/ ", FALSE);

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "path");
    json_builder_add_string_value (builder, path);
    if (pasted != NULL) {
      json_builder_set_member_name (builder, "pasted");
      json_builder_add_string_value (builder, pasted);
    }
    json_builder_set_member_name (builder, "note");
    json_builder_add_string_value (builder, an_report_file_get_note (file));
    json_builder_set_member_name (builder, "strip");
    json_builder_add_boolean_value (builder, an_report_file_get_strip (file));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

JsonNode *
an_report_form_to_json (AnReportForm *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (AN_IS_REPORT_FORM (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, DRAFT_SCHEMA);
  json_builder_set_member_name (builder, "report");
  json_builder_add_value (builder, an_report_to_json (self->report));
  write_files (self, builder);
  if (self->channel_id != NULL) {
    json_builder_set_member_name (builder, "channel");
    json_builder_add_string_value (builder, self->channel_id);
  }
  if (self->keep_receipt_chosen) {
    json_builder_set_member_name (builder, "keep_receipt");
    json_builder_add_boolean_value (builder, self->keep_receipt);
  }
  json_builder_set_member_name (builder, "step");
  json_builder_add_int_value (builder, self->step);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
