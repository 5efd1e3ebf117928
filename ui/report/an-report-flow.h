// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_FLOW (an_report_flow_get_type ())
G_DECLARE_FINAL_TYPE (AnReportFlow, an_report_flow, AN, REPORT_FLOW, AdwBin)

GtkWidget *an_report_flow_new (AnReportForm *form);
void an_report_flow_show_step (AnReportFlow *self, AnReportStep step);
gboolean an_report_flow_go_back (AnReportFlow *self);

G_END_DECLS
