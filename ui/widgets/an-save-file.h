// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes a document to @path; runs in a thread, on @data alone. */
typedef gboolean (*AnSaveWrite) (const char *path, gpointer data, GError **error);

typedef void (*AnSaveChosen) (GFile *file);

void an_save_file (GtkWidget *widget,
                   const char *title,
                   const char *file_name,
                   AnSaveChosen chosen,
                   AnSaveWrite write,
                   gpointer data,
                   GDestroyNotify data_free);
gboolean an_save_file_write_text (const char *path, gpointer text, GError **error);

G_END_DECLS
