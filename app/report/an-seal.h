// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define AN_SEAL_ERROR (an_seal_error_quark ())
GQuark an_seal_error_quark (void);

/**
 * AnSealError:
 * @AN_SEAL_ERROR_NO_KEY: none of the sealed keys is for this key pair
 * @AN_SEAL_ERROR_BROKEN: changed, cut, swapped or moved since it was sealed, or another key
 * @AN_SEAL_ERROR_SIZE: the content to seal is longer or shorter than was said
 */
typedef enum {
  AN_SEAL_ERROR_NO_KEY,
  AN_SEAL_ERROR_BROKEN,
  AN_SEAL_ERROR_SIZE,
} AnSealError;

#define AN_SEAL_KEY_BYTES 32
#define AN_SEAL_PUBLIC_KEY_BYTES 32
#define AN_SEAL_SECRET_KEY_BYTES 32
#define AN_SEAL_WRAPPED_BYTES 112       /* a key sealed to one recipient */
#define AN_SEAL_CHUNK_BYTES (64 * 1024) /* plain bytes in one message of the stream */
#define AN_SEAL_MAX_BYTES (G_GUINT64_CONSTANT (1) << 60) /* plain bytes of one stream */

typedef struct {
  guint8 bytes[AN_SEAL_KEY_BYTES];
} AnSealKey;

/* The content key of one report. Wipe with an_seal_key_clear(). */
void an_seal_key_generate (AnSealKey *key);
void an_seal_key_clear (AnSealKey *key);

/* key → crypto_box_seal (key ‖ BLAKE2b-256 of "annhi/1 key" NUL report_id NUL recipient): the hash,
 * without key, says for which report and for whom the key is, so that it cannot be moved. */
GBytes *
an_seal_wrap_key (const AnSealKey *key,
                  const char *report_id,
                  const char *recipient,
                  const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES]) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_seal_unwrap_key (GBytes *sealed,
                             const char *report_id,
                             const char *recipient,
                             const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES],
                             const guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                             AnSealKey *key,
                             GError **error);

/* A stream (crypto_secretstream_xchacha20poly1305): 24 bytes header, then messages of exactly
 * AN_SEAL_CHUNK_BYTES plain + 17 bytes, the last of 1 to AN_SEAL_CHUNK_BYTES plain + 17 bytes.
 * Plain = 8 bytes little-endian true length ‖ content ‖ zeros up to padmé (8 + length). Associated
 * data of message n: "annhi/1" NUL report_id NUL purpose NUL n (8 bytes little-endian); the last
 * has TAG_FINAL, the others TAG_MESSAGE, and nothing follows it. Purpose: "content" or "evidence/"
 * + evidence id. */
guint64 an_seal_padded_size (guint64 plain_size); /* padmé (8 + plain_size) */
guint64 an_seal_cipher_size (guint64 plain_size); /* of the whole stream */
gboolean an_seal_stream (GInputStream *plain,
                         guint64 plain_size,
                         GOutputStream *sealed,
                         const AnSealKey *key,
                         const char *report_id,
                         const char *purpose,
                         GCancellable *cancellable,
                         GError **error); /* flat memory; fails if @plain is shorter or longer */
gboolean an_seal_open_stream (GInputStream *sealed,
                              GOutputStream *plain,
                              const AnSealKey *key,
                              const char *report_id,
                              const char *purpose,
                              GCancellable *cancellable,
                              GError **error);
GBytes *an_seal_bytes (GBytes *plain,
                       const AnSealKey *key,
                       const char *report_id,
                       const char *purpose) G_GNUC_WARN_UNUSED_RESULT;
GBytes *an_seal_open_bytes (GBytes *sealed,
                            const AnSealKey *key,
                            const char *report_id,
                            const char *purpose,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
