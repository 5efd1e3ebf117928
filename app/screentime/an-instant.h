// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Instants are microseconds since 1970-01-01T00:00Z; days are whole days since 1970-01-01. */

#define AN_USEC_PER_SECOND G_GINT64_CONSTANT (1000000)
#define AN_USEC_PER_MINUTE (60 * AN_USEC_PER_SECOND)
#define AN_USEC_PER_DAY (86400 * AN_USEC_PER_SECOND)
#define AN_INSTANT_NONE G_MININT64

gboolean an_instant_parse (const char *text, gint64 *instant_usec);
char *an_instant_format (gint64 instant_usec, GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
GTimeZone *an_instant_find_zone (const char *identifier) G_GNUC_WARN_UNUSED_RESULT;

gboolean an_day_parse (const char *text, gint64 *day);
char *an_day_format (gint64 day) G_GNUC_WARN_UNUSED_RESULT;
gint64 an_day_get_week (gint64 day);   /* weeks begin on Monday */
guint an_day_get_weekday (gint64 day); /* 0 is Monday */
gint64 an_floor_div (gint64 dividend, gint64 divisor);

G_END_DECLS
