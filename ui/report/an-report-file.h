// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "report/an-evidence.h"

G_BEGIN_DECLS

#define AN_TYPE_REPORT_FILE (an_report_file_get_type ())
G_DECLARE_FINAL_TYPE (AnReportFile, an_report_file, AN, REPORT_FILE, GObject)

AnReportFile *an_report_file_new (const char *path);
AnReportFile *an_report_file_new_pasted (const char *id,
                                         const char *name,
                                         GBytes *content) G_GNUC_WARN_UNUSED_RESULT;
void an_report_file_look_again (AnReportFile *self);

const char *an_report_file_get_path (AnReportFile *self);
char *an_report_file_get_name (AnReportFile *self) G_GNUC_WARN_UNUSED_RESULT; /* for people */
const char *an_report_file_get_pasted_id (AnReportFile *self);                /* (nullable) */
const AnEvidenceDetails *an_report_file_get_details (AnReportFile *self);     /* (nullable) */
guint64 an_report_file_get_size (AnReportFile *self);
const char *an_report_file_get_sha256 (AnReportFile *self);     /* (nullable) until it is known */
const char *an_report_file_get_media_type (AnReportFile *self); /* (nullable) until it is known */
const char *an_report_file_get_problem (AnReportFile *self);    /* (nullable) translated */
void an_report_file_set_max_size (AnReportFile *self, guint64 max_size); /* 0: not known */

const char *an_report_file_get_note (AnReportFile *self); /* never NULL */
void an_report_file_set_note (AnReportFile *self, const char *note);
gboolean an_report_file_get_strip (AnReportFile *self);
void an_report_file_set_strip (AnReportFile *self, gboolean strip);

G_END_DECLS
