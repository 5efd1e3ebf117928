// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A small piece of a layer's pattern. The label beside it says what it is. */

#include "ui/screentime/an-week-sample.h"

#include "ui/screentime/an-week-plan.h"

#define WIDTH_PX 28
#define HEIGHT_PX 18

struct _AnWeekSample {
  GtkWidget parent;

  char *kind; /* (owned) (nullable) */
};

enum { PROP_KIND = 1 };

G_DEFINE_FINAL_TYPE (AnWeekSample, an_week_sample, GTK_TYPE_WIDGET)

static void
an_week_sample_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_PX : HEIGHT_PX;
}

static void
an_week_sample_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnWeekSample *self = AN_WEEK_SAMPLE (widget);

  an_week_draw_sample (snapshot,
                       widget,
                       g_strcmp0 (self->kind, "lessons") == 0 ? AN_WEEK_LESSONS : AN_WEEK_ALLOWED,
                       g_strcmp0 (self->kind, "bedtime") == 0,
                       &GRAPHENE_RECT_INIT (0,
                                            0,
                                            (float) gtk_widget_get_width (widget),
                                            (float) gtk_widget_get_height (widget)));
}

static void
an_week_sample_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_KIND)
    g_value_set_string (value, AN_WEEK_SAMPLE (object)->kind);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
an_week_sample_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AnWeekSample *self = AN_WEEK_SAMPLE (object);

  if (id == PROP_KIND) {
    g_free (self->kind);
    self->kind = g_value_dup_string (value);
    gtk_widget_queue_draw (GTK_WIDGET (self));
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_week_sample_finalize (GObject *object)
{
  g_free (AN_WEEK_SAMPLE (object)->kind);
  G_OBJECT_CLASS (an_week_sample_parent_class)->finalize (object);
}

static void
an_week_sample_class_init (AnWeekSampleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = an_week_sample_get_property;
  object_class->set_property = an_week_sample_set_property;
  object_class->finalize = an_week_sample_finalize;
  g_object_class_install_property (
      object_class,
      PROP_KIND,
      g_param_spec_string ("kind", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  widget_class->measure = an_week_sample_measure;
  widget_class->snapshot = an_week_sample_snapshot;
  gtk_widget_class_set_css_name (widget_class, "weekgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
an_week_sample_init (AnWeekSample *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
