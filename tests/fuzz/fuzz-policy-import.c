// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as the settings of other programs: what is taken is a policy. */

#include "fuzz.h"
#include "screentime/an-policy-import.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data;
  g_autoptr (AnPolicyImport) timekpr = an_policy_import_timekpr (text, size, text, size, NULL);
  g_autoptr (AnPolicyImport) any = an_policy_import_any (text, size, NULL);
  g_autoptr (AnPolicyImport) malcontent = an_policy_import_malcontent (text, size, NULL);

  if (any != NULL)
    g_assert_nonnull (any->policy);
  if (timekpr != NULL)
    g_assert_nonnull (timekpr->policy);
  if (malcontent != NULL)
    g_assert_nonnull (malcontent->policy);
  return 0;
}
