// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AN_GUARD_ACTION_MANAGE "vn.annhi.guard.manage"

void an_guard_polkit_check_async (GDBusConnection *bus,
                                  const char *sender,
                                  const char *action,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean an_guard_polkit_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
