// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks who reports, and how to reach them. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-fields.h"

/**
 * AnReportWhoPage:
 *
 * Who reports. Everything but the role may stay empty.
 */
#define AN_TYPE_REPORT_WHO_PAGE (an_report_who_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportWhoPage, an_report_who_page, AN, REPORT_WHO_PAGE, AdwPreferencesPage)

struct _AnReportWhoPage {
  AdwPreferencesPage parent;

  AnReportForm *form; /* (owned) */

  AdwPreferencesGroup *roles;
  GtkWidget *begun;
  GtkWidget *privacy_group;
  GtkWidget *anonymous_group;
  GtkSwitch *anonymous;
  AdwPreferencesGroup *contact;
  GtkEditable *name;
  GtkEditable *phone;
  GtkEditable *email;
  GtkEditable *address;
};

G_DEFINE_FINAL_TYPE (AnReportWhoPage, an_report_who_page, ADW_TYPE_PREFERENCES_PAGE)

static void
on_role_toggled (GtkCheckButton *check, AnReportWhoPage *self)
{
  if (gtk_check_button_get_active (check))
    an_report_form_set_role (
        self->form,
        (AnRole) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "role")));
}

static void
show_begun (AnReportWhoPage *self)
{
  gboolean waits = an_report_form_waits (self->form);

  gtk_widget_set_visible (self->begun, waits);
  gtk_widget_set_visible (self->privacy_group, an_report_form_is_child (self->form));
  gtk_widget_set_visible (self->anonymous_group, !waits);
  gtk_widget_set_visible (GTK_WIDGET (self->contact),
                          !waits && !gtk_switch_get_active (self->anonymous));
}

static void
on_anonymous_changed (AnReportWhoPage *self)
{
  if (self->form != NULL)
    show_begun (self);
}

static void
add_roles (AnReportWhoPage *self)
{
  GtkCheckButton *group = NULL;
  AnReport *report = an_report_form_get_report (self->form);

  for (int role = 0; role < AN_N_ROLES; role++) {
    GtkCheckButton *check =
        an_report_add_choice (self->roles, group, an_role_get_name ((AnRole) role), NULL, NULL);

    if (group == NULL)
      group = check;
    g_object_set_data (G_OBJECT (check), "role", GINT_TO_POINTER (role));
    gtk_check_button_set_active (check, report->reporter.role == (AnRole) role);
    g_signal_connect (check, "toggled", G_CALLBACK (on_role_toggled), self);
  }
}

static void
an_report_who_page_dispose (GObject *object)
{
  AnReportWhoPage *self = AN_REPORT_WHO_PAGE (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_who_page_parent_class)->dispose (object);
}

static void
an_report_who_page_class_init (AnReportWhoPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_who_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-who-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, roles);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, begun);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, privacy_group);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, anonymous_group);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, anonymous);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, contact);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, name);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, phone);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, email);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhoPage, address);
  gtk_widget_class_bind_template_callback (widget_class, on_anonymous_changed);
}

static void
an_report_who_page_init (AnReportWhoPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_report_who_page_new (AnReportForm *form)
{
  AnReportWhoPage *self = g_object_new (AN_TYPE_REPORT_WHO_PAGE, NULL);
  AnReport *report = an_report_form_get_report (form);

  self->form = g_object_ref (form);
  add_roles (self);
  an_report_bind_switch (form, self->anonymous, &report->reporter.anonymous);
  g_signal_connect_object (form, "changed", G_CALLBACK (show_begun), self, G_CONNECT_SWAPPED);
  show_begun (self);
  an_report_bind_editable (form, self->name, &report->reporter.name);
  an_report_bind_editable (form, self->phone, &report->reporter.phone);
  an_report_bind_editable (form, self->email, &report->reporter.email);
  an_report_bind_editable (form, self->address, &report->reporter.address);
  return GTK_WIDGET (self);
}
