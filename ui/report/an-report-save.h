// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes a document to @path; runs in a thread, on @data alone. */
typedef gboolean (*AnReportWrite) (const char *path, gpointer data, GError **error);

void an_report_save (GtkWidget *widget,
                     const char *title,
                     const char *file_name,
                     AnReportWrite write,
                     gpointer data,
                     GDestroyNotify data_free);

/* The toast of the window @widget is in. */
void an_report_say (GtkWidget *widget, const char *text);

G_END_DECLS
