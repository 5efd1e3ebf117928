// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-outbox.h"

G_BEGIN_DECLS

/* The states of a report in the words of people. */

const char *an_report_state_get_chip (const char *office_state); /* “received” → “Đã nhận” */
const char *an_report_state_get_text (const char *office_state); /* what happens now */
const char *an_report_outcome_get_text (const char *outcome);
const char *an_report_item_get_title (const AnOutboxItem *item);
const char *an_report_item_get_chip (const AnOutboxItem *item);
gboolean an_report_item_is_on_its_way (const AnOutboxItem *item);
char *an_report_show_instant (const char *rfc3339) G_GNUC_WARN_UNUSED_RESULT;
char *an_report_show_usec (gint64 usec) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
