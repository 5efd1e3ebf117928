// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  AN_DIGEST_ABSENT, /* no SHA-256 among what was sent */
  AN_DIGEST_PRESENT,
  AN_DIGEST_MALFORMED,
} AnDigest;

/* Content-Digest (RFC 9530), SHA-256 only. */
AnDigest an_digest_parse (const char *header, guint8 sha256[32]);
char *an_digest_format (const void *data, gsize size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
