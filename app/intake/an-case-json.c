// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A case for programs. */

#include "intake/an-case.h"

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

static void
add_head (const AnCase *self, JsonBuilder *builder)
{
  add_text (builder, "id", self->id);
  add_text (builder, "received_at", self->received_at);
  add_text (builder, "urgency", self->urgency);
  add_text (builder, "state", self->state);
  add_text (builder,
            "category",
            self->report != NULL ? an_category_ids[self->report->incident.category] : NULL);
}

static void
add_evidence (const AnCase *self, guint i, JsonBuilder *builder)
{
  const AnReportEvidence *evidence = g_ptr_array_index (self->report->evidence, i);

  json_builder_begin_object (builder);
  add_text (builder, "id", evidence->id);
  add_text (builder, "name", evidence->name);
  add_text (builder, "media_type", evidence->media_type);
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, (gint64) evidence->size);
  add_text (builder, "sha256", evidence->sha256);
  json_builder_set_member_name (builder, "included");
  json_builder_add_boolean_value (builder, evidence->included);
  add_text (builder, "found", an_case_evidence_ids[self->found[i]]);
  json_builder_set_member_name (builder, "verified");
  json_builder_add_boolean_value (builder, self->found[i] == AN_CASE_EVIDENCE_VERIFIED);
  json_builder_end_object (builder);
}

/* Adds one entry of the list; its category is null when the officer's key does not open it. */
void
an_case_add_line (const AnCase *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_head (self, builder);
  json_builder_end_object (builder);
}

/* (transfer full): the whole opened case, with its evidence looked at */
JsonNode *
an_case_to_json (const AnCase *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_head (self, builder);
  json_builder_set_member_name (builder, "report");
  json_builder_add_value (builder, an_report_to_json (self->report));
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->report->evidence->len; i++)
    add_evidence (self, i, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
