// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "screentime/an-instant.h"
#include "screentime/an-policy.h"
#include "screentime/an-usage.h"

G_BEGIN_DECLS

/**
 * AnReason:
 * @AN_REASON_NOT_MANAGED: the policy is off
 * @AN_REASON_UNCOUNTED: open, and nothing is spent
 * @AN_REASON_WITHIN: open and within every quota
 * @AN_REASON_GRANT: only because time was given
 * @AN_REASON_PAUSED: a parent stopped everything for now
 * @AN_REASON_BEDTIME: refused
 * @AN_REASON_OUTSIDE_WINDOW: refused
 * @AN_REASON_DAY_QUOTA: refused, the day's quota is used up
 * @AN_REASON_WEEK_QUOTA: refused, the week's quota is used up
 *
 * Why an instant is allowed (the first four) or not.
 */
typedef enum {
  AN_REASON_NOT_MANAGED,
  AN_REASON_UNCOUNTED,
  AN_REASON_WITHIN,
  AN_REASON_GRANT,
  AN_REASON_PAUSED,
  AN_REASON_BEDTIME,
  AN_REASON_OUTSIDE_WINDOW,
  AN_REASON_DAY_QUOTA,
  AN_REASON_WEEK_QUOTA,
} AnReason;

#define AN_SCHEDULE_UNLIMITED_SECONDS 604800 /* so much remaining or more is told as -1 */
#define AN_SCHEDULE_SEARCH_DAYS 8            /* how far next_allowed_at is looked for */

/**
 * AnScheduleAnswer:
 *
 * What holds at one instant. An instant that does not apply is %AN_INSTANT_NONE.
 */
typedef struct {
  gboolean allowed;
  AnReason reason;
  gint64 remaining_seconds; /* whole seconds, cut; 0 when not allowed; -1 for a week or more */
  gint64 ends_usec;         /* unless remaining_seconds is -1 */
  AnReason ends_because;    /* the reason at ends_usec */
  gint64 next_allowed_usec; /* when not allowed */
} AnScheduleAnswer;

extern const char *const an_reason_ids[]; /* the words of the wire, indexed by AnReason */

gboolean an_reason_is_allowed (AnReason reason);
void an_schedule_evaluate (const AnPolicy *policy,
                           const AnUsage *usage,
                           gint64 instant_usec,
                           GTimeZone *zone,
                           AnScheduleAnswer *answer);
JsonNode *an_schedule_answer_to_json (const AnScheduleAnswer *self,
                                      GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
