// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/* Inside of AnPolicy, for its parser and the evaluation only. */

#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_DAYS_PER_WEEK 7

typedef struct {
  gboolean is_set;
  guint start, end; /* minutes; @end at or before @start lies on the next day */
} AnBedtime;

struct _AnPolicy {
  gatomicrefcount ref_count;
  JsonNode *document; /* (owned) immutable */

  gboolean enabled;
  AnRule days[AN_DAYS_PER_WEEK]; /* has_… FALSE: already filled with the whole day, nothing */
  int weekly_quota_minutes;
  AnBedtime bedtime[AN_DAYS_PER_WEEK];
  AnSpans
      asleep[AN_DAYS_PER_WEEK]; /* bedtime of the day itself and what reaches over from before */
  AnDateRule *dates;            /* (owned) */
  guint n_dates;
  AnPolicyGuard guard;
};

AnPolicy *an_policy_new_empty (JsonNode *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
