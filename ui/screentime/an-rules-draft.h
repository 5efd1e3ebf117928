// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_DRAFT_DAYS 7
#define AN_DRAFT_MAX_NAME 60

typedef enum {
  AN_OPEN_ALL_DAY,
  AN_OPEN_WINDOWS,
  AN_OPEN_NEVER,
} AnOpen;

/* A list of spans as it is typed: an end may still lie before its start. */
typedef struct {
  guint n_items;
  AnSpan items[AN_SPANS_MAX];
} AnSpanDraft;

/* One weekday as it is edited; what is switched off keeps its last value. */
typedef struct {
  AnOpen open;
  AnSpanDraft windows, uncounted;
  gboolean has_quota;
  int quota_minutes;
  gboolean has_bedtime;
  AnSpan bedtime; /* an end at or before the start lies on the next day */
} AnDayDraft;

/**
 * AnRulesDraft:
 *
 * The rules of one child while they are edited, and who the child is. Emits `changed` after every
 * change; changes can be undone one after the other, those of one second together.
 */
#define AN_TYPE_RULES_DRAFT (an_rules_draft_get_type ())
G_DECLARE_FINAL_TYPE (AnRulesDraft, an_rules_draft, AN, RULES_DRAFT, GObject)

AnRulesDraft *an_rules_draft_new (const char *id,
                                  const char *name,
                                  int birth_year,
                                  const AnPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
const char *an_rules_draft_get_id (AnRulesDraft *self);
const char *an_rules_draft_get_name (AnRulesDraft *self);
int an_rules_draft_get_birth_year (AnRulesDraft *self); /* 0: not known */

void an_rules_draft_set_policy (AnRulesDraft *self, const AnPolicy *policy);
AnPolicy *an_rules_draft_build (AnRulesDraft *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean an_rules_draft_is_enabled (AnRulesDraft *self);
void an_rules_draft_set_enabled (AnRulesDraft *self, gboolean is_enabled);
gboolean an_rules_draft_get_weekly_quota (AnRulesDraft *self, int *minutes);
void an_rules_draft_set_weekly_quota (AnRulesDraft *self, gboolean has_quota, int minutes);
const AnDayDraft *an_rules_draft_get_day (AnRulesDraft *self, guint weekday);
void an_rules_draft_set_day (AnRulesDraft *self, guint weekday, const AnDayDraft *day);
void an_rules_draft_copy_day (AnRulesDraft *self, guint weekday, guint to);
void an_rules_draft_begin_stroke (AnRulesDraft *self);
void an_rules_draft_end_stroke (AnRulesDraft *self);
gboolean an_rules_draft_is_in_stroke (AnRulesDraft *self);
void an_rules_draft_get_asleep (AnRulesDraft *self, guint weekday, AnSpans *asleep);
guint an_rules_draft_count_dates (AnRulesDraft *self);

/* Holidays and the guard's part: always valid, whatever the weekdays are like at the moment. */
const AnPolicy *an_rules_draft_get_rest (AnRulesDraft *self);
gboolean
an_rules_draft_replace (AnRulesDraft *self, const char *member, JsonNode *value, GError **error);

void an_rules_draft_revert (AnRulesDraft *self);
gboolean an_rules_draft_can_undo (AnRulesDraft *self);
void an_rules_draft_undo (AnRulesDraft *self);

gboolean an_span_is_valid (const AnSpan *span);

G_END_DECLS
