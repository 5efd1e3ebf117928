// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes pasted text apart: addresses go to @urls, what is left of each line to @accounts, each once
 * and as many as a report may have. */
void an_report_links_read (const char *text, GPtrArray *urls, GPtrArray *accounts);

G_END_DECLS
