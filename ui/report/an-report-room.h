// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-room.h"
#include "ui/an-store.h"
#include "ui/report/an-report-form.h"
#include "ui/report/an-report-sending.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_ROOM (an_report_room_get_type ())
G_DECLARE_FINAL_TYPE (AnReportRoom, an_report_room, AN, REPORT_ROOM, AdwBin)

GtkWidget *an_report_room_new (AnStore *store);

/* For the example pages, too. */
void an_report_room_set_has_draft (AnReportRoom *self, gboolean has_draft);
void an_report_room_show_form (AnReportRoom *self, AnReportForm *form);
void an_report_room_show_sending (AnReportRoom *self, AnReportSending *sending);

G_END_DECLS
