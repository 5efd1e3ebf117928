// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A day from 00:00 to 24:00 as a strip. The words beside it say the same; it is not read aloud. */

#include "ui/screentime/an-day-bar.h"

#include "ui/widgets/an-palette.h"

#define HEIGHT_PX 10
#define MIN_WIDTH_PX 96

/**
 * AnDayBar:
 *
 * Open hours in the accent colour, study time in a lighter shade of it, bedtime dark, the rest
 * empty; marks at 06:00, 12:00 and 18:00.
 */
struct _AnDayBar {
  GtkWidget parent;

  AnSpans open, uncounted, asleep;
};

G_DEFINE_FINAL_TYPE (AnDayBar, an_day_bar, GTK_TYPE_WIDGET)

static void
an_day_bar_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH_PX : HEIGHT_PX;
}

static void
draw_spans (GtkSnapshot *snapshot,
            const AnSpans *spans,
            const GdkRGBA *colour,
            float width,
            float height)
{
  for (guint i = 0; i < spans->n_items; i++) {
    float start = width * (float) spans->items[i].start / AN_MINUTES_PER_DAY;
    float end = width * (float) spans->items[i].end / AN_MINUTES_PER_DAY;

    gtk_snapshot_append_color (snapshot,
                               colour,
                               &GRAPHENE_RECT_INIT (start, 0, end - start, height));
  }
}

static void
an_day_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnDayBar *self = AN_DAY_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA empty = an_palette_look_up (widget, "window_fg_color", 0.1f);
  GdkRGBA open = an_palette_look_up (widget, "accent_bg_color", 1.0f);
  GdkRGBA study = an_palette_look_up (widget, "warning_bg_color", 0.8f);
  GdkRGBA night = an_palette_look_up (widget, "window_fg_color", 0.55f);
  GdkRGBA ground = an_palette_look_up (widget, "window_bg_color", 1.0f);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &empty, &outline.bounds);
  draw_spans (snapshot, &self->open, &open, width, height);
  draw_spans (snapshot, &self->uncounted, &study, width, height);
  draw_spans (snapshot, &self->asleep, &ground, width, height);
  draw_spans (snapshot, &self->asleep, &night, width, height);
  for (int quarter = 1; quarter < 4; quarter++)
    gtk_snapshot_append_color (
        snapshot,
        &ground,
        &GRAPHENE_RECT_INIT (width * (float) quarter / 4 - 0.5f, 0, 1, height));
  gtk_snapshot_pop (snapshot);
}

static void
an_day_bar_class_init (AnDayBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = an_day_bar_measure;
  widget_class->snapshot = an_day_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "daybar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
an_day_bar_init (AnDayBar *self)
{
}

GtkWidget *
an_day_bar_new (void)
{
  return g_object_new (AN_TYPE_DAY_BAR, NULL);
}

static void
fill (AnSpans *spans, const AnSpanDraft *draft)
{
  for (guint i = 0; i < draft->n_items; i++)
    if (an_span_is_valid (&draft->items[i]))
      an_spans_add (spans, draft->items[i].start, draft->items[i].end);
}

void
an_day_bar_show (AnDayBar *self, AnRulesDraft *draft, guint weekday)
{
  const AnDayDraft *day = an_rules_draft_get_day (draft, weekday);

  self->open = self->uncounted = (AnSpans){ 0 };
  if (day->open == AN_OPEN_ALL_DAY)
    an_spans_add (&self->open, 0, AN_MINUTES_PER_DAY);
  else if (day->open == AN_OPEN_WINDOWS)
    fill (&self->open, &day->windows);
  fill (&self->uncounted, &day->uncounted);
  an_rules_draft_get_asleep (draft, weekday, &self->asleep);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
