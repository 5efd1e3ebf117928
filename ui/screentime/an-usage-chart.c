// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Columns side by side over a grid of hours. Each column is an AnUsageBar. */

#include "ui/screentime/an-usage-chart.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-usage-bar.h"

#define HOUR 3600
#define LABEL_GAP_PX 6
#define DASH_PX 6.0f
#define MAX_GRID_LINES 4

struct _AnUsageChart {
  GtkWidget parent;

  GtkWidget *box; /* (owned) the columns */
  gint64 scale_seconds, step_seconds;
  gint64 average_seconds; /* -1: none */
};

enum { SIGNAL_CHOSEN, SIGNAL_POINTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnUsageChart, an_usage_chart, GTK_TYPE_WIDGET)

/* Scale */

static void
set_scale (AnUsageChart *self, gint64 most)
{
  static const gint64 steps[] = { HOUR / 4, HOUR / 2, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR };
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && steps[i] * MAX_GRID_LINES < most)
    i++;
  self->step_seconds = steps[i];
  self->scale_seconds =
      MAX (self->step_seconds, (most + self->step_seconds - 1) / self->step_seconds * steps[i]);
}

/* (transfer full) */
static PangoLayout *
create_grid_label (AnUsageChart *self, gint64 seconds)
{
  g_autofree char *text = seconds % HOUR == 0
      /* Translators: hours beside a chart, as short as can be */
      ? g_strdup_printf (C_ ("chart", "%d h"), (int) (seconds / HOUR))
      /* Translators: minutes beside a chart, as short as can be */
      : g_strdup_printf (C_ ("chart", "%d min"), (int) (seconds / 60));

  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static int
measure_labels (AnUsageChart *self)
{
  int widest = 0, width;

  for (gint64 at = self->step_seconds; at <= self->scale_seconds; at += self->step_seconds) {
    g_autoptr (PangoLayout) layout = create_grid_label (self, at);

    pango_layout_get_pixel_size (layout, &width, NULL);
    widest = MAX (widest, width);
  }
  return widest + LABEL_GAP_PX;
}

/* Widget */

static GtkSizeRequestMode
an_usage_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
an_usage_chart_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  AnUsageChart *self = AN_USAGE_CHART (widget);

  gtk_widget_measure (self->box, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum += measure_labels (self);
    *natural += measure_labels (self);
  }
}

static void
an_usage_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnUsageChart *self = AN_USAGE_CHART (widget);
  int left = measure_labels (self);

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ left, 0, width - left, height }, -1);
}

static void
draw_grid (AnUsageChart *self, GtkSnapshot *snapshot, float left, float width, float ground)
{
  GdkRGBA colour, faint;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  faint = colour;
  faint.alpha *= 0.15f;
  colour.alpha *= 0.75f;
  for (gint64 at = 0; at <= self->scale_seconds; at += self->step_seconds) {
    float y = ground * (1 - (float) at / (float) self->scale_seconds);
    g_autoptr (PangoLayout) layout = create_grid_label (self, at);
    int text_width, text_height;

    gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (left, y, width - left, 1));
    if (at == 0)
      continue;
    pango_layout_get_pixel_size (layout, &text_width, &text_height);
    gtk_snapshot_save (snapshot);
    gtk_snapshot_translate (snapshot,
                            &GRAPHENE_POINT_INIT (left - LABEL_GAP_PX - (float) text_width,
                                                  MAX (0, y - (float) text_height / 2)));
    gtk_snapshot_append_layout (snapshot, layout, &colour);
    gtk_snapshot_restore (snapshot);
  }
}

/* A dashed line, so that it is not taken for the limit. */
static void
draw_average (AnUsageChart *self, GtkSnapshot *snapshot, float left, float width, float ground)
{
  float y = ground * (1 - (float) self->average_seconds / (float) self->scale_seconds);
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  for (float x = left; x < width; x += 2 * DASH_PX)
    gtk_snapshot_append_color (snapshot,
                               &colour,
                               &GRAPHENE_RECT_INIT (x, y, MIN (DASH_PX, width - x), 1));
}

static void
an_usage_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnUsageChart *self = AN_USAGE_CHART (widget);
  float left = (float) measure_labels (self);
  float width = (float) gtk_widget_get_width (widget);
  GtkWidget *first = gtk_widget_get_first_child (self->box);
  float ground = (float) gtk_widget_get_height (widget);

  if (first != NULL)
    ground -= (float) an_usage_bar_measure_caption (first);
  draw_grid (self, snapshot, left, width, ground);
  gtk_widget_snapshot_child (widget, self->box, snapshot);
  if (self->average_seconds > 0)
    draw_average (self, snapshot, left, width, ground);
}

/* Tab goes past the columns: one stop, then the arrow keys. */
static gboolean
an_usage_chart_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AnUsageChart *self = AN_USAGE_CHART (widget);
  GtkWidget *focused = gtk_widget_get_focus_child (self->box), *next;

  switch (direction) {
  case GTK_DIR_LEFT:
  case GTK_DIR_RIGHT:
    if (focused == NULL)
      break;
    next = direction == GTK_DIR_LEFT ? gtk_widget_get_prev_sibling (focused)
                                     : gtk_widget_get_next_sibling (focused);
    return next == NULL || gtk_widget_grab_focus (next); /* the last one keeps it */
  case GTK_DIR_TAB_FORWARD:
  case GTK_DIR_TAB_BACKWARD:
  case GTK_DIR_UP:
  case GTK_DIR_DOWN:
  default:
    if (focused != NULL)
      return FALSE;
  }
  next = gtk_widget_get_last_child (self->box);
  return next != NULL && gtk_widget_grab_focus (next);
}

static void
an_usage_chart_dispose (GObject *object)
{
  g_clear_pointer (&AN_USAGE_CHART (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (an_usage_chart_parent_class)->dispose (object);
}

static void
an_usage_chart_class_init (AnUsageChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_usage_chart_dispose;
  widget_class->get_request_mode = an_usage_chart_get_request_mode;
  widget_class->measure = an_usage_chart_measure;
  widget_class->size_allocate = an_usage_chart_size_allocate;
  widget_class->snapshot = an_usage_chart_snapshot;
  widget_class->focus = an_usage_chart_focus;
  signals[SIGNAL_CHOSEN] = an_signal_new (G_TYPE_FROM_CLASS (klass), "chosen", 1, G_TYPE_UINT);
  signals[SIGNAL_POINTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "pointed", 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "usagechart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
an_usage_chart_init (AnUsageChart *self)
{
  self->box = g_object_new (GTK_TYPE_BOX,
                            "homogeneous",
                            TRUE,
                            "accessible-role",
                            GTK_ACCESSIBLE_ROLE_LIST,
                            NULL);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->average_seconds = -1;
  set_scale (self, 0);
}

/* Columns */

static void
choose (AnUsageChart *self, GtkWidget *bar)
{
  guint index = 0;

  for (GtkWidget *at = gtk_widget_get_prev_sibling (bar); at != NULL;
       at = gtk_widget_get_prev_sibling (at))
    index++;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index);
}

static AnUsageChart *
get_chart (GtkWidget *bar)
{
  return AN_USAGE_CHART (gtk_widget_get_ancestor (bar, AN_TYPE_USAGE_CHART));
}

static void
on_clicked (GtkGestureClick *gesture)
{
  GtkWidget *bar = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (bar);
  choose (get_chart (bar), bar);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key)
{
  GtkWidget *bar = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_space)
    return FALSE;
  choose (get_chart (bar), bar);
  return TRUE;
}

static void
on_pointed (GtkEventController *controller)
{
  GtkWidget *bar = gtk_event_controller_get_widget (controller);

  g_signal_emit (get_chart (bar),
                 signals[SIGNAL_POINTED],
                 0,
                 an_usage_bar_get_text (AN_USAGE_BAR (bar)));
}

static void
on_left (GtkEventController *controller)
{
  GtkWidget *chart =
      gtk_widget_get_ancestor (gtk_event_controller_get_widget (controller), AN_TYPE_USAGE_CHART);

  if (chart != NULL)
    g_signal_emit (chart, signals[SIGNAL_POINTED], 0, "");
}

static void
add_bar (AnUsageChart *self, const AnUsageColumn *column)
{
  GtkWidget *bar = an_usage_bar_new (column, self->scale_seconds);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (click, "released", G_CALLBACK (on_clicked), NULL);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), NULL);
  g_signal_connect (motion, "enter", G_CALLBACK (on_pointed), NULL);
  g_signal_connect (motion, "leave", G_CALLBACK (on_left), NULL);
  g_signal_connect (focus, "enter", G_CALLBACK (on_pointed), NULL);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left), NULL);
  gtk_widget_add_controller (bar, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (bar, keys);
  gtk_widget_add_controller (bar, motion);
  gtk_widget_add_controller (bar, focus);
  gtk_box_append (GTK_BOX (self->box), bar);
}

/* Public */

GtkWidget *
an_usage_chart_new (void)
{
  return g_object_new (AN_TYPE_USAGE_CHART, NULL);
}

/**
 * an_usage_chart_show:
 * @label: what the chart shows, for a screen reader
 * @columns: (array length=n_columns): copied
 */
void
an_usage_chart_show (AnUsageChart *self,
                     const char *label,
                     const AnUsageColumn *columns,
                     guint n_columns,
                     gint64 average_seconds)
{
  gint64 most = 0;

  for (guint i = 0; i < n_columns; i++)
    most = MAX (most, MAX (columns[i].seconds, columns[i].limit_seconds));
  set_scale (self, most);
  self->average_seconds = average_seconds;
  for (GtkWidget *bar; (bar = gtk_widget_get_first_child (self->box)) != NULL;)
    gtk_box_remove (GTK_BOX (self->box), bar);
  for (guint i = 0; i < n_columns; i++)
    add_bar (self, &columns[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
