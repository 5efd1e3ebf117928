// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/* Inside of the evaluation. */

#include "screentime/an-policy.h"
#include "screentime/an-usage.h"

G_BEGIN_DECLS

/**
 * AnTimeline:
 *
 * Walks along the instants from boundary to boundary. Between @begins and before @ends the wall
 * clock does not jump, the date stays, and so do all the members below.
 */
typedef struct {
  const AnPolicy *policy; /* (not owned) */
  const AnUsage *usage;   /* (not owned) */
  GTimeZone *zone;        /* (not owned) */
  gint64 horizon_usec;    /* no zone change is looked for after this instant */

  /* The stretch of constant offset. */
  gint64 offset_usec;
  gint64 offset_ends;

  /* The day. */
  gint64 day, week;
  const AnSpans *windows, *uncounted, *asleep; /* (not owned) */
  gint64 day_left_usec, week_left_usec;        /* before anything is used on the way */

  /* The stretch itself. */
  gint64 begins, ends;
  gboolean is_asleep, is_in_window, is_uncounted;
} AnTimeline;

#define AN_LEFT_UNLIMITED G_MAXINT64

void an_timeline_init (AnTimeline *self,
                       const AnPolicy *policy,
                       const AnUsage *usage,
                       GTimeZone *zone,
                       gint64 instant_usec,
                       gint64 horizon_usec);
void an_timeline_next (AnTimeline *self);

G_END_DECLS
