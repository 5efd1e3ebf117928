// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-schedule.h"

G_BEGIN_DECLS

/* [from, until), µs since 1970. */
typedef struct {
  gint64 from_usec, until_usec;
} AnOpenInterval;

GArray *an_schedule_list_open (const AnPolicy *policy,
                               const AnUsage *usage,
                               gint64 from_usec,
                               gint64 until_usec,
                               GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
