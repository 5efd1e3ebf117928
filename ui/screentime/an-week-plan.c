// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Where the days and hours of the grid stand. */

#include "ui/screentime/an-week-plan.h"

#define MIN_CELL_WIDE_PX 9 /* a mouse still hits half an hour */
#define CELL_TALL_PX 15
#define MIN_DAY_WIDE_PX 30
#define MIN_DAY_TALL_PX 34
#define LABEL_GAP_PX 6
#define PAGE_CELLS 4

static void
measure_text (GtkWidget *widget, const char *text, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);

  pango_layout_get_pixel_size (layout, width, height);
}

/* Public */

void
an_week_plan_init (AnWeekPlan *self, GtkWidget *widget, int width)
{
  int text_width, text_height;

  measure_text (widget, "00:00", &text_width, &text_height);
  self->left = text_width + LABEL_GAP_PX;
  self->top = text_height + LABEL_GAP_PX;
  self->is_wide = width - self->left >= AN_WEEK_CELLS * MIN_CELL_WIDE_PX;
  if (self->is_wide) {
    self->cell = (float) (width - self->left) / AN_WEEK_CELLS;
    self->day = (float) MAX (MIN_DAY_WIDE_PX, text_height + 2 * LABEL_GAP_PX);
  } else {
    self->cell = (float) MAX (CELL_TALL_PX, text_height * 3 / 4);
    self->day = (float) (width - self->left) / AN_DRAFT_DAYS;
  }
}

int
an_week_plan_measure_width (GtkWidget *widget)
{
  int width, height;

  measure_text (widget, "00:00", &width, &height);
  return width + LABEL_GAP_PX + AN_DRAFT_DAYS * MIN_DAY_TALL_PX;
}

int
an_week_plan_get_height (const AnWeekPlan *self)
{
  return self->top + (int) (self->is_wide ? AN_DRAFT_DAYS * self->day : AN_WEEK_CELLS * self->cell);
}

graphene_rect_t
an_week_plan_get_area (const AnWeekPlan *self, guint day, guint start_minute, guint end_minute)
{
  float across = (float) day * self->day;
  float along = (float) start_minute / AN_WEEK_CELL_MINUTES * self->cell;
  float length = (float) (end_minute - start_minute) / AN_WEEK_CELL_MINUTES * self->cell;
  float left = (float) self->left, top = (float) self->top;

  if (self->is_wide)
    return GRAPHENE_RECT_INIT (left + along, top + across, length, self->day);
  return GRAPHENE_RECT_INIT (left + across, top + along, self->day, length);
}

graphene_rect_t
an_week_plan_get_block (const AnWeekPlan *self, const AnWeekBlock *block)
{
  guint start = block->first_cell * AN_WEEK_CELL_MINUTES;
  guint end = (block->last_cell + 1) * AN_WEEK_CELL_MINUTES;
  graphene_rect_t first = an_week_plan_get_area (self, block->first_day, start, end);
  graphene_rect_t last = an_week_plan_get_area (self, block->last_day, start, end);
  graphene_rect_t both;

  graphene_rect_union (&first, &last, &both);
  return both;
}

/* Whether there is a cell; in the labels of the days @day alone is set. */
gboolean
an_week_plan_find (const AnWeekPlan *self, double x, double y, guint *day, guint *cell)
{
  double along = self->is_wide ? x - self->left : y - self->top;
  double across = self->is_wide ? y - self->top : x - self->left;

  *day = AN_DRAFT_DAYS;
  if (across < 0 || across >= AN_DRAFT_DAYS * (double) self->day)
    return FALSE;
  *day = (guint) (across / self->day);
  if (along < 0 || along >= AN_WEEK_CELLS * (double) self->cell)
    return FALSE;
  *cell = (guint) (along / self->cell);
  return TRUE;
}

/* The cell of a pointer that may have left the grid. */
void
an_week_plan_find_nearest (const AnWeekPlan *self, double x, double y, guint *day, guint *cell)
{
  double along = self->is_wide ? x - self->left : y - self->top;
  double across = self->is_wide ? y - self->top : x - self->left;

  *day = (guint) CLAMP (across / self->day, 0, AN_DRAFT_DAYS - 1);
  *cell = (guint) CLAMP (along / self->cell, 0, AN_WEEK_CELLS - 1);
}

/**
 * an_week_plan_read_key:
 * @along: (out): steps along the hours
 * @across: (out): steps across the days
 *
 * Returns: whether @key moves, as the arrow keys lie on the plan
 */
gboolean
an_week_plan_read_key (const AnWeekPlan *self, guint key, int *along, int *across)
{
  int right = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;
  int left = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;
  int down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;
  int up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;

  *along = self->is_wide ? right - left : down - up;
  *across = self->is_wide ? down - up : right - left;
  switch (key) {
  case GDK_KEY_Home:
    *along = -AN_WEEK_CELLS;
    return TRUE;
  case GDK_KEY_End:
    *along = AN_WEEK_CELLS;
    return TRUE;
  case GDK_KEY_Page_Up:
    *along = -PAGE_CELLS;
    return TRUE;
  case GDK_KEY_Page_Down:
    *along = PAGE_CELLS;
    return TRUE;
  default:
    return (right | left | down | up) != 0;
  }
}
