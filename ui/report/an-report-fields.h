// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

/* Ties widgets to the answers of a form. */

void an_report_bind_editable (AnReportForm *form, GtkEditable *editable, char **field);
void an_report_bind_text_view (AnReportForm *form, GtkTextView *view, char **field);
void an_report_bind_switch (AnReportForm *form, GtkSwitch *toggle, gboolean *field);

/* A row with a radio button before it; the first of a group is made with @group NULL. */
GtkCheckButton *an_report_add_choice (AdwPreferencesGroup *rows,
                                      GtkCheckButton *group,
                                      const char *title,
                                      const char *subtitle,
                                      const char *icon_name);

G_END_DECLS
