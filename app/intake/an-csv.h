// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AN_CSV_MARK "\xef\xbb\xbf" /* by which spreadsheets know UTF-8 */

/* One line (RFC 4180) of texts up to NULL. What a spreadsheet would take for a formula is text. */
void an_csv_add_row (GString *text, const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
