// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sodium.h>

#include "report/an-seal.h"

G_BEGIN_DECLS

/* What sealing (an-seal.c) and opening (an-seal-open.c) of a stream share. */

#define AN_SEAL_LENGTH_BYTES 8 /* of the true length in front of the content */
#define AN_SEAL_HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define AN_SEAL_MESSAGE_BYTES crypto_secretstream_xchacha20poly1305_ABYTES /* added to a chunk */
#define AN_SEAL_SEALED_CHUNK_BYTES (AN_SEAL_CHUNK_BYTES + AN_SEAL_MESSAGE_BYTES)

/* The associated data of the messages of one stream. */
GByteArray *an_seal_context_new (const char *report_id,
                                 const char *purpose) G_GNUC_WARN_UNUSED_RESULT;
void an_seal_context_set_position (GByteArray *context, guint64 position);

void an_seal_put_uint64 (guint8 bytes[8], guint64 value); /* little-endian */
guint64 an_seal_take_uint64 (const guint8 bytes[8]);

G_END_DECLS
