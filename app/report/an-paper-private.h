// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-pdf.h"
#include "report/an-report.h"

G_BEGIN_DECLS

/* Shared by the papers; not for use outside. */

extern const char *const an_paper_role_names[];   /* by AnRole */
extern const char *const an_paper_gender_names[]; /* by AnGender */

void an_paper_add_field (AnPdf *pdf, const char *label, const char *value);
void an_paper_add_if_known (AnPdf *pdf, const char *label, const char *value);
void an_paper_add_story (AnPdf *pdf, const char *label, const char *value);
void an_paper_add_list (AnPdf *pdf, const char *label, const GPtrArray *texts);
char *an_paper_format_when (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */

G_END_DECLS
