// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/an-save-file.h"

G_BEGIN_DECLS

void an_report_save (GtkWidget *widget,
                     const char *title,
                     const char *file_name,
                     AnSaveWrite write,
                     gpointer data,
                     GDestroyNotify data_free);

/* The toast of the window @widget is in. */
void an_report_say (GtkWidget *widget, const char *text);

G_END_DECLS
