// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Shows a QR code. What a code is made of is AnQr's. */

#include "ui/widgets/an-qr-image.h"

#include "base/an-qr.h"

/* ISO/IEC 18004: four modules of light around the code. */
#define QUIET_ZONE 4
#define NATURAL_MODULE_PX 4
#define MIN_MODULE_PX 3

/**
 * AnQrImage:
 *
 * A QR code with its quiet zone, always dark on white so that phones read it in the dark style too;
 * modules are whole device pixels. An image to screen readers, named by `label`. Text that no code
 * can hold leaves it empty and invisible.
 */
struct _AnQrImage {
  GtkWidget parent;

  char *text;  /* (owned) (nullable) */
  char *label; /* (owned) (nullable) */
  AnQr *qr;    /* (owned) (nullable) */
};

enum { PROP_TEXT = 1, PROP_LABEL, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AnQrImage, an_qr_image, GTK_TYPE_WIDGET)

static int
get_modules (AnQrImage *self)
{
  return self->qr != NULL ? (int) self->qr->size + 2 * QUIET_ZONE : 0;
}

static GtkSizeRequestMode
an_qr_image_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
an_qr_image_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  AnQrImage *self = AN_QR_IMAGE (widget);

  *minimum = get_modules (self) * MIN_MODULE_PX;
  *natural = get_modules (self) * NATURAL_MODULE_PX;
}

static void
draw_modules (AnQrImage *self, GtkSnapshot *snapshot, float module, float x, float y)
{
  const GdkRGBA dark = { 0, 0, 0, 1 };

  for (guint row = 0; row < self->qr->size; row++) {
    guint start = 0;

    for (guint column = 0; column <= self->qr->size; column++) {
      if (column < self->qr->size && an_qr_is_dark (self->qr, column, row))
        continue;
      if (column > start)
        gtk_snapshot_append_color (snapshot,
                                   &dark,
                                   &GRAPHENE_RECT_INIT (x + (float) start * module,
                                                        y + (float) row * module,
                                                        (float) (column - start) * module,
                                                        module));
      start = column + 1;
    }
  }
}

static void
an_qr_image_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnQrImage *self = AN_QR_IMAGE (widget);
  const GdkRGBA light = { 1, 1, 1, 1 };
  int scale = gtk_widget_get_scale_factor (widget);
  int side = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  int module_px = self->qr != NULL ? side * scale / get_modules (self) : 0;
  float module, whole, x, y;

  if (module_px == 0)
    return;
  module = (float) module_px / (float) scale;
  whole = module * (float) get_modules (self);
  x = (float) (int) (((float) gtk_widget_get_width (widget) - whole) / 2);
  y = (float) (int) (((float) gtk_widget_get_height (widget) - whole) / 2);
  gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (x, y, whole, whole));
  draw_modules (self, snapshot, module, x + QUIET_ZONE * module, y + QUIET_ZONE * module);
}

static void
an_qr_image_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnQrImage *self = AN_QR_IMAGE (object);

  switch (id) {
  case PROP_TEXT:
    g_value_set_string (value, self->text);
    break;
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_qr_image_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AnQrImage *self = AN_QR_IMAGE (object);

  switch (id) {
  case PROP_TEXT:
    an_qr_image_set_text (self, g_value_get_string (value));
    break;
  case PROP_LABEL:
    an_qr_image_set_label (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_qr_image_finalize (GObject *object)
{
  AnQrImage *self = AN_QR_IMAGE (object);

  g_free (self->text);
  g_free (self->label);
  g_clear_pointer (&self->qr, an_qr_free);
  G_OBJECT_CLASS (an_qr_image_parent_class)->finalize (object);
}

static void
an_qr_image_class_init (AnQrImageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = an_qr_image_get_property;
  object_class->set_property = an_qr_image_set_property;
  object_class->finalize = an_qr_image_finalize;
  widget_class->get_request_mode = an_qr_image_get_request_mode;
  widget_class->measure = an_qr_image_measure;
  widget_class->snapshot = an_qr_image_snapshot;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "qr");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
an_qr_image_init (AnQrImage *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * an_qr_image_new:
 * @text: (nullable): what a phone reads
 * @label: (nullable): what a screen reader says, translated
 */
GtkWidget *
an_qr_image_new (const char *text, const char *label)
{
  return g_object_new (AN_TYPE_QR_IMAGE, "text", text, "label", label, NULL);
}

void
an_qr_image_set_text (AnQrImage *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (AN_IS_QR_IMAGE (self));
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->qr, an_qr_free);
  if (text != NULL && (self->qr = an_qr_new (text, &error)) == NULL)
    g_message ("no QR code: %s", error->message);
  gtk_widget_set_visible (GTK_WIDGET (self), self->qr != NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

void
an_qr_image_set_label (AnQrImage *self, const char *label)
{
  g_return_if_fail (AN_IS_QR_IMAGE (self));
  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "",
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}
