// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-usage-report.h"
#include "ui/screentime/an-usage-chart.h"

G_BEGIN_DECLS

typedef enum {
  AN_LOOK_DAY,
  AN_LOOK_WEEK,
  AN_LOOK_MONTH,
} AnLook;

/* A day, the week from Monday or the month around @day; days since 1970. */
typedef struct {
  AnLook look;
  gint64 day;
} AnLookPeriod;

void an_look_period_get_range (const AnLookPeriod *self, gint64 *from, gint64 *to);
AnLookPeriod an_look_period_move (const AnLookPeriod *self, int steps);
char *an_look_period_format (const AnLookPeriod *self) G_GNUC_WARN_UNUSED_RESULT;
char *an_look_period_compare (const AnLookPeriod *self,
                              GPtrArray *days,
                              gint64 today) G_GNUC_WARN_UNUSED_RESULT;

/* The columns of the chart, of AnLookColumn. */
typedef struct {
  AnUsageColumn column;
  char *caption; /* (owned) */
  char *text;    /* (owned) */
} AnLookColumn;

GPtrArray *an_look_period_create_columns (const AnLookPeriod *self,
                                          GPtrArray *days,
                                          gint64 today) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *an_look_period_select (const AnLookPeriod *self,
                                  GPtrArray *days) G_GNUC_WARN_UNUSED_RESULT;

gint64 an_look_get_today (GDateTime *now);
const char *an_look_get_short_weekday (guint weekday);

G_END_DECLS
