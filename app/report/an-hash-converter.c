// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/an-hash-converter.h"

#include <string.h>

struct _AnHashConverter {
  GObject parent_instance;

  GChecksum *sum; /* (owned) */
  guint64 size;
};

static GConverterResult
an_hash_converter_convert (GConverter *converter,
                           const void *in,
                           gsize in_size,
                           void *out,
                           gsize out_size,
                           GConverterFlags flags,
                           gsize *bytes_read,
                           gsize *bytes_written,
                           GError **error)
{
  AnHashConverter *self = AN_HASH_CONVERTER (converter);
  gsize length = MIN (in_size, out_size);

  if (length == 0 && in_size > 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no room in the buffer");
    return G_CONVERTER_ERROR;
  }
  if (length > 0) {
    memcpy (out, in, length);
    g_checksum_update (self->sum, in, (gssize) length);
  }
  self->size += length;
  *bytes_read = length;
  *bytes_written = length;
  if (length == in_size && (flags & G_CONVERTER_INPUT_AT_END) != 0)
    return G_CONVERTER_FINISHED;
  if (length == in_size && (flags & G_CONVERTER_FLUSH) != 0)
    return G_CONVERTER_FLUSHED;
  return G_CONVERTER_CONVERTED;
}

static void
an_hash_converter_reset (GConverter *converter)
{
  AnHashConverter *self = AN_HASH_CONVERTER (converter);

  g_checksum_reset (self->sum);
  self->size = 0;
}

static void
an_hash_converter_iface_init (GConverterIface *iface)
{
  iface->convert = an_hash_converter_convert;
  iface->reset = an_hash_converter_reset;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AnHashConverter,
                               an_hash_converter,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER,
                                                      an_hash_converter_iface_init))

static void
an_hash_converter_finalize (GObject *object)
{
  g_checksum_free (AN_HASH_CONVERTER (object)->sum);
  G_OBJECT_CLASS (an_hash_converter_parent_class)->finalize (object);
}

static void
an_hash_converter_class_init (AnHashConverterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = an_hash_converter_finalize;
}

static void
an_hash_converter_init (AnHashConverter *self)
{
  self->sum = g_checksum_new (G_CHECKSUM_SHA256);
}

AnHashConverter *
an_hash_converter_new (void)
{
  return g_object_new (AN_TYPE_HASH_CONVERTER, NULL);
}

/**
 * an_hash_converter_get_hex:
 *
 * Returns: the SHA-256 of all that went through, in hex
 */
const char *
an_hash_converter_get_hex (AnHashConverter *self)
{
  g_return_val_if_fail (AN_IS_HASH_CONVERTER (self), NULL);

  return g_checksum_get_string (self->sum);
}

guint64
an_hash_converter_get_size (AnHashConverter *self)
{
  g_return_val_if_fail (AN_IS_HASH_CONVERTER (self), 0);

  return self->size;
}
