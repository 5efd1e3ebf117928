// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

typedef enum {
  AN_REPORT_SENDING_SEALING,
  AN_REPORT_SENDING_ON_ITS_WAY,
  AN_REPORT_SENDING_WAITING, /* safe here, will be tried again */
  AN_REPORT_SENDING_DELIVERED,
  AN_REPORT_SENDING_PAUSED,     /* until somebody goes on */
  AN_REPORT_SENDING_REFUSED,    /* by the office, for good */
  AN_REPORT_SENDING_IMPOSSIBLE, /* not even queued; the form still has it all */
} AnReportSendingState;

#define AN_TYPE_REPORT_SENDING (an_report_sending_get_type ())
G_DECLARE_FINAL_TYPE (AnReportSending, an_report_sending, AN, REPORT_SENDING, GObject)

AnReportSending *an_report_sending_new (AnReportForm *form);
void an_report_sending_start (AnReportSending *self);
void an_report_sending_retry (AnReportSending *self);
void an_report_sending_pause (AnReportSending *self);
gboolean an_report_sending_cancel (AnReportSending *self, GError **error);
char *an_report_sending_describe_pace (AnReportSending *self) G_GNUC_WARN_UNUSED_RESULT;

AnReportForm *an_report_sending_get_form (AnReportSending *self);
AnReportSendingState an_report_sending_get_state (AnReportSending *self);
const char *an_report_sending_get_receipt (AnReportSending *self);     /* (nullable) */
const char *an_report_sending_get_problem (AnReportSending *self);     /* (nullable) translated */
const char *an_report_sending_get_received_at (AnReportSending *self); /* (nullable) RFC 3339 */
gint64 an_report_sending_get_next_attempt (AnReportSending *self);     /* µs, 0 = none */
double an_report_sending_get_fraction (AnReportSending *self);         /* of what is sent */

/* For example pages: as if it had come so far. */
void
an_report_sending_pretend (AnReportSending *self, AnReportSendingState state, const char *receipt);

G_END_DECLS
