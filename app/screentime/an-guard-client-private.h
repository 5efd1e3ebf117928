// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Private to the client: one call, whatever it is. */

#pragma once

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

#define AN_GUARD_CLIENT_NAME "vn.annhi.Guard1"
#define AN_GUARD_CLIENT_PATH "/vn/annhi/Guard1"

void an_guard_client_call_async (AnGuardClient *self,
                                 const char *method,
                                 GVariant *parameters,
                                 const GVariantType *reply_type,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GVariant *an_guard_client_call_finish (AnGuardClient *self,
                                       GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_client_take_signal (AnGuardClient *self, const char *name, GVariant *parameters);
void an_guard_client_load_zone (AnGuardClient *self);
GDBusConnection *an_guard_client_get_connection (AnGuardClient *self);
void an_guard_client_set_timezone (AnGuardClient *self, const char *timezone);
GError *an_guard_client_error_translate (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
