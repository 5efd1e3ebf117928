// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-schedule.h"
#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/* Rules and answers in words. */

char *an_rules_text_find_pointer (const char *message) G_GNUC_WARN_UNUSED_RESULT;
char *an_rules_text_weekday (guint weekday) G_GNUC_WARN_UNUSED_RESULT; /* “Thứ Hai” */
char *an_rules_text_day (AnRulesDraft *draft, guint weekday) G_GNUC_WARN_UNUSED_RESULT;
char *an_rules_text_week (AnRulesDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
char *an_rules_text_answer (const AnScheduleAnswer *answer,
                            gint64 instant_usec,
                            GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
const char *an_rules_text_reason (AnReason reason);
char *an_rules_text_minutes (int minutes) G_GNUC_WARN_UNUSED_RESULT; /* “1 giờ 30 phút” */

G_END_DECLS
