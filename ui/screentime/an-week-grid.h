// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-week-paint.h"

G_BEGIN_DECLS

/**
 * AnWeekGrid:
 *
 * Seven days of 24 hours, painted in steps of half an hour by mouse, touch or keyboard. The draft
 * is changed at once; one stroke is undone at once. Emits
 *   moved (day): the keyboard or the pointer is on another day
 *   day-wanted (day): all of this day is to be edited
 */
#define AN_TYPE_WEEK_GRID (an_week_grid_get_type ())
G_DECLARE_FINAL_TYPE (AnWeekGrid, an_week_grid, AN, WEEK_GRID, GtkWidget)

void an_week_grid_show (AnWeekGrid *self, AnRulesDraft *draft);
void an_week_grid_set_layer (AnWeekGrid *self, AnWeekLayer layer);
guint an_week_grid_get_day (AnWeekGrid *self);
void an_week_grid_open_hours (AnWeekGrid *self);

G_END_DECLS
