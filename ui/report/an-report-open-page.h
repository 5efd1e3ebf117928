// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-store.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_OPEN_PAGE (an_report_open_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportOpenPage,
                      an_report_open_page,
                      AN,
                      REPORT_OPEN_PAGE,
                      AdwPreferencesPage)

GtkWidget *an_report_open_page_new (AnStore *store);
void an_report_open_page_reset (AnReportOpenPage *self);

G_END_DECLS
