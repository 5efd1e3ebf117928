// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times and durations as An Nhi writes them: RFC 3339 for programs, Vietnamese habit for people
 * (dd/MM/yyyy, 24 h), whatever the locale's own formats. */

char *an_time_to_rfc3339 (gint64 unix_usec) G_GNUC_WARN_UNUSED_RESULT; /* UTC, seconds, “Z” */
char *an_time_now_rfc3339 (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_time_from_rfc3339 (const char *text, gint64 *unix_usec);

char *an_time_format_date (GDateTime *when) G_GNUC_WARN_UNUSED_RESULT; /* 28/11/2026 */
char *
an_time_format_weekday_date (GDateTime *when) G_GNUC_WARN_UNUSED_RESULT; /* thứ Bảy, 28/11/2026 */
char *an_time_format_clock (GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;      /* 19:30 */
char *an_time_format_date_clock (GDateTime *when) G_GNUC_WARN_UNUSED_RESULT; /* 28/11/2026 19:30 */
char *an_time_format_duration (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;    /* 1 giờ 30 phút */
const char *an_time_weekday_name (int iso_weekday);                          /* 1 = thứ Hai */

G_END_DECLS
