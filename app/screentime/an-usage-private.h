// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/* Inside of AnUsage, for the evaluation only. */

#include "screentime/an-usage.h"

G_BEGIN_DECLS

typedef struct {
  gint64 day; /* since 1970 */
  gint64 used_usec, bonus_usec;
} AnUsageDay;

typedef struct {
  gint64 remaining_usec, expires_usec;
} AnGrant;

struct _AnUsage {
  gatomicrefcount ref_count;
  GArray *days;   /* (owned) of AnUsageDay, the earliest first */
  GArray *grants; /* (owned) of AnGrant, the first to expire first */
  gboolean paused;
};

G_END_DECLS
