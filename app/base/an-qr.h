// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AN_QR_ERROR (an_qr_error_quark ())
GQuark an_qr_error_quark (void);

typedef enum {
  AN_QR_ERROR_TOO_LONG,
  AN_QR_ERROR_EMPTY,
} AnQrError;

/**
 * AnQr:
 *
 * A QR code (ISO/IEC 18004) as a square of dark and light modules, without quiet zone. How it is
 * drawn (screen, PDF, terminal) is the caller's.
 */
typedef struct {
  guint size;      /* modules a side */
  guint8 *modules; /* (owned) size × size, row by row, 1 = dark */
} AnQr;

AnQr *an_qr_new (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_qr_free (AnQr *self);
gboolean an_qr_is_dark (const AnQr *self, guint x, guint y);
char *an_qr_to_terminal (const AnQr *self) G_GNUC_WARN_UNUSED_RESULT; /* half blocks, quiet zone */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnQr, an_qr_free)

G_END_DECLS
