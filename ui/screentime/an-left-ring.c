// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The ring of what is left, the same for parent and child. */

#include "ui/screentime/an-left-ring.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/widgets/an-ring.h"

/**
 * AnLeftRing:
 *
 * “45 phút” in a ring as full as the day's time still is.
 */
struct _AnLeftRing {
  AdwBin parent;

  AnRing *ring;
  GtkLabel *left;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (AnLeftRing, an_left_ring, ADW_TYPE_BIN)

static void
an_left_ring_class_init (AnLeftRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AN_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-left-ring.ui");
  gtk_widget_class_bind_template_child (widget_class, AnLeftRing, ring);
  gtk_widget_class_bind_template_child (widget_class, AnLeftRing, left);
  gtk_widget_class_bind_template_child (widget_class, AnLeftRing, caption);
}

static void
an_left_ring_init (AnLeftRing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
an_left_ring_show (AnLeftRing *self, const AnGuardStatus *status)
{
  g_autofree char *left = an_guard_text_left (status);
  gboolean is_figure = status->allowed && status->remaining_seconds >= 0;
  g_autofree char *spoken = is_figure
      /* Translators: %s is a duration: “45 minutes left” */
      ? g_strdup_printf (_ ("%s left"), left)
      : g_strdup (left);

  gtk_label_set_label (self->left, left);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), is_figure);
  an_ring_set_fraction (self->ring, an_guard_text_fraction (status));
  an_ring_set_label (self->ring, spoken);
}
