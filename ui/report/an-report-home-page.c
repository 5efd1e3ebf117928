// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The first page of the room: a new report, those sent, and a receipt from elsewhere. */

#include "ui/report/an-report-home-page.h"

#include "base/an-i18n.h"

/**
 * AnReportHomePage:
 *
 * Uses the actions of the room.
 */
struct _AnReportHomePage {
  AdwPreferencesPage parent;

  GtkWidget *draft_group;
};

G_DEFINE_FINAL_TYPE (AnReportHomePage, an_report_home_page, ADW_TYPE_PREFERENCES_PAGE)

static void
an_report_home_page_class_init (AnReportHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportHomePage, draft_group);
}

static void
an_report_home_page_init (AnReportHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
an_report_home_page_set_has_draft (AnReportHomePage *self, gboolean has_draft)
{
  g_return_if_fail (AN_IS_REPORT_HOME_PAGE (self));
  gtk_widget_set_visible (self->draft_group, has_draft);
}
