// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

/* The answers in words: for the last page before sending, and to be read out on the telephone. */
typedef struct {
  const char *title; /* (not owned) translated */
  char *text;        /* (owned) */
  AnReportStep step; /* where it was asked */
} AnReportAnswer;

GPtrArray *an_report_summary_list (AnReportForm *form) G_GNUC_WARN_UNUSED_RESULT;
char *an_report_summary_to_text (AnReportForm *form,
                                 gboolean names_reporter) G_GNUC_WARN_UNUSED_RESULT;
char *an_report_summary_find_problem (AnReportForm *form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
