// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-access.h"

G_BEGIN_DECLS

/* Takes the report of @access back; in a transaction. @now: µs since 1970. */
gboolean an_withdrawal_store (AnAccess *access, AnDatabase *database, gint64 now, GError **error);

G_END_DECLS
