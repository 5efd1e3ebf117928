// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What stands in the window after a quick exit: a calendar, and nothing of what was there. */

#include "ui/help/an-neutral-page.h"

/**
 * AnNeutralPage:
 *
 * A page that tells nothing to whoever looks over a shoulder.
 */
struct _AnNeutralPage {
  AdwBin parent;
};

G_DEFINE_FINAL_TYPE (AnNeutralPage, an_neutral_page, ADW_TYPE_BIN)

static void
an_neutral_page_class_init (AnNeutralPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/vn/annhi/AnNhi/ui/help/an-neutral-page.ui");
}

static void
an_neutral_page_init (AnNeutralPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_neutral_page_new (void)
{
  return g_object_new (AN_TYPE_NEUTRAL_PAGE, NULL);
}
