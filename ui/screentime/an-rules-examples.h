// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pages that edit rules, with example data, for annhi-page. */

GtkWidget *an_rules_example_dates_empty (void);
GtkWidget *an_rules_example_dates (void);
GtkWidget *an_rules_example_date (void);
GtkWidget *an_rules_example_manners (void);

G_END_DECLS
