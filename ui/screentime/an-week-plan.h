// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "ui/screentime/an-week-paint.h"

G_BEGIN_DECLS

/**
 * AnWeekPlan:
 *
 * Where the days and hours of the grid stand: days as rows where there is room for 48 cells side by
 * side, else as columns like a timetable of a school.
 */
typedef struct {
  gboolean is_wide;
  int left, top;   /* room for the labels */
  float cell, day; /* pixels along the hours, and across a day */
} AnWeekPlan;

/* A rectangle of days and cells, both ends included. */
typedef struct {
  guint first_day, last_day, first_cell, last_cell;
} AnWeekBlock;

void an_week_plan_init (AnWeekPlan *self, GtkWidget *widget, int width);
int an_week_plan_measure_width (GtkWidget *widget);
int an_week_plan_get_height (const AnWeekPlan *self);
graphene_rect_t
an_week_plan_get_area (const AnWeekPlan *self, guint day, guint start_minute, guint end_minute);
graphene_rect_t an_week_plan_get_block (const AnWeekPlan *self, const AnWeekBlock *block);
gboolean an_week_plan_find (const AnWeekPlan *self, double x, double y, guint *day, guint *cell);
void
an_week_plan_find_nearest (const AnWeekPlan *self, double x, double y, guint *day, guint *cell);

gboolean an_week_plan_read_key (const AnWeekPlan *self, guint key, int *along, int *across);

/* What is drawn on it. */
void an_week_draw (GtkSnapshot *snapshot,
                   GtkWidget *widget,
                   const AnWeekPlan *plan,
                   AnRulesDraft *draft);
void an_week_draw_sample (GtkSnapshot *snapshot,
                          GtkWidget *widget,
                          AnWeekLayer layer,
                          gboolean is_asleep,
                          const graphene_rect_t *area);

G_END_DECLS
