// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The guard as a service of the system: whether it is there, and starting it. */

typedef enum {
  AN_GUARD_UNIT_UNKNOWN, /* the manager of services does not answer */
  AN_GUARD_UNIT_NOT_INSTALLED,
  AN_GUARD_UNIT_STOPPED,
  AN_GUARD_UNIT_MASKED, /* somebody forbade it to start */
  AN_GUARD_UNIT_FAILED,
  AN_GUARD_UNIT_RUNNING,
} AnGuardUnitState;

void
an_guard_unit_ask_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
AnGuardUnitState an_guard_unit_ask_finish (GAsyncResult *result, GError **error);
void
an_guard_unit_start_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean an_guard_unit_start_finish (GAsyncResult *result, GError **error);

G_END_DECLS
