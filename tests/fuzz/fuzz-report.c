// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as a report and as a draft. */

#include "base/an-json.h"
#include "fuzz.h"
#include "report/an-report.h"

/* What was taken is written and taken again. */
static void
read_again (const AnReport *value)
{
  g_autoptr (JsonNode) root = an_report_to_json (value);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReport) again = an_report_from_json (root, &error);

  g_assert_no_error (error);
  g_assert_nonnull (again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root =
      an_json_parse ((const char *) data, size, AN_REPORT_MAX_BYTES, &error);
  g_autoptr (AnReport) value = NULL;
  g_autoptr (AnReport) draft = NULL;

  if (root == NULL)
    return 0;
  value = an_report_from_json (root, &error);
  g_assert_true ((value == NULL) == (error != NULL));
  if (value != NULL)
    read_again (value);
  draft = an_report_draft_from_json (root, NULL);
  g_assert_true (value == NULL || draft != NULL);
  return 0;
}
