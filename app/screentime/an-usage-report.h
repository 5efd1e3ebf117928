// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-guard-values.h"

G_BEGIN_DECLS

/* What the guard has recorded, put together for looking back. Days are whole days since 1970. */

/* From @from to @to, both included; days after today do not count. */
typedef struct {
  gint64 used_seconds;
  gint64 average_seconds; /* a day */
  guint n_days;
  guint n_over; /* days on which more was used than was allowed */
} AnUsageSummary;

const AnGuardDay *an_usage_report_find (GPtrArray *days, gint64 day);
gint64 an_usage_report_get_limit (const AnGuardDay *day); /* with what was given; -1: none */
gint64 an_usage_report_get_uncounted (const AnGuardDay *day);
void an_usage_report_summarize (GPtrArray *days,
                                gint64 from,
                                gint64 to,
                                gint64 today,
                                AnUsageSummary *summary);

/* RFC 4180 in UTF-8 with a byte order mark. */
char *an_usage_report_days_to_csv (GPtrArray *days) G_GNUC_WARN_UNUSED_RESULT;
char *an_usage_report_events_to_csv (GPtrArray *events) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
