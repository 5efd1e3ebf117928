// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "screentime/an-policy-import.h"

G_BEGIN_DECLS

/* The limits that malcontent holds for an account of this PC. */

void an_malcontent_read_async (guint32 uid,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
AnPolicyImport *an_malcontent_read_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
