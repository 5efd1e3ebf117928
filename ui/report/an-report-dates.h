// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates and times as people type them; NULL when @text is not one. */
char *an_report_read_date (const char *text) G_GNUC_WARN_UNUSED_RESULT;  /* YYYY-MM-DD */
char *an_report_read_clock (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* HH:MM */
char *an_report_show_date (const char *iso) G_GNUC_WARN_UNUSED_RESULT;   /* dd/MM/yyyy */

G_END_DECLS
