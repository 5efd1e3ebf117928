// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The page “looking back” in its states with example data, for annhi-page. */

GtkWidget *an_look_back_example_day (void);
GtkWidget *an_look_back_example_week (void);
GtkWidget *an_look_back_example_month (void);
GtkWidget *an_look_back_example_empty (void);
GtkWidget *an_look_back_example_absent (void);

G_END_DECLS
