// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ids of reports and evidence: UUIDs of version 4 (they tell nothing, not even a time), in lower
 * case, so that one id has one spelling in file names, paths and associated data. */

char *an_uuid_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_uuid_is_valid (const char *text);

G_END_DECLS
