// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Inside of AnGuardEngine. */

#pragma once

#include "guardd/an-guard-engine.h"

G_BEGIN_DECLS

struct _AnGuardEngine {
  AnGuardHost host;
  gpointer host_data;

  GTimeZone *zone;     /* (owned) the household's */
  GPtrArray *children; /* (owned) of AnGuardChild */
  AnTrustedTime time;
  AnClockReading clock; /* of the last update */
  gboolean sleeping;
  gboolean watching;
  gint64 saved_at; /* µs of CLOCK_MONOTONIC */
};

G_END_DECLS
