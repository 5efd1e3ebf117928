// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks first whether somebody is in danger: the way to 111 and 113. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-fields.h"
#include "ui/widgets/an-qr-image.h"

/**
 * AnReportDangerPage:
 *
 * The page before all questions.
 */
#define AN_TYPE_REPORT_DANGER_PAGE (an_report_danger_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportDangerPage,
                      an_report_danger_page,
                      AN,
                      REPORT_DANGER_PAGE,
                      AdwPreferencesPage)

struct _AnReportDangerPage {
  AdwPreferencesPage parent;

  AnReportForm *form; /* (owned) */
};

G_DEFINE_FINAL_TYPE (AnReportDangerPage, an_report_danger_page, ADW_TYPE_PREFERENCES_PAGE)

static void
an_report_danger_page_dispose (GObject *object)
{
  AnReportDangerPage *self = AN_REPORT_DANGER_PAGE (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_danger_page_parent_class)->dispose (object);
}

static void
an_report_danger_page_class_init (AnReportDangerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_danger_page_dispose;
  g_type_ensure (AN_TYPE_QR_IMAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-danger-page.ui");
}

static void
an_report_danger_page_init (AnReportDangerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_report_danger_page_new (AnReportForm *form)
{
  AnReportDangerPage *self = g_object_new (AN_TYPE_REPORT_DANGER_PAGE, NULL);

  self->form = g_object_ref (form);
  return GTK_WIDGET (self);
}
