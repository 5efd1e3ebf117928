// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

/* The pages of the questions: each reads and writes one form, and knows no other page. They use the
 * actions `report.copy (s)`, `report.step (i)` and `win.toast (s)` of what they are in. */

GtkWidget *an_report_danger_page_new (AnReportForm *form);
GtkWidget *an_report_who_page_new (AnReportForm *form);
GtkWidget *an_report_what_page_new (AnReportForm *form);
GtkWidget *an_report_where_page_new (AnReportForm *form);
GtkWidget *an_report_evidence_page_new (AnReportForm *form);
GtkWidget *an_report_child_page_new (AnReportForm *form);
GtkWidget *an_report_channel_page_new (AnReportForm *form);
GtkWidget *an_report_review_page_new (AnReportForm *form);

/* Parts of them. */
GtkWidget *an_report_file_row_new (AnReportForm *form, AnReportFile *file);
GtkWidget *an_report_channel_row_new (AnReportForm *form, const AnChannel *channel);

G_END_DECLS
