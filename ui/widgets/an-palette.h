// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkRGBA an_palette_look_up (GtkWidget *widget, const char *name, float alpha);

G_END_DECLS
