// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/screentime/an-week-plan.h"

G_BEGIN_DECLS

/* One stroke over the week: what it began with stays where the stroke does not lie, and comes back
 * where it no longer does. Zero-initialized it is not down. */
typedef struct {
  AnRulesDraft *draft; /* (not owned) (nullable) while it is not down */
  AnWeekLayer layer;
  gboolean is_on; /* whether it paints or wipes out */
  AnDayDraft before[AN_DRAFT_DAYS];
} AnWeekBrush;

void an_week_brush_begin (AnWeekBrush *self,
                          AnRulesDraft *draft,
                          AnWeekLayer layer,
                          const AnWeekBlock *block);
gboolean an_week_brush_paint (AnWeekBrush *self, const AnWeekBlock *block);
void an_week_brush_end (AnWeekBrush *self);
gboolean an_week_brush_is_down (const AnWeekBrush *self);

G_END_DECLS
