// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json-reader.h"
#include "report/an-report.h"

G_BEGIN_DECLS

/* The text members of a report as one table, so that reading, writing, copying and freeing cannot
 * disagree. */

typedef enum {
  AN_REPORT_TEXT_ANY,
  AN_REPORT_TEXT_UUID,
  AN_REPORT_TEXT_DATE,    /* YYYY-MM-DD */
  AN_REPORT_TEXT_INSTANT, /* RFC 3339 */
  AN_REPORT_TEXT_WHEN,    /* one of the two */
  AN_REPORT_TEXT_BASIS,
} AnReportTextKind;

typedef struct {
  const char *group; /* "" for the report itself */
  const char *key;
  gsize offset; /* of the char* in AnReport */
  gsize max_chars;
  AnReportTextKind kind;
} AnReportText;

extern const AnReportText an_report_texts[]; /* ends with group NULL */
extern const char *const an_gender_ids[];
extern const char *const an_consent_basis_ids[];

char **an_report_text_at (const AnReport *report, const AnReportText *text);
gboolean an_report_text_is_valid (AnReportTextKind kind, const char *value);

gpointer an_report_evidence_copy (gconstpointer data, gpointer unused);
void an_report_evidence_read (AnJsonReader *reader, GPtrArray *evidence);
void an_report_evidence_write (JsonBuilder *builder, const GPtrArray *evidence);

G_END_DECLS
