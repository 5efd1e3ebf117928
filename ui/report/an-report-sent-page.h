// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-store.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_SENT_PAGE (an_report_sent_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportSentPage, an_report_sent_page, AN, REPORT_SENT_PAGE, AdwBin)

GtkWidget *an_report_sent_page_new (AnStore *store);

G_END_DECLS
