// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-store.h"

G_BEGIN_DECLS

#define AN_CODES_TRIES 5
#define AN_CODES_LOCK_USEC (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC) /* five tries an hour */
#define AN_PIN_LOCK_USEC (G_GINT64_CONSTANT (900) * G_USEC_PER_SEC)    /* five tries, 15 minutes */
#define AN_PIN_MIN_DIGITS 4
#define AN_PIN_MAX_DIGITS 12

typedef enum {
  AN_SECRET_RIGHT,
  AN_SECRET_WRONG,
  AN_SECRET_LOCKED_OUT, /* too many wrong tries */
  AN_SECRET_NONE,       /* none was set up */
  AN_SECRET_FAILED,     /* the store refused; @error is set */
} AnSecretResult;

/* Off-line codes: TOTP (RFC 6238) from any authenticator app on the parent's phone. */
gboolean an_guard_codes_enrol (AnGuardStore *store,
                               guint32 uid,
                               const char *user,
                               char **uri,
                               GError **error);
AnSecretResult an_guard_codes_redeem (AnGuardStore *store,
                                      guint32 uid,
                                      const char *code,
                                      gint64 now_usec,
                                      GError **error);

/* The parents' PIN, typed before the child's eyes. */
gboolean an_guard_pin_is_valid (const char *pin);
gboolean an_guard_pin_set (AnGuardStore *store, const char *pin, GError **error);
AnSecretResult
an_guard_pin_redeem (AnGuardStore *store, const char *pin, gint64 now_usec, GError **error);

G_END_DECLS
