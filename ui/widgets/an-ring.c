// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A ring that fills clockwise from the top: how much is done, or how much is left. */

#include "ui/widgets/an-ring.h"

#include <math.h>

#define MINIMUM_PX 72
#define NATURAL_PX 120
#define THICKNESS 0.11 /* of the side */

/**
 * AnRing:
 *
 * Takes its colour from the CSS node `ring`. What stands in its middle is the owner's, in a
 * GtkOverlay.
 */
struct _AnRing {
  GtkWidget parent;

  double fraction; /* 0 to 1 */
};

enum { PROP_FRACTION = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AnRing, an_ring, GTK_TYPE_WIDGET)

static void
an_ring_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = MINIMUM_PX;
  *natural = NATURAL_PX;
}

static void
an_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnRing *self = AN_RING (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double side = MIN (width, height), thickness = side * THICKNESS;
  double radius = (side - thickness) / 2, from = -G_PI / 2;
  GdkRGBA colour;
  cairo_t *cr;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_set_line_width (cr, thickness);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.2);
  cairo_arc (cr, width / 2.0, height / 2.0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->fraction > 0) {
    gdk_cairo_set_source_rgba (cr, &colour);
    cairo_arc (cr, width / 2.0, height / 2.0, radius, from, from + 2 * G_PI * self->fraction);
    cairo_stroke (cr);
  }
  cairo_destroy (cr);
}

static void
an_ring_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  switch (id) {
  case PROP_FRACTION:
    g_value_set_double (value, AN_RING (object)->fraction);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_ring_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  switch (id) {
  case PROP_FRACTION:
    an_ring_set_fraction (AN_RING (object), g_value_get_double (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_ring_class_init (AnRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = an_ring_get_property;
  object_class->set_property = an_ring_set_property;
  widget_class->measure = an_ring_measure;
  widget_class->snapshot = an_ring_snapshot;

  properties[PROP_FRACTION] =
      g_param_spec_double ("fraction",
                           NULL,
                           NULL,
                           0,
                           1,
                           0,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
an_ring_init (AnRing *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  0.0,
                                  -1);
}

GtkWidget *
an_ring_new (void)
{
  return g_object_new (AN_TYPE_RING, NULL);
}

/**
 * an_ring_set_fraction:
 * @fraction: 0 to 1; what lies outside is taken as the nearer end
 */
void
an_ring_set_fraction (AnRing *self, double fraction)
{
  g_return_if_fail (AN_IS_RING (self));

  fraction = isfinite (fraction) ? CLAMP (fraction, 0, 1) : 0;
  if (fabs (fraction - self->fraction) < 1e-9)
    return;
  self->fraction = fraction;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  fraction,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/**
 * an_ring_set_label:
 * @label: what a screen reader says, translated
 */
void
an_ring_set_label (AnRing *self, const char *label)
{
  g_return_if_fail (AN_IS_RING (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
