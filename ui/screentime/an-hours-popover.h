// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-week-paint.h"

G_BEGIN_DECLS

/**
 * AnHoursPopover:
 *
 * The exact hours of one day, from and to. What is right goes to the draft at once. Emits
 * `day-wanted` when all of the day is to be edited.
 */
#define AN_TYPE_HOURS_POPOVER (an_hours_popover_get_type ())
G_DECLARE_FINAL_TYPE (AnHoursPopover, an_hours_popover, AN, HOURS_POPOVER, GtkPopover)

GtkWidget *an_hours_popover_new (void);
void
an_hours_popover_edit (AnHoursPopover *self, AnRulesDraft *draft, guint day, AnWeekLayer layer);

G_END_DECLS
