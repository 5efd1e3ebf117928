// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AnWeekSample:
 *
 * A small piece of a layer's pattern, for legends. The property `kind`: “allowed”, “lessons” or
 * “bedtime”.
 */
#define AN_TYPE_WEEK_SAMPLE (an_week_sample_get_type ())
G_DECLARE_FINAL_TYPE (AnWeekSample, an_week_sample, AN, WEEK_SAMPLE, GtkWidget)

G_END_DECLS
