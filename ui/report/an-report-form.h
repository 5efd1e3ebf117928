// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-report.h"
#include "ui/an-store.h"
#include "ui/report/an-report-file.h"

G_BEGIN_DECLS

/* The questions, in the order in which they are asked. */
typedef enum {
  AN_REPORT_STEP_DANGER,
  AN_REPORT_STEP_WHO,
  AN_REPORT_STEP_WHAT,
  AN_REPORT_STEP_WHERE,
  AN_REPORT_STEP_EVIDENCE,
  AN_REPORT_STEP_CHILD,
  AN_REPORT_STEP_CHANNEL,
  AN_REPORT_STEP_REVIEW,
} AnReportStep;
#define AN_N_REPORT_STEPS 8

#define AN_TYPE_REPORT_FORM (an_report_form_get_type ())
G_DECLARE_FINAL_TYPE (AnReportForm, an_report_form, AN, REPORT_FORM, GObject)

AnReportForm *an_report_form_new (AnStore *store);
AnReportForm *an_report_form_new_from_json (AnStore *store,
                                            JsonNode *root,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *an_report_form_to_json (AnReportForm *self) G_GNUC_WARN_UNUSED_RESULT;

AnStore *an_report_form_get_store (AnReportForm *self);
AnReport *an_report_form_get_report (AnReportForm *self); /* after a change call _changed () */
void an_report_form_changed (AnReportForm *self);
void an_report_form_set_text (AnReportForm *self, char **field, const char *text);

GListModel *an_report_form_get_files (AnReportForm *self);                    /* of AnReportFile */
AnReportFile *an_report_form_add_file (AnReportForm *self, const char *path); /* (transfer none) */
AnReportFile *an_report_form_add_pasted (AnReportForm *self,
                                         const char *name,
                                         GBytes *content); /* (transfer none) (nullable) */
void an_report_form_drop_pasted (AnReportForm *self);
void an_report_form_look_again (AnReportForm *self);
void an_report_form_remove_file (AnReportForm *self, AnReportFile *file);

const AnChannel *an_report_form_get_channel (AnReportForm *self); /* (nullable) */
void an_report_form_set_channel (AnReportForm *self, const AnChannel *channel);
gboolean an_report_form_get_keep_receipt (AnReportForm *self);
void an_report_form_set_keep_receipt (AnReportForm *self, gboolean keep_receipt);

gboolean an_report_form_is_child (AnReportForm *self);
void an_report_form_set_role (AnReportForm *self, AnRole role);
void an_report_form_set_has_other (AnReportForm *self, gboolean has_other);
gboolean an_report_form_waits (AnReportForm *self);
void an_report_form_stop_waiting (AnReportForm *self);
gboolean an_report_form_is_empty (AnReportForm *self);
gboolean an_report_form_can_leave (AnReportForm *self, AnReportStep step);
AnReportStep an_report_form_get_step (AnReportForm *self);
void an_report_form_set_step (AnReportForm *self, AnReportStep step);

G_END_DECLS
