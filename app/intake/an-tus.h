// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AN_TUS_VERSION "1.0.0"

/* The header values of tus 1.0, each strict; FALSE: not a value of that header. */
gboolean an_tus_parse_number (const char *text, gint64 *number); /* lengths and offsets */
gboolean an_tus_parse_checksum (const char *text, guint8 sha256[32]);
gboolean an_tus_parse_metadata (const char *text, char id[37]); /* the UUID under the key `id` */

G_END_DECLS
