// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The two dialogs behind the menu. Ours rather than GtkShortcutsWindow and AdwAboutWindow, which
 * speak no Vietnamese. */

#include "ui/help/an-dialogs.h"

static GtkBuilder *
show_dialog (GtkWindow *parent, const char *resource)
{
  GtkBuilder *builder = gtk_builder_new_from_resource (resource);
  GtkWindow *dialog = GTK_WINDOW (gtk_builder_get_object (builder, "dialog"));

  gtk_window_set_transient_for (dialog, parent);
  gtk_window_present (dialog);
  return builder;
}

/**
 * an_dialogs_show_shortcuts:
 *
 * Shows the keys of the window.
 */
void
an_dialogs_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = show_dialog (parent, "/vn/annhi/AnNhi/ui/help/an-shortcuts.ui");
}

/**
 * an_dialogs_show_about:
 *
 * Shows what the program is.
 */
void
an_dialogs_show_about (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = show_dialog (parent, "/vn/annhi/AnNhi/ui/help/an-about.ui");

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "version")), AN_VERSION);
}
