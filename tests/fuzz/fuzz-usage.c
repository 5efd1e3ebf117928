// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as a usage; one that is taken must also be evaluated. */

#include <string.h>

#include "fuzz.h"
#include "screentime/an-schedule.h"

static const char quotas[] = "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,"
                             "\"weekly_quota_minutes\":600,\"days\":{\"sat\":{\"quota_minutes\":60,"
                             "\"windows\":[[\"08:00\",\"20:00\"]]}}}";

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnUsage) usage = an_usage_parse ((const char *) data, size, &error);
  g_autoptr (AnPolicy) policy = an_policy_parse (quotas, strlen (quotas), NULL);
  g_autoptr (GTimeZone) zone = an_instant_find_zone ("Asia/Ho_Chi_Minh");
  AnScheduleAnswer answer;

  g_assert_true ((usage == NULL) == (error != NULL));
  if (usage != NULL)
    an_schedule_evaluate (policy, usage, G_GINT64_CONSTANT (1795834800000000), zone, &answer);
  return 0;
}
