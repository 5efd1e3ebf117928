// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "base/an-qr.h"

G_BEGIN_DECLS

/**
 * AnPdf:
 *
 * A document of A4 pages filled from top to bottom: headings, paragraphs, label–value rows, QR
 * codes, rules. Text is laid out by Pango (14 pt serif with Vietnamese marks by default) and stays
 * selectable; pages break by themselves and carry their number.
 */
#define AN_TYPE_PDF (an_pdf_get_type ())
G_DECLARE_FINAL_TYPE (AnPdf, an_pdf, AN, PDF, GObject)

AnPdf *an_pdf_new (const char *path, const char *title, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_pdf_add_heading (AnPdf *self, const char *text);
void an_pdf_add_subheading (AnPdf *self, const char *text);
void an_pdf_add_paragraph (AnPdf *self, const char *text);
void an_pdf_add_centred (AnPdf *self, const char *text, gboolean bold);
void
an_pdf_add_field (AnPdf *self, const char *label, const char *value); /* no value: dotted line */
void an_pdf_add_code (AnPdf *self, const char *text); /* large monospaced: a receipt */
void an_pdf_add_qr (AnPdf *self, const AnQr *qr, double side_mm);
void an_pdf_add_signatures (AnPdf *self,
                            const char *const *titles); /* side by side, with room to sign */
void an_pdf_add_head (AnPdf *self, const char *left, const char *right);
void an_pdf_add_page_break (AnPdf *self); /* nothing on a page that is empty */
void an_pdf_add_space (AnPdf *self, double mm);
gboolean an_pdf_finish (AnPdf *self, GError **error);

G_END_DECLS
