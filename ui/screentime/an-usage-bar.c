// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One column: how much was used, and up to where it was allowed. */

#include "ui/screentime/an-usage-bar.h"

#include "ui/widgets/an-palette.h"

#define MIN_WIDTH_PX 5
#define MIN_HEIGHT_PX 48
#define MAX_COLUMN_PX 44.0f
#define CAPTION_GAP_PX 4

struct _AnUsageBar {
  GtkWidget parent;

  gint64 seconds, limit_seconds, scale_seconds;
  gboolean is_now;
  char *caption; /* (owned) */
  char *text;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (AnUsageBar, an_usage_bar, GTK_TYPE_WIDGET)

static void
an_usage_bar_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? MIN_WIDTH_PX
                            : MIN_HEIGHT_PX + an_usage_bar_measure_caption (widget);
}

static float
get_height (AnUsageBar *self, gint64 seconds, float ground)
{
  return ground * (float) seconds / (float) MAX (self->scale_seconds, 1);
}

static void
draw_column (AnUsageBar *self, GtkSnapshot *snapshot, float width, float ground)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA within = an_palette_look_up (widget, "accent_bg_color", 1.0f);
  GdkRGBA beyond = an_palette_look_up (widget, "warning_bg_color", 1.0f);
  float column = MIN (width * 0.72f, MAX_COLUMN_PX), left = (width - column) / 2;
  gint64 allowed =
      self->limit_seconds < 0 ? self->seconds : MIN (self->seconds, self->limit_seconds);
  float top = ground - get_height (self, self->seconds, ground);
  float middle = ground - get_height (self, allowed, ground);
  GskRoundedRect outline;

  if (self->seconds <= 0)
    return;
  gsk_rounded_rect_init (&outline,
                         &GRAPHENE_RECT_INIT (left, top, column, ground - top),
                         &GRAPHENE_SIZE_INIT (3, 3),
                         &GRAPHENE_SIZE_INIT (3, 3),
                         &GRAPHENE_SIZE_INIT (0, 0),
                         &GRAPHENE_SIZE_INIT (0, 0));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot,
                             &within,
                             &GRAPHENE_RECT_INIT (left, middle, column, ground - middle));
  gtk_snapshot_append_color (snapshot,
                             &beyond,
                             &GRAPHENE_RECT_INIT (left, top, column, middle - top));
  gtk_snapshot_pop (snapshot);
}

static void
draw_caption (AnUsageBar *self, GtkSnapshot *snapshot, float width, float ground)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->caption);
  GdkRGBA colour = an_palette_look_up (widget, "window_fg_color", self->is_now ? 1.0f : 0.75f);
  int text_width;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((width - (float) text_width) / 2, ground + CAPTION_GAP_PX));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
an_usage_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnUsageBar *self = AN_USAGE_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float ground = (float) (gtk_widget_get_height (widget) - an_usage_bar_measure_caption (widget));
  GdkRGBA line = an_palette_look_up (widget, "window_fg_color", 0.85f);
  GdkRGBA shade = an_palette_look_up (widget, "window_fg_color", 0.08f);

  if (gtk_widget_get_state_flags (widget) &
      (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUS_VISIBLE))
    gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, 0, width, ground));
  draw_column (self, snapshot, width, ground);
  if (self->limit_seconds >= 0)
    gtk_snapshot_append_color (
        snapshot,
        &line,
        &GRAPHENE_RECT_INIT (0,
                             ground - get_height (self, self->limit_seconds, ground) - 1,
                             width,
                             2));
  draw_caption (self, snapshot, width, ground);
}

static void
an_usage_bar_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GTK_WIDGET_CLASS (an_usage_bar_parent_class)->state_flags_changed (widget, previous);
  gtk_widget_queue_draw (widget);
}

static void
an_usage_bar_finalize (GObject *object)
{
  AnUsageBar *self = AN_USAGE_BAR (object);

  g_free (self->caption);
  g_free (self->text);
  G_OBJECT_CLASS (an_usage_bar_parent_class)->finalize (object);
}

static void
an_usage_bar_class_init (AnUsageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = an_usage_bar_finalize;
  widget_class->measure = an_usage_bar_measure;
  widget_class->snapshot = an_usage_bar_snapshot;
  widget_class->state_flags_changed = an_usage_bar_state_flags_changed;
  gtk_widget_class_set_css_name (widget_class, "usagebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
an_usage_bar_init (AnUsageBar *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
an_usage_bar_new (const AnUsageColumn *column, gint64 scale_seconds)
{
  AnUsageBar *self = g_object_new (AN_TYPE_USAGE_BAR, NULL);

  self->seconds = column->seconds;
  self->limit_seconds = column->limit_seconds;
  self->scale_seconds = scale_seconds;
  self->is_now = column->is_now;
  self->caption = g_strdup (column->caption);
  self->text = g_strdup (column->text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->text,
                                  -1);
  return GTK_WIDGET (self);
}

const char *
an_usage_bar_get_text (AnUsageBar *self)
{
  return self->text;
}

int
an_usage_bar_measure_caption (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "Ộg");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + CAPTION_GAP_PX;
}
