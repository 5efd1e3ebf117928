// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Whom to call, now. Needs nothing: no store, no network, no file. */

#include "ui/help/an-emergency-page.h"

#include "base/an-i18n.h"
#include "ui/widgets/an-qr-image.h"
#include "ui/widgets/an-row-or-column.h"

/**
 * AnEmergencyPage:
 *
 * The page behind “Help now – 111”. Activates `win.report` and `win.toast` of the window it is in.
 */
struct _AnEmergencyPage {
  AdwBin parent;
};

G_DEFINE_FINAL_TYPE (AnEmergencyPage, an_emergency_page, ADW_TYPE_BIN)

static void
on_copy_clicked (AnEmergencyPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), "111");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("The number 111 is copied"));
}

static void
an_emergency_page_class_init (AnEmergencyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AN_TYPE_QR_IMAGE);
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/help/an-emergency-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
an_emergency_page_init (AnEmergencyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_emergency_page_new (void)
{
  return g_object_new (AN_TYPE_EMERGENCY_PAGE, NULL);
}
