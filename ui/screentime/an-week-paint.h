// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/* Painting the hours of a day in cells of half an hour. Nothing here is shown. */

#define AN_WEEK_CELL_MINUTES 30
#define AN_WEEK_CELLS (AN_MINUTES_PER_DAY / AN_WEEK_CELL_MINUTES)

typedef enum {
  AN_WEEK_ALLOWED,
  AN_WEEK_LESSONS, /* open and not counted */
} AnWeekLayer;

typedef enum {
  AN_WEEK_EMPTY,
  AN_WEEK_PART, /* some minutes of it, from hours that begin or end between */
  AN_WEEK_FULL,
} AnWeekFill;

void an_week_get_spans (const AnDayDraft *day, AnWeekLayer layer, AnSpans *spans);
gboolean an_week_is_alike (const AnDayDraft *one, const AnDayDraft *other, AnWeekLayer layer);
AnWeekFill an_week_get_fill (const AnSpans *spans, guint cell);
gboolean
an_week_paint (AnDayDraft *day, AnWeekLayer layer, guint first, guint last, gboolean is_on);
void an_week_set_spans (AnDayDraft *day, AnWeekLayer layer, const AnSpanDraft *spans);

G_END_DECLS
