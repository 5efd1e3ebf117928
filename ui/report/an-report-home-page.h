// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_REPORT_HOME_PAGE (an_report_home_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportHomePage,
                      an_report_home_page,
                      AN,
                      REPORT_HOME_PAGE,
                      AdwPreferencesPage)

void an_report_home_page_set_has_draft (AnReportHomePage *self, gboolean has_draft);

G_END_DECLS
