// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Writing a report, finished or not, as JSON. What is unknown is left out. */

#include "report/an-report-private.h"

/* Helpers */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

static void
add_texts (JsonBuilder *builder, const AnReport *self, const char *group)
{
  for (const AnReportText *text = an_report_texts; text->group != NULL; text++) {
    if (g_str_equal (text->group, group))
      add_text (builder, text->key, *an_report_text_at (self, text));
  }
}

static void
add_strings (JsonBuilder *builder, const char *key, const GPtrArray *texts)
{
  if (texts->len == 0)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
begin_group (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
}

static void
add_reporter (JsonBuilder *builder, const AnReport *self)
{
  begin_group (builder, "reporter");
  if (self->reporter.role != AN_ROLE_UNSET)
    add_text (builder, "role", an_role_ids[self->reporter.role]);
  add_boolean (builder, "anonymous", self->reporter.anonymous);
  if (!self->reporter.anonymous)
    add_texts (builder, self, "reporter");
  json_builder_end_object (builder);
}

static void
add_child (JsonBuilder *builder, const AnReport *self)
{
  begin_group (builder, "child");
  if (self->child.age >= 0)
    add_int (builder, "age", self->child.age);
  if (self->child.gender != AN_GENDER_UNKNOWN)
    add_text (builder, "gender", an_gender_ids[self->child.gender]);
  add_texts (builder, self, "child");
  json_builder_end_object (builder);
}

static void
add_incident (JsonBuilder *builder, const AnReport *self)
{
  begin_group (builder, "incident");
  if (self->incident.category != AN_CATEGORY_UNSET)
    add_text (builder, "category", an_category_ids[self->incident.category]);
  add_text (builder, "urgency", an_urgency_ids[self->incident.urgency]);
  add_boolean (builder, "ongoing", self->incident.ongoing);
  add_texts (builder, self, "incident");
  add_strings (builder, "urls", self->incident.urls);
  add_strings (builder, "accounts", self->incident.accounts);
  json_builder_end_object (builder);
}

static void
add_consent (JsonBuilder *builder, const AnReport *self)
{
  begin_group (builder, "consent");
  add_boolean (builder, "child", self->consent.child);
  add_boolean (builder, "representative", self->consent.representative);
  add_texts (builder, self, "consent");
  json_builder_end_object (builder);
}

/**
 * an_report_to_json:
 *
 * Who is anonymous leaves neither name nor phone, e-mail or address in the document.
 *
 * Returns: (transfer full): the document, `vn.annhi.report/1`
 */
JsonNode *
an_report_to_json (const AnReport *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "schema", AN_REPORT_SCHEMA);
  add_texts (builder, self, "");
  add_reporter (builder, self);
  add_child (builder, self);
  add_incident (builder, self);
  add_strings (builder, "support_wanted", self->support_wanted);
  add_consent (builder, self);
  an_report_evidence_write (builder, self->evidence);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
