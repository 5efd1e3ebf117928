// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-intake-exchange.h"

G_BEGIN_DECLS

/* Between the client and its calls; not for use outside. */

/* What a running call must remember to judge its answer. */
typedef struct {
  AnIntakeCall call;
  guint expected_status;
  char *report_id; /* (owned) (nullable) or that of a message */
  char *path;      /* (owned) (nullable) of the upload */
  char *digest;    /* (owned) (nullable) of the manifest */
  guint64 offset;  /* that an append must reach */
} AnIntakeCallState;

/* an-intake-calls.c */
SoupMessage *an_intake_client_new_message (AnIntakeClient *self,
                                           const char *method,
                                           const char *path,
                                           const AnReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;
void an_intake_client_set_body (SoupMessage *message, const char *media_type, GBytes *body);
AnIntakeCallState *an_intake_call_state_new (AnIntakeCall call,
                                             guint expected_status,
                                             const char *report_id) G_GNUC_WARN_UNUSED_RESULT;

const char *an_intake_client_get_base (AnIntakeClient *self);
void an_intake_client_call_async (AnIntakeClient *self,
                                  SoupMessage *message,
                                  gsize body_bytes,
                                  AnIntakeCallState *call,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* For tests: tighter bounds and another set of trusted certificates. */
void an_intake_client_set_limits (AnIntakeClient *self, const AnIntakeLimits *limits);
void an_intake_client_set_tls_database (AnIntakeClient *self, GTlsDatabase *database);

G_END_DECLS
