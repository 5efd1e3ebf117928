// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* QR codes by libqrencode, as a square of modules. Drawing belongs to who shows them. */

#include "base/an-qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "base/an-i18n.h"

#define QUIET_MODULES 4 /* ISO/IEC 18004: four light modules all around */

G_DEFINE_QUARK (an_qr_error, an_qr_error)

/**
 * an_qr_new:
 * @text: what a reader of the code gets, as UTF-8
 *
 * Encodes with correction level M, so that a code on a creased sheet of paper is still read.
 *
 * Returns: (transfer full): the code, or %NULL with an %AN_QR_ERROR
 */
AnQr *
an_qr_new (const char *text, GError **error)
{
  g_autoptr (AnQr) self = NULL;
  QRcode *code;
  gsize count;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0') {
    g_set_error (error, AN_QR_ERROR, AN_QR_ERROR_EMPTY, _ ("a QR code needs a text"));
    return NULL;
  }
  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL) {
    g_set_error (error,
                 AN_QR_ERROR,
                 AN_QR_ERROR_TOO_LONG,
                 _ ("the text is too long for a QR code"));
    return NULL;
  }
  self = g_new0 (AnQr, 1);
  self->size = (guint) code->width;
  count = (gsize) self->size * self->size;
  self->modules = g_malloc (count);
  for (gsize i = 0; i < count; i++)
    self->modules[i] = code->data[i] & 1;
  QRcode_free (code);
  return g_steal_pointer (&self);
}

void
an_qr_free (AnQr *self)
{
  if (self == NULL)
    return;
  g_free (self->modules);
  g_free (self);
}

/**
 * an_qr_is_dark:
 *
 * Returns: whether the module of column @x and row @y is dark; all around the code is light
 */
gboolean
an_qr_is_dark (const AnQr *self, guint x, guint y)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return x < self->size && y < self->size && self->modules[(gsize) y * self->size + x] != 0;
}

/**
 * an_qr_to_terminal:
 *
 * Returns: (transfer full): the code for light letters on a dark terminal, two rows a line, with
 *   its quiet zone
 */
char *
an_qr_to_terminal (const AnQr *self)
{
  static const char *const blocks[] = { "█", "▀", "▄", " " };
  g_autoptr (GString) text = g_string_new (NULL);
  guint end;

  g_return_val_if_fail (self != NULL, NULL);

  /* Unsigned wrap: columns and rows before the code are far beyond its size, so light. */
  end = self->size + QUIET_MODULES;
  for (guint y = (guint) -QUIET_MODULES; y != end && y != end + 1; y += 2) {
    for (guint x = (guint) -QUIET_MODULES; x != end; x++)
      g_string_append (
          text,
          blocks[(an_qr_is_dark (self, x, y) ? 2 : 0) + (an_qr_is_dark (self, x, y + 1) ? 1 : 0)]);
    g_string_append_c (text, '\n');
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
