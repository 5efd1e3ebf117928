// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One stroke over the week. */

#include "ui/screentime/an-week-brush.h"

#include "ui/screentime/an-week-cell.h"

/* A stroke that begins on hours wipes out, any other paints. */
void
an_week_brush_begin (AnWeekBrush *self,
                     AnRulesDraft *draft,
                     AnWeekLayer layer,
                     const AnWeekBlock *block)
{
  self->draft = draft;
  self->layer = layer;
  self->is_on = an_week_block_get_fill (block, draft, layer) != AN_WEEK_FULL;
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    self->before[i] = *an_rules_draft_get_day (draft, i);
  an_rules_draft_begin_stroke (draft);
}

/* FALSE when a day would have too many hours. */
gboolean
an_week_brush_paint (AnWeekBrush *self, const AnWeekBlock *block)
{
  gboolean is_done = TRUE;

  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    AnDayDraft day = self->before[i];

    if (i >= block->first_day && i <= block->last_day)
      is_done &=
          an_week_paint (&day, self->layer, block->first_cell, block->last_cell, self->is_on);
    if (!an_week_is_alike (&day, an_rules_draft_get_day (self->draft, i), self->layer))
      an_rules_draft_set_day (self->draft, i, &day);
  }
  return is_done;
}

void
an_week_brush_end (AnWeekBrush *self)
{
  AnRulesDraft *draft = g_steal_pointer (&self->draft);

  if (draft != NULL)
    an_rules_draft_end_stroke (draft);
}

gboolean
an_week_brush_is_down (const AnWeekBrush *self)
{
  return self->draft != NULL;
}
