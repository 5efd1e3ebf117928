// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-week-plan.h"

G_BEGIN_DECLS

/* A part of the grid as a screen reader meets it: a day, or the cells under the keyboard. The grid
 * draws them; they draw their focus alone. */
#define AN_TYPE_WEEK_CELL (an_week_cell_get_type ())
G_DECLARE_FINAL_TYPE (AnWeekCell, an_week_cell, AN, WEEK_CELL, GtkWidget)

GtkWidget *an_week_cell_new (GtkAccessibleRole role);
void an_week_cell_show_day (AnWeekCell *self, AnRulesDraft *draft, guint day);
void an_week_cell_show_block (AnWeekCell *self,
                              AnRulesDraft *draft,
                              AnWeekLayer layer,
                              const AnWeekBlock *block);
AnWeekFill an_week_block_get_fill (const AnWeekBlock *self, AnRulesDraft *draft, AnWeekLayer layer);

G_END_DECLS
