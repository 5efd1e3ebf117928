// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

void an_report_letter_save (GtkWidget *widget, AnReportForm *form, const AnChannel *channel);
void an_report_letter_save_form01 (GtkWidget *widget, AnReportForm *form);
void an_report_letter_write_mail (GtkWidget *widget, AnReportForm *form, const char *address);
void an_report_letter_copy_summary (GtkWidget *widget, AnReportForm *form);

G_END_DECLS
