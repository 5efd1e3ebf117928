// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-report.h"

G_BEGIN_DECLS

/* What is printed on paper, in Vietnamese whatever the interface speaks: those who get it read
 * Vietnamese. Both write an A4 PDF to @path and name nobody who is not in what they are given. */

/* A page to keep: the code, its QR, what happens now, how to use it. Without @received_at the
 * report is still on its way. */
gboolean an_receipt_pdf_write (const char *path,
                               const char *receipt,
                               const char *office_name,
                               const char *received_at, /* (nullable) RFC 3339 */
                               GError **error);

/* “Đơn trình báo” with the fields of form 01, for where no office can be reached by network; what
 * is unknown is a dotted line to be filled in by hand. */
gboolean an_letter_pdf_write (const AnReport *report,
                              const char *recipient, /* (nullable) after “Kính gửi” */
                              const char *path,
                              GError **error);

/* Form 01 of Decree 56/2017, for an office that writes down what it is told. */
gboolean an_form01_pdf_write (const AnReport *report, const char *path, GError **error);

G_END_DECLS
