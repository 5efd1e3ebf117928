// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

/* “No more today”: an entry for this one date before all others, which ends by itself at midnight
 * and leaves every other rule as it is. */

gboolean an_day_off_is_set (const char *policy, const char *date);
char *an_day_off_change (const char *policy, const char *date, gboolean is_off, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

void an_day_off_set_async (AnGuardClient *client,
                           guint32 uid,
                           gboolean is_off,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean an_day_off_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS
