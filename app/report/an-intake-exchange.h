// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-intake-answer.h"

G_BEGIN_DECLS

/* Bounds of one exchange; the defaults are an_intake_limits_default. */
typedef struct {
  guint deadline_ms;       /* in all, for an exchange without a body */
  guint floor_per_second;  /* bytes a second that lengthen the deadline of a large body */
  guint period_ms;         /* in each such period … */
  guint period_bytes;      /* … at least so many bytes must move */
  gsize max_answer_bytes;  /* of the body that is read */
  gsize expect_from_bytes; /* from this size on a body waits for “100 Continue” */
} AnIntakeLimits;

extern const AnIntakeLimits an_intake_limits_default;

void an_intake_exchange_async (SoupSession *session,
                               SoupMessage *message,
                               gsize body_bytes,
                               const AnIntakeLimits *limits,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
AnIntakeAnswer *an_intake_exchange_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_intake_exchange_waited_in_vain (GAsyncResult *result);

G_END_DECLS
