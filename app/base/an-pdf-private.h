// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Private to the PDF: the pages, for the blocks that fill them. All lengths in points. */

#pragma once

#include <pango/pangocairo.h>

#include "base/an-pdf.h"

G_BEGIN_DECLS

#define AN_PDF_MM (72.0 / 25.4)
#define AN_PDF_LEFT (25.0 * AN_PDF_MM)
#define AN_PDF_WIDTH (165.0 * AN_PDF_MM) /* of the text; A4 less 25 mm and 20 mm */

cairo_t *an_pdf_get_cairo (AnPdf *self);
double an_pdf_get_y (AnPdf *self);
void an_pdf_set_y (AnPdf *self, double y);
guint an_pdf_get_page (AnPdf *self);
gboolean an_pdf_is_at_top (AnPdf *self);
void an_pdf_reserve (AnPdf *self, double height);

PangoLayout *an_pdf_layout (AnPdf *self, const char *font, const char *text, double width)
    G_GNUC_WARN_UNUSED_RESULT;
double an_pdf_get_height (PangoLayout *layout);
void an_pdf_flow (AnPdf *self, PangoLayout *layout, double x);

G_END_DECLS
