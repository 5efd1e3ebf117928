// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "report/an-outbox.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_MAIL_VIEW (an_report_mail_view_get_type ())
G_DECLARE_FINAL_TYPE (AnReportMailView, an_report_mail_view, AN, REPORT_MAIL_VIEW, AdwBin)

void an_report_mail_view_open (AnReportMailView *self,
                               AnCorrespondence *correspondence,
                               AnOutbox *outbox, /* (nullable) to remember what was read */
                               const char *report_id);
void an_report_mail_view_close (AnReportMailView *self);
void an_report_mail_view_set_office_state (AnReportMailView *self, const char *state);
void an_report_mail_view_show (AnReportMailView *self, const AnConversation *conversation);

G_END_DECLS
