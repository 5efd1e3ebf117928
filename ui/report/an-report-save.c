// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Saving in the room of reports: what was saved leaves no trace in the list of files last used. */

#include "ui/report/an-report-save.h"

#include "ui/report/an-report-traces.h"

void
an_report_say (GtkWidget *widget, const char *text)
{
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

/**
 * an_report_save:
 * @widget: what asks
 * @file_name: proposed; says nothing of what is in it
 * @data: (transfer full): for @write
 */
void
an_report_save (GtkWidget *widget,
                const char *title,
                const char *file_name,
                AnSaveWrite write,
                gpointer data,
                GDestroyNotify data_free)
{
  an_save_file (widget, title, file_name, an_report_traces_forget, write, data, data_free);
}
