// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <libsoup/soup.h>

#include "intake/an-problem.h"

G_BEGIN_DECLS

/* What the headers say of the body. */
typedef struct {
  gboolean chunked;
  gint64 length;   /* of Content-Length, 0 where there is none */
  gboolean broken; /* where the request ends is not certain */
  guint8 sha256[32];
  gboolean has_sha256;
} AnRequestBody;

/* Checks what libsoup lets through. FALSE with an AN_PROBLEM_ERROR. */
gboolean an_request_check (SoupMessageHeaders *headers,
                           const char *method,
                           gboolean is_http_1_0,
                           AnRequestBody *body,
                           GError **error);
/* The UUID of Idempotency-Key, quoted as a structured field string or bare; NULL: none. */
char *an_request_parse_key (const char *header) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
