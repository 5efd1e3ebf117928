// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/* Inside of AnRulesDraft: everything of a policy, as it is edited. */
typedef struct {
  gboolean is_enabled;
  AnDayDraft days[AN_DRAFT_DAYS];
  gboolean has_weekly_quota;
  int weekly_quota_minutes;
  AnPolicy *rest; /* (owned) the other members, without weekdays */
} AnRulesFields;

void an_rules_fields_read (AnRulesFields *self, const AnPolicy *policy);
JsonNode *an_rules_fields_write (const AnRulesFields *self) G_GNUC_WARN_UNUSED_RESULT;
void an_rules_fields_clear (AnRulesFields *self);

G_END_DECLS
