// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How the week looks. Each layer has a pattern of its own, so that nobody needs to tell colours
 * apart: allowed hours are filled, lessons striped, bedtime dotted. */

#include "screentime/an-spans.h"
#include "ui/screentime/an-look-period.h"
#include "ui/screentime/an-week-plan.h"
#include "ui/widgets/an-palette.h"

#define STRIPE_PX 7.0
#define DOT_PX 6.0
#define DOT_RADIUS_PX 1.3
#define INSET_PX 2.0f /* between the days */
#define RADIUS_PX 4.0f
#define LABEL_GAP_PX 6
#define WIDE_LABEL_MINUTES (3 * 60)
#define TALL_LABEL_MINUTES (2 * 60)

typedef enum { PATTERN_NONE, PATTERN_STRIPES, PATTERN_DOTS } Pattern;

typedef struct {
  GtkSnapshot *snapshot;  /* (not owned) */
  GtkWidget *widget;      /* (not owned) */
  const AnWeekPlan *plan; /* (not owned) (nullable) */
  GdkRGBA text, open, open_text, study, night, ground;
} Brush;

static void
brush_init (Brush *self, GtkSnapshot *snapshot, GtkWidget *widget, const AnWeekPlan *plan)
{
  *self = (Brush){ .snapshot = snapshot, .widget = widget, .plan = plan };
  self->text = an_palette_look_up (widget, "window_fg_color", 1);
  self->open = an_palette_look_up (widget, "accent_bg_color", 1);
  self->open_text = an_palette_look_up (widget, "accent_fg_color", 1);
  self->study = an_palette_look_up (widget, "accent_color", 1);
  self->night = an_palette_look_up (widget, "window_fg_color", 0.75f);
  self->ground = an_palette_look_up (widget, "window_bg_color", 1);
}

static void
set_colour (cairo_t *cairo, const GdkRGBA *colour)
{
  cairo_set_source_rgba (cairo,
                         (double) colour->red,
                         (double) colour->green,
                         (double) colour->blue,
                         (double) colour->alpha);
}

static void
add_stripes (cairo_t *cairo, double width, double height)
{
  for (double at = -height; at < width; at += STRIPE_PX) {
    cairo_move_to (cairo, at, height);
    cairo_line_to (cairo, at + height, 0);
  }
  cairo_set_line_width (cairo, 2);
  cairo_stroke (cairo);
}

static void
add_dots (cairo_t *cairo, double width, double height)
{
  for (double y = DOT_PX / 2; y < height; y += DOT_PX)
    for (double x = DOT_PX / 2; x < width; x += DOT_PX) {
      cairo_new_sub_path (cairo);
      cairo_arc (cairo, x, y, DOT_RADIUS_PX, 0, 2 * G_PI);
    }
  cairo_fill (cairo);
}

static void
fill_area (const Brush *self,
           const graphene_rect_t *area,
           const GdkRGBA *colour,
           Pattern pattern,
           const GdkRGBA *ink)
{
  GskRoundedRect outline;
  cairo_t *cairo;

  gsk_rounded_rect_init_from_rect (&outline, area, RADIUS_PX);
  gtk_snapshot_push_rounded_clip (self->snapshot, &outline);
  gtk_snapshot_append_color (self->snapshot, colour, area);
  if (pattern != PATTERN_NONE) {
    cairo = gtk_snapshot_append_cairo (self->snapshot, area);
    cairo_translate (cairo, (double) area->origin.x, (double) area->origin.y);
    set_colour (cairo, ink);
    if (pattern == PATTERN_STRIPES)
      add_stripes (cairo, (double) area->size.width, (double) area->size.height);
    else
      add_dots (cairo, (double) area->size.width, (double) area->size.height);
    cairo_destroy (cairo);
  }
  gtk_snapshot_pop (self->snapshot);
}

static void
fill_layer (const Brush *self, const graphene_rect_t *area, AnWeekLayer layer, gboolean is_asleep)
{
  GdkRGBA dim = self->ground;

  dim.alpha = 0.55f;
  if (is_asleep)
    fill_area (self, area, &dim, PATTERN_DOTS, &self->night);
  else if (layer == AN_WEEK_ALLOWED)
    fill_area (self, area, &self->open, PATTERN_NONE, NULL);
  else
    fill_area (self, area, &self->ground, PATTERN_STRIPES, &self->study);
}

static void
draw_text (const Brush *self, const char *text, float x, float y, const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->widget, text);

  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (self->snapshot, layout, colour);
  gtk_snapshot_restore (self->snapshot);
}

/* In the middle of @area, if it fits. */
static void
draw_centred (const Brush *self, const char *text, const graphene_rect_t *area, const GdkRGBA *ink)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->widget, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if ((float) width + 4 > area->size.width || (float) height > area->size.height)
    return;
  draw_text (self,
             text,
             area->origin.x + (area->size.width - (float) width) / 2,
             area->origin.y + (area->size.height - (float) height) / 2,
             ink);
}

/* The exact hours, one below the other in a column. */
static void
draw_span_text (const Brush *self, const AnSpan *span, const graphene_rect_t *area)
{
  g_autofree char *start = an_time_of_day_format (span->start);
  g_autofree char *end = an_time_of_day_format (span->end);
  g_autofree char *text = self->plan->is_wide ? g_strdup_printf ("%s–%s", start, end)
                                              : g_strdup_printf ("%s\n%s", start, end);

  draw_centred (self, text, area, &self->open_text);
}

static graphene_rect_t
get_area (const Brush *self, guint day, const AnSpan *span)
{
  graphene_rect_t area = an_week_plan_get_area (self->plan, day, span->start, span->end);

  if (self->plan->is_wide)
    graphene_rect_inset (&area, 0, INSET_PX);
  else
    graphene_rect_inset (&area, INSET_PX, 0);
  return area;
}

static void
draw_spans (const Brush *self,
            guint day,
            const AnSpans *spans,
            AnWeekLayer layer,
            gboolean is_asleep)
{
  for (guint i = 0; i < spans->n_items; i++) {
    graphene_rect_t area = get_area (self, day, &spans->items[i]);

    fill_layer (self, &area, layer, is_asleep);
  }
}

static void
draw_day (const Brush *self, AnRulesDraft *draft, guint day)
{
  static const AnSpan whole = { .start = 0, .end = AN_MINUTES_PER_DAY };
  const AnDayDraft *fields = an_rules_draft_get_day (draft, day);
  graphene_rect_t area = get_area (self, day, &whole);
  GdkRGBA faint = self->text;
  AnSpans spans;

  faint.alpha *= 0.08f;
  fill_area (self, &area, &faint, PATTERN_NONE, NULL);
  an_week_get_spans (fields, AN_WEEK_ALLOWED, &spans);
  draw_spans (self, day, &spans, AN_WEEK_ALLOWED, FALSE);
  an_week_get_spans (fields, AN_WEEK_LESSONS, &spans);
  draw_spans (self, day, &spans, AN_WEEK_LESSONS, FALSE);
  an_rules_draft_get_asleep (draft, day, &spans);
  draw_spans (self, day, &spans, AN_WEEK_ALLOWED, TRUE);
}

/* Over the lines of the hours. */
static void
draw_words (const Brush *self, AnRulesDraft *draft, guint day)
{
  AnSpans spans;

  an_week_get_spans (an_rules_draft_get_day (draft, day), AN_WEEK_ALLOWED, &spans);
  for (guint i = 0; i < spans.n_items; i++) {
    graphene_rect_t area = get_area (self, day, &spans.items[i]);

    draw_span_text (self, &spans.items[i], &area);
  }
}

static void
draw_hours (const Brush *self)
{
  const AnWeekPlan *plan = self->plan;
  guint step = plan->is_wide ? WIDE_LABEL_MINUTES : TALL_LABEL_MINUTES;
  GdkRGBA line = self->text;

  line.alpha *= 0.2f;
  for (guint minutes = 60; minutes < AN_MINUTES_PER_DAY; minutes += 60) {
    graphene_rect_t first = an_week_plan_get_area (plan, 0, minutes, minutes);
    graphene_rect_t last = an_week_plan_get_area (plan, AN_DRAFT_DAYS - 1, minutes, minutes);
    graphene_rect_t area;

    graphene_rect_union (&first, &last, &area);
    if (plan->is_wide)
      area.size.width = 1;
    else
      area.size.height = 1;
    gtk_snapshot_append_color (self->snapshot, &line, &area);
    if (minutes % step == 0) {
      g_autofree char *text = an_time_of_day_format (minutes);
      int height = plan->top - LABEL_GAP_PX;

      if (plan->is_wide) /* in the middle over its line */
        draw_text (self,
                   text,
                   area.origin.x - (float) (plan->left - LABEL_GAP_PX) / 2,
                   0,
                   &self->text);
      else
        draw_text (self, text, 0, area.origin.y - (float) height / 2, &self->text);
    }
  }
}

static void
draw_day_name (const Brush *self, guint day)
{
  const AnWeekPlan *plan = self->plan;
  graphene_rect_t area = an_week_plan_get_area (plan, day, 0, 0);

  if (plan->is_wide)
    draw_text (self,
               an_look_get_short_weekday (day),
               0,
               area.origin.y + (plan->day - (float) (plan->top - LABEL_GAP_PX)) / 2,
               &self->text);
  else
    draw_centred (self,
                  an_look_get_short_weekday (day),
                  &GRAPHENE_RECT_INIT (area.origin.x, 0, area.size.width, (float) plan->top),
                  &self->text);
}

/* Public */

void
an_week_draw (GtkSnapshot *snapshot, GtkWidget *widget, const AnWeekPlan *plan, AnRulesDraft *draft)
{
  Brush brush;

  brush_init (&brush, snapshot, widget, plan);
  for (guint day = 0; day < AN_DRAFT_DAYS; day++) {
    draw_day_name (&brush, day);
    draw_day (&brush, draft, day);
  }
  draw_hours (&brush);
  for (guint day = 0; day < AN_DRAFT_DAYS; day++)
    draw_words (&brush, draft, day);
}

/* For the legend. */
void
an_week_draw_sample (GtkSnapshot *snapshot,
                     GtkWidget *widget,
                     AnWeekLayer layer,
                     gboolean is_asleep,
                     const graphene_rect_t *area)
{
  Brush brush;
  GdkRGBA faint;

  brush_init (&brush, snapshot, widget, NULL);
  faint = brush.text;
  faint.alpha *= 0.08f;
  fill_area (&brush, area, &faint, PATTERN_NONE, NULL);
  fill_layer (&brush, area, layer, is_asleep);
}
