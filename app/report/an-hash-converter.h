// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnHashConverter:
 *
 * Lets bytes through unchanged and takes their SHA-256, so that what is sealed or written is what
 * was hashed, even if the file changes between two readings.
 */
#define AN_TYPE_HASH_CONVERTER (an_hash_converter_get_type ())
G_DECLARE_FINAL_TYPE (AnHashConverter, an_hash_converter, AN, HASH_CONVERTER, GObject)

AnHashConverter *an_hash_converter_new (void) G_GNUC_WARN_UNUSED_RESULT;
const char *an_hash_converter_get_hex (AnHashConverter *self); /* ends the hash */
guint64 an_hash_converter_get_size (AnHashConverter *self);

G_END_DECLS
