// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as the manifest that a server is given. */

#include "base/an-json.h"
#include "fuzz.h"
#include "report/an-envelope.h"

/* What was taken is written and taken again. */
static void
read_again (const AnManifest *value)
{
  g_autoptr (JsonNode) root = an_manifest_to_json (value);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnManifest) again = an_manifest_from_json (root, &error);

  g_assert_no_error (error);
  g_assert_nonnull (again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = an_json_parse ((const char *) data, size, AN_JSON_MAX_BYTES, &error);
  g_autoptr (AnManifest) value = NULL;

  if (root == NULL)
    return 0;
  value = an_manifest_from_json (root, &error);
  g_assert_true ((value == NULL) == (error != NULL));
  if (value != NULL)
    read_again (value);
  return 0;
}
