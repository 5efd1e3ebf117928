// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Sealing content and evidence: padded, chunked, each chunk bound to its report, purpose and
 * place. Opening is an-seal-open.c's, the key an-seal-key.c's.
 */

#include "report/an-seal.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "report/an-seal-private.h"

typedef struct {
  crypto_secretstream_xchacha20poly1305_state state;
  GByteArray *context; /* (owned) associated data */
  guint8 *chunk;       /* (owned) AN_SEAL_CHUNK_BYTES plain bytes */
  guint8 *sealed;      /* (owned) AN_SEAL_SEALED_CHUNK_BYTES */
} Sealer;

/* Shared with an-seal-open.c */

/* "annhi/1" NUL report_id NUL purpose NUL position (8 bytes little-endian) */
GByteArray *
an_seal_context_new (const char *report_id, const char *purpose)
{
  static const char prefix[] = "annhi/1";
  GByteArray *context = g_byte_array_new ();
  guint8 zeros[8] = { 0 };

  g_byte_array_append (context, (const guint8 *) prefix, sizeof prefix);
  g_byte_array_append (context, (const guint8 *) report_id, (guint) strlen (report_id) + 1);
  g_byte_array_append (context, (const guint8 *) purpose, (guint) strlen (purpose) + 1);
  g_byte_array_append (context, zeros, sizeof zeros);
  return context;
}

void
an_seal_context_set_position (GByteArray *context, guint64 position)
{
  an_seal_put_uint64 (context->data + context->len - 8, position);
}

void
an_seal_put_uint64 (guint8 bytes[8], guint64 value)
{
  for (int i = 0; i < 8; i++)
    bytes[i] = (guint8) (value >> (8 * i));
}

guint64
an_seal_take_uint64 (const guint8 bytes[8])
{
  guint64 value = 0;

  for (int i = 7; i >= 0; i--)
    value = value << 8 | bytes[i];
  return value;
}

/* Helpers */

static void
clear_sealer (Sealer *sealer)
{
  sodium_memzero (&sealer->state, sizeof sealer->state);
  if (sealer->chunk != NULL)
    sodium_memzero (sealer->chunk, AN_SEAL_CHUNK_BYTES);
  g_clear_pointer (&sealer->context, g_byte_array_unref);
  g_clear_pointer (&sealer->chunk, g_free);
  g_clear_pointer (&sealer->sealed, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sealer, clear_sealer)

static gboolean
fail_size (GError **error)
{
  g_set_error_literal (error,
                       AN_SEAL_ERROR,
                       AN_SEAL_ERROR_SIZE,
                       _ ("The file has changed while it was read."));
  return FALSE;
}

/* Whether nothing follows: a file that grew must not be sealed as if it were whole. */
static gboolean
expect_end (GInputStream *plain, GCancellable *cancellable, GError **error)
{
  guint8 more;
  gssize got = g_input_stream_read (plain, &more, 1, cancellable, error);

  if (got < 0)
    return FALSE;
  return got == 0 || fail_size (error);
}

/* Puts @length bytes of the padded plain text, from @offset on, into the chunk. */
static gboolean
fill_chunk (Sealer *sealer,
            GInputStream *plain,
            guint64 plain_size,
            guint64 offset,
            gsize length,
            GCancellable *cancellable,
            GError **error)
{
  guint64 end = AN_SEAL_LENGTH_BYTES + plain_size;
  gsize at = 0, wanted = 0, got = 0;

  memset (sealer->chunk, 0, length);
  if (offset == 0) {
    an_seal_put_uint64 (sealer->chunk, plain_size);
    at = AN_SEAL_LENGTH_BYTES;
  }
  if (offset + at < end)
    wanted = (gsize) MIN (length - at, end - offset - at);
  if (!g_input_stream_read_all (plain, sealer->chunk + at, wanted, &got, cancellable, error))
    return FALSE;
  if (got != wanted)
    return fail_size (error);
  if (offset < end && offset + length >= end)
    return expect_end (plain, cancellable, error);
  return TRUE;
}

static gboolean
push_chunk (Sealer *sealer,
            guint64 position,
            gsize length,
            gboolean final,
            GOutputStream *sealed,
            GCancellable *cancellable,
            GError **error)
{
  an_seal_context_set_position (sealer->context, position);
  crypto_secretstream_xchacha20poly1305_push (
      &sealer->state,
      sealer->sealed,
      NULL,
      sealer->chunk,
      length,
      sealer->context->data,
      sealer->context->len,
      final ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  return g_output_stream_write_all (sealed,
                                    sealer->sealed,
                                    length + AN_SEAL_MESSAGE_BYTES,
                                    NULL,
                                    cancellable,
                                    error);
}

/* Public */

/**
 * an_seal_padded_size:
 * @plain_size: bytes of content, at most %AN_SEAL_MAX_BYTES
 *
 * Padmé (Nikitin et al., “Reducing Metadata Leakage from Encrypted Files and Communication with
 * PURBs”, 2019): a size keeps only as many leading bits as its magnitude has digits, which adds at
 * most 12 % and tells little.
 *
 * Returns: bytes of length, content and padding
 */
guint64
an_seal_padded_size (guint64 plain_size)
{
  guint64 size = AN_SEAL_LENGTH_BYTES + plain_size, mask;
  guint exponent, digits;

  g_return_val_if_fail (plain_size <= AN_SEAL_MAX_BYTES, 0);

  exponent = g_bit_storage (size) - 1;
  digits = g_bit_storage (exponent);
  mask = ((guint64) 1 << (exponent - digits)) - 1;
  return (size + mask) & ~mask;
}

/**
 * an_seal_cipher_size:
 * @plain_size: bytes of content, at most %AN_SEAL_MAX_BYTES
 *
 * Returns: bytes of the sealed stream
 */
guint64
an_seal_cipher_size (guint64 plain_size)
{
  guint64 padded = an_seal_padded_size (plain_size);
  guint64 chunks = (padded + AN_SEAL_CHUNK_BYTES - 1) / AN_SEAL_CHUNK_BYTES;

  return AN_SEAL_HEADER_BYTES + padded + chunks * AN_SEAL_MESSAGE_BYTES;
}

/**
 * an_seal_stream:
 * @plain: the content; read to its end
 * @plain_size: its size in bytes, at most %AN_SEAL_MAX_BYTES
 * @sealed: where an_seal_cipher_size() bytes are written; not closed
 * @report_id: the report it belongs to
 * @purpose: `content` or `evidence/` and the id of the evidence
 *
 * Memory does not grow with the content. After an error what was written is not a whole stream
 * and never opens.
 *
 * Returns: %FALSE with %AN_SEAL_ERROR_SIZE when @plain is not @plain_size bytes long, or with the
 *   error of one of the streams
 */
gboolean
an_seal_stream (GInputStream *plain,
                guint64 plain_size,
                GOutputStream *sealed,
                const AnSealKey *key,
                const char *report_id,
                const char *purpose,
                GCancellable *cancellable,
                GError **error)
{
  g_auto (Sealer) sealer = { 0 };
  guint8 header[AN_SEAL_HEADER_BYTES];
  guint64 padded, offset = 0;

  g_return_val_if_fail (G_IS_INPUT_STREAM (plain) && G_IS_OUTPUT_STREAM (sealed), FALSE);
  g_return_val_if_fail (key != NULL && report_id != NULL && purpose != NULL, FALSE);
  g_return_val_if_fail (plain_size <= AN_SEAL_MAX_BYTES && sodium_init () >= 0, FALSE);

  sealer.context = an_seal_context_new (report_id, purpose);
  sealer.chunk = g_malloc (AN_SEAL_CHUNK_BYTES);
  sealer.sealed = g_malloc (AN_SEAL_SEALED_CHUNK_BYTES);
  crypto_secretstream_xchacha20poly1305_init_push (&sealer.state, header, key->bytes);
  if (!g_output_stream_write_all (sealed, header, sizeof header, NULL, cancellable, error))
    return FALSE;

  padded = an_seal_padded_size (plain_size);
  for (guint64 position = 0; offset < padded; position++) {
    gsize length = (gsize) MIN (padded - offset, AN_SEAL_CHUNK_BYTES);

    if (!fill_chunk (&sealer, plain, plain_size, offset, length, cancellable, error) ||
        !push_chunk (&sealer,
                     position,
                     length,
                     offset + length == padded,
                     sealed,
                     cancellable,
                     error))
      return FALSE;
    offset += length;
  }
  return TRUE;
}

/**
 * an_seal_bytes:
 *
 * an_seal_stream() for what fits in memory.
 *
 * Returns: (transfer full): the sealed stream
 */
GBytes *
an_seal_bytes (GBytes *plain, const AnSealKey *key, const char *report_id, const char *purpose)
{
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = NULL;

  g_return_val_if_fail (plain != NULL, NULL);

  input = g_memory_input_stream_new_from_bytes (plain);
  output = g_memory_output_stream_new_resizable ();
  if (!an_seal_stream (input,
                       g_bytes_get_size (plain),
                       output,
                       key,
                       report_id,
                       purpose,
                       NULL,
                       NULL) ||
      !g_output_stream_close (output, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}
