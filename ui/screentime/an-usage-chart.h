// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One column of the chart. */
typedef struct {
  gint64 seconds;
  gint64 limit_seconds; /* -1: none */
  gboolean is_now;      /* today, or this hour */
  const char *caption;  /* below the column; "" for none */
  const char *text;     /* all of it in words */
} AnUsageColumn;

/**
 * AnUsageChart:
 *
 * Lengths of time as columns, with the limit of each and the average of all. To a screen reader it
 * is a list of sentences; the arrow keys walk through the columns, Tab leaves. Emits `chosen
 * (index)` on a click or Enter, and `pointed (text)` when a column has the focus or the pointer,
 * with an empty text when none has.
 */
#define AN_TYPE_USAGE_CHART (an_usage_chart_get_type ())
G_DECLARE_FINAL_TYPE (AnUsageChart, an_usage_chart, AN, USAGE_CHART, GtkWidget)

GtkWidget *an_usage_chart_new (void);
void an_usage_chart_show (AnUsageChart *self,
                          const char *label,
                          const AnUsageColumn *columns,
                          guint n_columns,
                          gint64 average_seconds); /* -1: no line */

G_END_DECLS
