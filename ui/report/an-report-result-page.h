// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/report/an-report-sending.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_RESULT_PAGE (an_report_result_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportResultPage, an_report_result_page, AN, REPORT_RESULT_PAGE, AdwBin)

GtkWidget *an_report_result_page_new (AnReportSending *sending);

G_END_DECLS
