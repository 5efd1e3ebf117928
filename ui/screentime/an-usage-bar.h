// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/screentime/an-usage-chart.h"

G_BEGIN_DECLS

/* One column of an AnUsageChart. The numbers are of its chart's scale. */
#define AN_TYPE_USAGE_BAR (an_usage_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnUsageBar, an_usage_bar, AN, USAGE_BAR, GtkWidget)

GtkWidget *an_usage_bar_new (const AnUsageColumn *column, gint64 scale_seconds);
const char *an_usage_bar_get_text (AnUsageBar *self);
int an_usage_bar_measure_caption (GtkWidget *widget); /* pixels kept free below a column */

G_END_DECLS
