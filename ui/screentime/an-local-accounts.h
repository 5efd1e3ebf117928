// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The people with an account on this PC whom rules can bind: no system users, no administrators. */

typedef struct {
  guint32 uid;
  char *user; /* (owned) */
  char *name; /* (owned) as people write it, or that of the account */
} AnLocalAccount;

void an_local_account_free (AnLocalAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnLocalAccount, an_local_account_free)

void an_local_accounts_list_async (GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *an_local_accounts_list_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
