// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as sealed content: only the one stream that was sealed with this key opens. */

#include "fuzz.h"
#include "report/an-seal.h"

#define REPORT "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const AnSealKey zeros;
  g_autoptr (GBytes) sealed = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = an_seal_open_bytes (sealed, &zeros, REPORT, "content", &error);

  g_assert_true ((plain == NULL) == (error != NULL));
  if (plain != NULL)
    g_assert_cmpuint (an_seal_cipher_size (g_bytes_get_size (plain)), ==, size);
  return 0;
}
