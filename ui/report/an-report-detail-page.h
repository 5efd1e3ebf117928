// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-store.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_DETAIL_PAGE (an_report_detail_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportDetailPage, an_report_detail_page, AN, REPORT_DETAIL_PAGE, AdwBin)

GtkWidget *an_report_detail_page_new (AnStore *store, const char *id);

G_END_DECLS
