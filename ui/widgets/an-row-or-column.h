// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AN_TYPE_ROW_OR_COLUMN (an_row_or_column_get_type ())
G_DECLARE_FINAL_TYPE (AnRowOrColumn, an_row_or_column, AN, ROW_OR_COLUMN, GtkWidget)

GtkWidget *an_row_or_column_new (void);

G_END_DECLS
