// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Takes files of a report out of the list of recently used ones, which GTK's file chooser adds to
 * by itself: whoever shares this PC shall not read there what was reported. The list as a whole is
 * left alone; switching it off would empty it. */

#include "ui/report/an-report-traces.h"

static void
remove_ours (GtkRecentManager *manager, const char *uri)
{
  GtkRecentInfo *info = gtk_recent_manager_lookup_item (manager, uri, NULL);

  if (info == NULL)
    return;
  if (gtk_recent_info_has_application (info, g_get_application_name ()))
    gtk_recent_manager_remove_item (manager, uri, NULL);
  gtk_recent_info_unref (info);
}

/* GTK adds a file some time after it was chosen, when it has found out what kind it is. */
static void
on_recent_changed (GtkRecentManager *manager, gpointer user_data)
{
  GHashTableIter iter;
  gpointer uri;

  g_hash_table_iter_init (&iter, user_data);
  while (g_hash_table_iter_next (&iter, &uri, NULL))
    remove_ours (manager, uri);
}

/**
 * an_report_traces_forget:
 * @file: chosen for a report, or where something of it was saved
 *
 * Keeps @file out of the list as long as the program runs.
 */
void
an_report_traces_forget (GFile *file)
{
  static GHashTable *uris; /* of char*; lives as long as the program */
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  char *uri = g_file_get_uri (file);

  if (uris == NULL) {
    uris = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_signal_connect (manager, "changed", G_CALLBACK (on_recent_changed), uris);
  }
  remove_ours (manager, uri);
  g_hash_table_add (uris, uri);
}
