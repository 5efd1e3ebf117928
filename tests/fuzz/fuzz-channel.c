// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as a channel file. */

#include "base/an-json.h"
#include "fuzz.h"
#include "report/an-channel.h"

/* What was taken is written and taken again. */
static void
read_again (const AnChannel *value)
{
  g_autoptr (JsonNode) root = an_channel_to_json (value);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnChannel) again = an_channel_from_json (root, &error);

  g_assert_no_error (error);
  g_assert_nonnull (again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = an_json_parse ((const char *) data, size, AN_JSON_MAX_BYTES, &error);
  g_autoptr (AnChannel) value = NULL;

  if (root == NULL)
    return 0;
  value = an_channel_from_json (root, &error);
  g_assert_true ((value == NULL) == (error != NULL));
  if (value != NULL)
    read_again (value);
  return 0;
}
