// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "report/an-intake-client.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_STATUS_VIEW (an_report_status_view_get_type ())
G_DECLARE_FINAL_TYPE (AnReportStatusView, an_report_status_view, AN, REPORT_STATUS_VIEW, AdwBin)

void an_report_status_view_ask (AnReportStatusView *self,
                                const AnChannel *channel,
                                const char *report_id,
                                const AnReceipt *receipt);
void an_report_status_view_show (AnReportStatusView *self, const AnIntakeStatus *status);
void an_report_status_view_wait (AnReportStatusView *self);
void an_report_status_view_answer (AnReportStatusView *self,
                                   const AnIntakeStatus *status,
                                   const GError *error);
const char *an_report_status_view_get_report_id (AnReportStatusView *self);    /* (nullable) */
const char *an_report_status_view_get_office_state (AnReportStatusView *self); /* (nullable) */
void an_report_status_view_clear (AnReportStatusView *self);

G_END_DECLS
