// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The fields of a draft from a policy and back to its document. */

#include "ui/screentime/an-rules-fields.h"

#include "ui/screentime/an-rules-rest.h"

#define USUAL_QUOTA_MINUTES 90
#define USUAL_WEEKLY_QUOTA_MINUTES 600
static const AnSpan usual_bedtime = { .start = 21 * 60, .end = 6 * 60 };
static const AnSpan usual_window = { .start = 17 * 60, .end = 20 * 60 + 30 };

/* From a policy */

static void
read_spans (const AnSpans *spans, AnSpanDraft *draft)
{
  draft->n_items = spans->n_items;
  for (guint i = 0; i < spans->n_items; i++)
    draft->items[i] = spans->items[i];
}

static void
read_day (const AnPolicy *policy, guint weekday, AnDayDraft *day)
{
  const AnRule *rule = an_policy_get_weekday_rule (policy, weekday);
  guint start, end;

  *day = (AnDayDraft){ .quota_minutes = USUAL_QUOTA_MINUTES, .bedtime = usual_bedtime };
  read_spans (&rule->uncounted, &day->uncounted);
  if (!rule->has_windows) {
    day->open = AN_OPEN_ALL_DAY;
  } else if (rule->windows.n_items == 0) {
    day->open = AN_OPEN_NEVER;
  } else {
    day->open = AN_OPEN_WINDOWS;
    read_spans (&rule->windows, &day->windows);
  }
  if (day->windows.n_items == 0)
    day->windows = (AnSpanDraft){ .n_items = 1, .items = { usual_window } };
  if (rule->quota_minutes != AN_POLICY_NO_QUOTA) {
    day->has_quota = TRUE;
    day->quota_minutes = rule->quota_minutes;
  }
  if (an_policy_get_bedtime (policy, weekday, &start, &end)) {
    day->has_bedtime = TRUE;
    day->bedtime = (AnSpan){ .start = (guint16) start, .end = (guint16) end };
  }
}

static void
set_rest (AnRulesFields *self, const AnPolicy *policy)
{
  g_autoptr (GError) error = NULL;
  AnPolicy *rest = an_rules_rest_create (policy, NULL, NULL, &error);

  g_return_if_fail (rest != NULL); /* a part of what is valid */
  g_clear_pointer (&self->rest, an_policy_unref);
  self->rest = rest;
}

/* Public */

void
an_rules_fields_read (AnRulesFields *self, const AnPolicy *policy)
{
  int weekly = an_policy_get_weekly_quota_minutes (policy);

  self->is_enabled = an_policy_is_enabled (policy);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    read_day (policy, i, &self->days[i]);
  self->has_weekly_quota = weekly != AN_POLICY_NO_QUOTA;
  self->weekly_quota_minutes = self->has_weekly_quota ? weekly : USUAL_WEEKLY_QUOTA_MINUTES;
  set_rest (self, policy);
}

/* To a document */

static void
add_days (JsonBuilder *builder, const AnRulesFields *self)
{
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    const AnDayDraft *day = &self->days[i];

    json_builder_set_member_name (builder, an_weekday_ids[i]);
    json_builder_begin_object (builder);
    if (day->open != AN_OPEN_ALL_DAY)
      an_spans_write (builder,
                      "windows",
                      day->windows.items,
                      day->open == AN_OPEN_NEVER ? 0 : day->windows.n_items);
    if (day->uncounted.n_items > 0)
      an_spans_write (builder, "uncounted", day->uncounted.items, day->uncounted.n_items);
    if (day->has_quota) {
      json_builder_set_member_name (builder, "quota_minutes");
      json_builder_add_int_value (builder, day->quota_minutes);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
}

static void
add_bedtimes (JsonBuilder *builder, const AnRulesFields *self)
{
  json_builder_set_member_name (builder, "bedtime");
  json_builder_begin_object (builder);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    if (self->days[i].has_bedtime) {
      json_builder_set_member_name (builder, an_weekday_ids[i]);
      an_span_write (builder, &self->days[i].bedtime);
    }
  json_builder_end_object (builder);
}

/**
 * an_rules_fields_write:
 *
 * Returns: (transfer full): the document, which may still have mistakes
 */
JsonNode *
an_rules_fields_write (const AnRulesFields *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, AN_POLICY_SCHEMA);
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, self->is_enabled);
  add_days (builder, self);
  if (self->has_weekly_quota) {
    json_builder_set_member_name (builder, "weekly_quota_minutes");
    json_builder_add_int_value (builder, self->weekly_quota_minutes);
  }
  add_bedtimes (builder, self);
  an_rules_rest_add (builder, self->rest, NULL);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

void
an_rules_fields_clear (AnRulesFields *self)
{
  g_clear_pointer (&self->rest, an_policy_unref);
}
