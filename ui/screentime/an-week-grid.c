// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The hands on the week: pointer and keyboard. How it looks is an-week-draw.c's to say, what a
 * screen reader hears an-week-cell.c's. */

#include "ui/screentime/an-week-grid.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-hours-popover.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/screentime/an-week-brush.h"
#include "ui/screentime/an-week-cell.h"

#define FIRST_CELL 34 /* 17:00 */

struct _AnWeekGrid {
  GtkWidget parent;

  AnRulesDraft *draft; /* (owned) (nullable) */
  gulong changed_id;
  AnWeekLayer layer;
  AnWeekPlan plan;

  guint day, cell;               /* where the keyboard is */
  guint anchor_day, anchor_cell; /* the other corner of what is chosen */

  AnWeekBrush brush;
  GtkWidget *days[AN_DRAFT_DAYS]; /* (owned) for a screen reader */
  /* (owned) two that take turns, so that each step moves the focus and is read aloud */
  GtkWidget *cells[2];
  guint current;      /* of the two */
  GtkWidget *popover; /* (owned) (nullable) made when it is first wanted */
};

enum { SIGNAL_MOVED, SIGNAL_DAY_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnWeekGrid, an_week_grid, GTK_TYPE_WIDGET)

static AnWeekBlock
get_block (AnWeekGrid *self)
{
  return (AnWeekBlock){ .first_day = MIN (self->day, self->anchor_day),
                        .last_day = MAX (self->day, self->anchor_day),
                        .first_cell = MIN (self->cell, self->anchor_cell),
                        .last_cell = MAX (self->cell, self->anchor_cell) };
}

static void
show_block (AnWeekGrid *self)
{
  AnWeekBlock block = get_block (self);

  if (self->draft == NULL)
    return;
  an_week_cell_show_block (AN_WEEK_CELL (self->cells[self->current]),
                           self->draft,
                           self->layer,
                           &block);
}

static void
on_draft_changed (AnWeekGrid *self)
{
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    an_week_cell_show_day (AN_WEEK_CELL (self->days[i]), self->draft, i);
  show_block (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Moving */

static void
take_turn (AnWeekGrid *self)
{
  GtkWidget *old = self->cells[self->current];
  GtkWidget *next;

  self->current = 1 - self->current;
  next = self->cells[self->current];
  gtk_widget_set_child_visible (next, TRUE);
  gtk_widget_set_focusable (next, TRUE);
  show_block (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_grab_focus (next);
  gtk_widget_set_focusable (old, FALSE);
  gtk_widget_set_child_visible (old, FALSE);
}

static void
move_to (AnWeekGrid *self, guint day, guint cell, gboolean extends)
{
  gboolean is_other_day = self->day != day;

  self->day = day;
  self->cell = cell;
  if (!extends) {
    self->anchor_day = day;
    self->anchor_cell = cell;
  }
  take_turn (self);
  if (is_other_day)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, day);
}

/* Painting */

static void
begin_stroke (AnWeekGrid *self)
{
  AnWeekBlock block = get_block (self);

  an_week_brush_begin (&self->brush, self->draft, self->layer, &block);
}

static gboolean
paint_block (AnWeekGrid *self)
{
  AnWeekBlock block = get_block (self);

  return an_week_brush_paint (&self->brush, &block);
}

static void
toggle (AnWeekGrid *self)
{
  gboolean is_done;

  begin_stroke (self);
  is_done = paint_block (self);
  an_week_brush_end (&self->brush);
  if (!is_done)
    gtk_widget_error_bell (GTK_WIDGET (self)); /* more than 24 spans in one day */
}

/* Pointer */

static void
on_drag_begin (AnWeekGrid *self, double x, double y, GtkGestureDrag *drag)
{
  guint day, cell;

  if (self->draft == NULL || !an_week_plan_find (&self->plan, x, y, &day, &cell)) {
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  move_to (self, day, cell, FALSE);
  begin_stroke (self);
  paint_block (self);
}

static void
on_drag_update (AnWeekGrid *self, double offset_x, double offset_y, GtkGestureDrag *drag)
{
  double x, y;
  guint day, cell;

  if (!an_week_brush_is_down (&self->brush) || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  an_week_plan_find_nearest (&self->plan, x + offset_x, y + offset_y, &day, &cell);
  if (day == self->day && cell == self->cell)
    return;
  self->day = day;
  self->cell = cell;
  paint_block (self);
  show_block (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* The block was painted; the next one begins anew. */
static void
on_drag_end (AnWeekGrid *self)
{
  if (!an_week_brush_is_down (&self->brush))
    return;
  an_week_brush_end (&self->brush);
  move_to (self, self->day, self->cell, FALSE);
}

/* The name of a day, or the second button anywhere on it: its exact hours. */
static void
on_pressed (AnWeekGrid *self, int n_press, double x, double y, GtkGestureSingle *click)
{
  guint day, cell = self->cell;
  gboolean is_cell = an_week_plan_find (&self->plan, x, y, &day, &cell);

  if (self->draft == NULL || day >= AN_DRAFT_DAYS ||
      (is_cell && gtk_gesture_single_get_current_button (click) != GDK_BUTTON_SECONDARY))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  move_to (self, day, cell, FALSE);
  an_week_grid_open_hours (self);
}

static gboolean
on_query_tooltip (AnWeekGrid *self, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  g_autofree char *name = NULL, *words = NULL, *text = NULL;
  guint day, cell;

  if (is_keyboard || self->draft == NULL || an_week_brush_is_down (&self->brush) ||
      (self->popover != NULL && gtk_widget_get_visible (self->popover)))
    return FALSE;
  an_week_plan_find (&self->plan, x, y, &day, &cell);
  if (day >= AN_DRAFT_DAYS)
    return FALSE;
  name = an_rules_text_weekday (day);
  words = an_rules_text_day (self->draft, day);
  text = g_strdup_printf ("%s: %s", name, words);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* Keyboard */

static gboolean
on_key_pressed (AnWeekGrid *self, guint key, guint code, GdkModifierType state)
{
  int along, across;

  if (self->draft == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (an_week_plan_read_key (&self->plan, key, &along, &across)) {
    move_to (self,
             (guint) CLAMP ((int) self->day + across, 0, AN_DRAFT_DAYS - 1),
             (guint) CLAMP ((int) self->cell + along, 0, AN_WEEK_CELLS - 1),
             (state & GDK_SHIFT_MASK) != 0);
    return TRUE;
  }
  switch (key) {
  case GDK_KEY_space:
  case GDK_KEY_KP_Space:
    toggle (self);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_F2:
  case GDK_KEY_Menu:
    an_week_grid_open_hours (self);
    return TRUE;
  default:
    return FALSE;
  }
}

/* Tab comes to the cells and goes on. */
static gboolean
an_week_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AnWeekGrid *self = AN_WEEK_GRID (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (self->cells[self->current]);
}

static gboolean
an_week_grid_grab_focus (GtkWidget *widget)
{
  AnWeekGrid *self = AN_WEEK_GRID (widget);

  return gtk_widget_grab_focus (self->cells[self->current]);
}

/* Popover */

static void
on_day_wanted (AnWeekGrid *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[SIGNAL_DAY_WANTED], 0, self->day);
}

static void
on_popover_closed (AnWeekGrid *self)
{
  gtk_widget_grab_focus (self->cells[self->current]);
}

static void
create_popover (AnWeekGrid *self)
{
  self->popover = an_hours_popover_new ();
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "day-wanted", G_CALLBACK (on_day_wanted), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (on_popover_closed), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self)); /* points to the cell */
}

/* Widget */

static GtkSizeRequestMode
an_week_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
an_week_grid_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  int width = an_week_plan_measure_width (widget);
  AnWeekPlan plan;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = width;
    return;
  }
  an_week_plan_init (&plan, widget, MAX (width, for_size));
  *minimum = *natural = an_week_plan_get_height (&plan);
}

static void
place (GtkWidget *child, const graphene_rect_t *area)
{
  GtkAllocation place = { (int) area->origin.x,
                          (int) area->origin.y,
                          MAX (1, (int) area->size.width),
                          MAX (1, (int) area->size.height) };
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &place, -1);
}

static void
an_week_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnWeekGrid *self = AN_WEEK_GRID (widget);
  AnWeekBlock block = get_block (self);
  graphene_rect_t area;
  GdkRectangle pointed;

  an_week_plan_init (&self->plan, widget, width);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    area = an_week_plan_get_area (&self->plan, i, 0, AN_MINUTES_PER_DAY);
    place (self->days[i], &area);
  }
  area = an_week_plan_get_block (&self->plan, &block);
  place (self->cells[self->current], &area);
  pointed = (GdkRectangle){ (int) area.origin.x,
                            (int) area.origin.y,
                            (int) area.size.width,
                            (int) area.size.height };
  if (self->popover != NULL) {
    gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &pointed);
    gtk_popover_present (GTK_POPOVER (self->popover));
  }
}

static void
an_week_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnWeekGrid *self = AN_WEEK_GRID (widget);

  if (self->draft != NULL)
    an_week_draw (snapshot, widget, &self->plan, self->draft);
  gtk_widget_snapshot_child (widget, self->cells[self->current], snapshot);
}

static void
forget_draft (AnWeekGrid *self)
{
  if (self->draft == NULL)
    return;
  an_week_brush_end (&self->brush);
  g_clear_signal_handler (&self->changed_id, self->draft);
  g_clear_object (&self->draft);
}

static void
an_week_grid_dispose (GObject *object)
{
  AnWeekGrid *self = AN_WEEK_GRID (object);

  forget_draft (self);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    g_clear_pointer (&self->days[i], gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (an_week_grid_parent_class)->dispose (object);
}

static void
an_week_grid_class_init (AnWeekGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_week_grid_dispose;
  widget_class->get_request_mode = an_week_grid_get_request_mode;
  widget_class->measure = an_week_grid_measure;
  widget_class->size_allocate = an_week_grid_size_allocate;
  widget_class->snapshot = an_week_grid_snapshot;
  widget_class->focus = an_week_grid_focus;
  widget_class->grab_focus = an_week_grid_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "weekgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  signals[SIGNAL_MOVED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "moved", 1, G_TYPE_UINT);
  signals[SIGNAL_DAY_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "day-wanted", 1, G_TYPE_UINT);
}

static void
add_controllers (AnWeekGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
an_week_grid_init (AnWeekGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->cell = self->anchor_cell = FIRST_CELL;
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    self->days[i] = an_week_cell_new (GTK_ACCESSIBLE_ROLE_ROW);
    gtk_widget_set_parent (self->days[i], widget);
  }
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++) {
    self->cells[i] = an_week_cell_new (GTK_ACCESSIBLE_ROLE_CHECKBOX);
    gtk_widget_set_parent (self->cells[i], widget);
    gtk_widget_set_focusable (self->cells[i], i == self->current);
    gtk_widget_set_child_visible (self->cells[i], i == self->current);
  }
  add_controllers (self);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Hours of the week"), -1);
}

/* Public */

void
an_week_grid_show (AnWeekGrid *self, AnRulesDraft *draft)
{
  forget_draft (self);
  self->draft = g_object_ref (draft);
  self->changed_id =
      g_signal_connect_swapped (draft, "changed", G_CALLBACK (on_draft_changed), self);
  on_draft_changed (self);
}

/* What is painted from now on. */
void
an_week_grid_set_layer (AnWeekGrid *self, AnWeekLayer layer)
{
  self->layer = layer;
  show_block (self);
}

guint
an_week_grid_get_day (AnWeekGrid *self)
{
  return self->day;
}

/* The exact hours of the day where the keyboard is. */
void
an_week_grid_open_hours (AnWeekGrid *self)
{
  if (self->draft == NULL)
    return;
  if (self->popover == NULL)
    create_popover (self);
  an_hours_popover_edit (AN_HOURS_POPOVER (self->popover), self->draft, self->day, self->layer);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}
