// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The pages of the first walk with example data. */

GtkWidget *an_start_example_who (void);
GtkWidget *an_start_example_account (void);
GtkWidget *an_start_example_age (void);
GtkWidget *an_start_example_rules (void);
GtkWidget *an_start_example_done (void);
GtkWidget *an_guard_example_not_installed (void);
GtkWidget *an_guard_example_stopped (void);
GtkWidget *an_guard_example_failed (void);

G_END_DECLS
