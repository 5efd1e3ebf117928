// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "intake/an-access.h"

G_BEGIN_DECLS

#define AN_STATUS_SCHEMA "vn.annhi.status/1"

/* What a receipt shows; and that the look-up is remembered. Both in a transaction. */
JsonNode *an_status_read (AnAccess *access, AnDatabase *database, gint64 now, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean an_status_note_access (const AnAccess *access,
                                AnDatabase *database, /* (nullable): it is full */
                                gint64 now,
                                GError **error);

G_END_DECLS
