// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void an_report_quick_exit_install (GtkWidget *room);
void an_report_quick_exit_leave (GtkWidget *room);

G_END_DECLS
