// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

/* What the form (an-report-form.c) and its JSON (an-report-form-json.c) share. */

/**
 * AnReportForm:
 *
 * One report on its way to being sent: the report, the files and the channel. Its report stays the
 * same object as long as the form lives, so pages may keep pointers to its members. Emits `changed`
 * after every answer.
 */
struct _AnReportForm {
  GObject parent;

  AnStore *store;    /* (owned) */
  AnReport *report;  /* (owned) */
  GListStore *files; /* (owned) of AnReportFile */
  char *channel_id;  /* (owned) (nullable) */
  gboolean keep_receipt;
  gboolean keep_receipt_chosen;
  AnReportStep step;
  gboolean has_other;   /* a child's draft of an earlier time is kept */
  AnRole role_to_leave; /* before a child was chosen, and must decide what becomes of that draft */
};

#define AN_REPORT_PASTED_KIND "draft-file" /* of records in the vault */

AnReportFile *an_report_form_take_file (AnReportForm *self, AnReportFile *file);
AnReportForm *an_report_form_new_for_report (AnStore *store, AnReport *report);
void an_report_form_choose_first_office (AnReportForm *self);

G_END_DECLS
