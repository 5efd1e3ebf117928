// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-staff.h"

G_BEGIN_DECLS

/* One-time codes of six digits (RFC 6238, SHA-1, 30 s), as any authenticator app makes them. */

#define AN_TOTP_NONE ((gint64) -1)

/* The step whose code this is, if it is later than @last; AN_TOTP_NONE when it is no code. */
gint64 an_totp_find_step (const guint8 secret[AN_STAFF_TOTP_BYTES],
                          const char *code,
                          gint64 last,
                          gint64 now_seconds);
char *an_totp_to_base32 (const guint8 secret[AN_STAFF_TOTP_BYTES]) G_GNUC_WARN_UNUSED_RESULT;
char *an_totp_to_uri (const char *base32, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
