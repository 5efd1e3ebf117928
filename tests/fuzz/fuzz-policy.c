// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as a policy; one that is taken must also be evaluated. */

#include "fuzz.h"
#include "screentime/an-schedule.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_policy_parse ((const char *) data, size, &error);
  g_autoptr (AnUsage) usage = an_usage_new_empty ();
  g_autoptr (GTimeZone) zone = an_instant_find_zone ("America/New_York");
  AnScheduleAnswer answer;

  g_assert_true ((policy == NULL) == (error != NULL));
  if (policy != NULL)
    an_schedule_evaluate (policy, usage, G_GINT64_CONSTANT (1772949600000000), zone, &answer);
  return 0;
}
