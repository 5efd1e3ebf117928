// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/report/an-report-draft.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_BEGUN (an_report_begun_get_type ())
G_DECLARE_FINAL_TYPE (AnReportBegun, an_report_begun, AN, REPORT_BEGUN, GObject)

AnReportBegun *an_report_begun_new (AnStore *store);

AnReportForm *an_report_begun_get_form (AnReportBegun *self); /* (nullable) being filled in */
AnReportForm *an_report_begun_get_draft (AnReportBegun *self,
                                         AnReportDraftPlace place); /* (nullable) from earlier */
void an_report_begun_fill_in (AnReportBegun *self, AnReportForm *form);
void an_report_begun_leave (AnReportBegun *self);
void an_report_begun_discard (AnReportBegun *self, AnReportDraftPlace place);
void an_report_begun_settle (AnReportBegun *self, AnReportForm *form);

G_END_DECLS
