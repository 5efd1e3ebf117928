// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as a receipt that somebody typed, and as a token that came over the network. */

#include "fuzz.h"
#include "report/an-receipt.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *written = NULL;
  guint8 verifier[AN_RECEIPT_VERIFIER_BYTES];
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReceipt) receipt = an_receipt_parse (text, &error);
  g_autoptr (AnReceipt) again = NULL;

  an_receipt_verifier_from_bearer (text, verifier);
  g_assert_true ((receipt == NULL) == (error != NULL));
  if (receipt == NULL)
    return 0;
  written = an_receipt_to_text (receipt);
  again = an_receipt_parse (written, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
  return 0;
}
