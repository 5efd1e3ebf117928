// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *an_time_spin_new (const char *label, guint minutes, gboolean is_end);
guint an_time_spin_get_minutes (GtkSpinButton *self);
void an_time_spin_set_minutes (GtkSpinButton *self, guint minutes);
int an_time_spin_read (const char *text);

G_END_DECLS
