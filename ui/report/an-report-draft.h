// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/report/an-report-form.h"

G_BEGIN_DECLS

/* Where drafts are kept. */
typedef enum {
  AN_DRAFT_OF_ADULT, /* of grown-ups: shown on the room's first page */
  AN_DRAFT_OF_CHILD, /* offered only to who says to be a child */
} AnReportDraftPlace;
#define AN_N_REPORT_DRAFTS 2

#define AN_TYPE_REPORT_DRAFT (an_report_draft_get_type ())
G_DECLARE_FINAL_TYPE (AnReportDraft, an_report_draft, AN, REPORT_DRAFT, GObject)

AnReportDraft *an_report_draft_new (AnStore *store);
void an_report_draft_follow (AnReportDraft *self, AnReportForm *form); /* (nullable): nothing */
void an_report_draft_flush (AnReportDraft *self);
void an_report_draft_erase (AnReportDraft *self,
                            AnReportDraftPlace place,
                            AnReportForm *form); /* (nullable) */

void an_report_draft_load_async (AnReportDraft *self,
                                 AnReportDraftPlace place,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
AnReportForm *an_report_draft_load_finish (AnReportDraft *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
