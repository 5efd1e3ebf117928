// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "screentime/an-policy-import.h"

G_BEGIN_DECLS

/* Rules as files that a parent picks. A NULL result with no error: nothing was picked. */

void an_rules_file_export_async (GtkWidget *parent,
                                 const AnPolicy *policy,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *an_rules_file_export_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_rules_file_import_async (GtkWidget *parent,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
AnPolicyImport *an_rules_file_import_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
