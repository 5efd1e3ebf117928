// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Opening what an-seal.c sealed, and noticing whatever was done to it on the way. */

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "report/an-seal-private.h"

typedef struct {
  crypto_secretstream_xchacha20poly1305_state state;
  GByteArray *context; /* (owned) associated data */
  guint8 *chunk;       /* (owned) AN_SEAL_CHUNK_BYTES plain bytes */
  guint8 *sealed;      /* (owned) AN_SEAL_SEALED_CHUNK_BYTES */
  guint64 size;        /* true bytes of content, known from the first message on */
  guint64 offset;      /* padded bytes seen so far */
} Opener;

static void
clear_opener (Opener *opener)
{
  sodium_memzero (&opener->state, sizeof opener->state);
  if (opener->chunk != NULL)
    sodium_memzero (opener->chunk, AN_SEAL_CHUNK_BYTES);
  g_clear_pointer (&opener->context, g_byte_array_unref);
  g_clear_pointer (&opener->chunk, g_free);
  g_clear_pointer (&opener->sealed, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opener, clear_opener)

static gboolean
fail_broken (GError **error)
{
  g_set_error_literal (error,
                       AN_SEAL_ERROR,
                       AN_SEAL_ERROR_BROKEN,
                       _ ("The sealed content was changed or is not whole."));
  return FALSE;
}

/* Opens the message of @sealed_length bytes that was read; @final says whether it is the last. */
static gboolean
pull_chunk (Opener *opener, gsize sealed_length, guint64 position, gboolean *final, GError **error)
{
  guint8 tag = 0;

  if (sealed_length <= AN_SEAL_MESSAGE_BYTES)
    return fail_broken (error);
  an_seal_context_set_position (opener->context, position);
  if (crypto_secretstream_xchacha20poly1305_pull (&opener->state,
                                                  opener->chunk,
                                                  NULL,
                                                  &tag,
                                                  opener->sealed,
                                                  sealed_length,
                                                  opener->context->data,
                                                  opener->context->len) != 0)
    return fail_broken (error);
  *final = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (!*final && (tag != 0 || sealed_length != AN_SEAL_SEALED_CHUNK_BYTES))
    return fail_broken (error);
  return TRUE;
}

/* Writes the content in the opened chunk of @length bytes and checks that the rest is zeros. */
static gboolean
write_chunk (Opener *opener,
             gsize length,
             GOutputStream *plain,
             GCancellable *cancellable,
             GError **error)
{
  gsize at = 0, content = 0;
  guint64 end;

  if (opener->offset == 0) {
    if (length < AN_SEAL_LENGTH_BYTES)
      return fail_broken (error);
    opener->size = an_seal_take_uint64 (opener->chunk);
    at = AN_SEAL_LENGTH_BYTES;
    if (opener->size > AN_SEAL_MAX_BYTES)
      return fail_broken (error);
  }
  end = AN_SEAL_LENGTH_BYTES + opener->size;
  if (opener->offset + at < end)
    content = (gsize) MIN (length - at, end - opener->offset - at);
  if (!sodium_is_zero (opener->chunk + at + content, length - at - content))
    return fail_broken (error);
  opener->offset += length;
  return g_output_stream_write_all (plain, opener->chunk + at, content, NULL, cancellable, error);
}

static gboolean
read_header (Opener *opener,
             GInputStream *sealed,
             const AnSealKey *key,
             GCancellable *cancellable,
             GError **error)
{
  guint8 header[AN_SEAL_HEADER_BYTES];
  gsize got = 0;

  if (!g_input_stream_read_all (sealed, header, sizeof header, &got, cancellable, error))
    return FALSE;
  if (got != sizeof header ||
      crypto_secretstream_xchacha20poly1305_init_pull (&opener->state, header, key->bytes) != 0)
    return fail_broken (error);
  return TRUE;
}

/**
 * an_seal_open_stream:
 * @sealed: what an_seal_stream() wrote, and nothing after it
 * @plain: where the content is written; not closed
 * @report_id: the report it must belong to
 * @purpose: what it must be
 *
 * What has been written to @plain is genuine chunk by chunk, but whole only after %TRUE: throw it
 * away after an error.
 *
 * Returns: %FALSE with %AN_SEAL_ERROR_BROKEN or the error of one of the streams
 */
gboolean
an_seal_open_stream (GInputStream *sealed,
                     GOutputStream *plain,
                     const AnSealKey *key,
                     const char *report_id,
                     const char *purpose,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (Opener) opener = { 0 };
  gboolean final = FALSE;
  gsize got = 0;

  g_return_val_if_fail (G_IS_INPUT_STREAM (sealed) && G_IS_OUTPUT_STREAM (plain), FALSE);
  g_return_val_if_fail (key != NULL && report_id != NULL && purpose != NULL, FALSE);
  g_return_val_if_fail (sodium_init () >= 0, FALSE);

  opener.context = an_seal_context_new (report_id, purpose);
  opener.chunk = g_malloc (AN_SEAL_CHUNK_BYTES);
  opener.sealed = g_malloc (AN_SEAL_SEALED_CHUNK_BYTES);
  if (!read_header (&opener, sealed, key, cancellable, error))
    return FALSE;

  for (guint64 position = 0; !final; position++) {
    if (!g_input_stream_read_all (sealed,
                                  opener.sealed,
                                  AN_SEAL_SEALED_CHUNK_BYTES,
                                  &got,
                                  cancellable,
                                  error) ||
        !pull_chunk (&opener, got, position, &final, error) ||
        !write_chunk (&opener, got - AN_SEAL_MESSAGE_BYTES, plain, cancellable, error))
      return FALSE;
  }
  if (opener.offset != an_seal_padded_size (opener.size))
    return fail_broken (error);
  if (!g_input_stream_read_all (sealed, opener.sealed, 1, &got, cancellable, error))
    return FALSE;
  return got == 0 || fail_broken (error);
}

/**
 * an_seal_open_bytes:
 *
 * an_seal_open_stream() for what fits in memory.
 *
 * Returns: (transfer full): the content, or %NULL with %AN_SEAL_ERROR_BROKEN
 */
GBytes *
an_seal_open_bytes (GBytes *sealed,
                    const AnSealKey *key,
                    const char *report_id,
                    const char *purpose,
                    GError **error)
{
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = NULL;

  g_return_val_if_fail (sealed != NULL, NULL);

  input = g_memory_input_stream_new_from_bytes (sealed);
  output = g_memory_output_stream_new_resizable ();
  if (!an_seal_open_stream (input, output, key, report_id, purpose, NULL, error) ||
      !g_output_stream_close (output, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}
