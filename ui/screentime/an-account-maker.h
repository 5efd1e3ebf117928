// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AN_ACCOUNT_MAKER_ERROR (an_account_maker_error_quark ())
GQuark an_account_maker_error_quark (void);

/**
 * AnAccountMakerError:
 * @AN_ACCOUNT_MAKER_ERROR_ABSENT: this PC has no service that makes accounts
 * @AN_ACCOUNT_MAKER_ERROR_DENIED: the password was not given
 * @AN_ACCOUNT_MAKER_ERROR_EXISTS: there is an account of that name
 * @AN_ACCOUNT_MAKER_ERROR_FAILED: anything else
 */
typedef enum {
  AN_ACCOUNT_MAKER_ERROR_ABSENT,
  AN_ACCOUNT_MAKER_ERROR_DENIED,
  AN_ACCOUNT_MAKER_ERROR_EXISTS,
  AN_ACCOUNT_MAKER_ERROR_FAILED,
} AnAccountMakerError;

void an_account_maker_create_async (const char *user,
                                    const char *full_name,
                                    const char *password,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
guint32 an_account_maker_create_finish (GAsyncResult *result, char **problem, GError **error);

G_END_DECLS
