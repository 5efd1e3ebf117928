// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What An Nhi is for and how to find one's way, on one page. */

#include "ui/help/an-guide-page.h"

/**
 * AnGuidePage:
 *
 * The page behind “Help” in the menu and F1; all of it is in the template.
 */
struct _AnGuidePage {
  AdwBin parent;
};

G_DEFINE_FINAL_TYPE (AnGuidePage, an_guide_page, ADW_TYPE_BIN)

static void
an_guide_page_class_init (AnGuidePageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/vn/annhi/AnNhi/ui/help/an-guide-page.ui");
}

static void
an_guide_page_init (AnGuidePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_guide_page_new (void)
{
  return g_object_new (AN_TYPE_GUIDE_PAGE, NULL);
}
