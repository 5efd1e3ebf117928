// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks what happened: the kind, the words of whoever reports, and when. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-dates.h"
#include "ui/report/an-report-fields.h"

/**
 * AnReportWhatPage:
 *
 * What happened. From here on a report can be sent.
 */
#define AN_TYPE_REPORT_WHAT_PAGE (an_report_what_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportWhatPage,
                      an_report_what_page,
                      AN,
                      REPORT_WHAT_PAGE,
                      AdwPreferencesPage)

struct _AnReportWhatPage {
  AdwPreferencesPage parent;

  AnReportForm *form; /* (owned) */

  AdwPreferencesGroup *kinds;
  AdwPreferencesGroup *words;
  GtkTextView *description;
  GtkSwitch *ongoing;
  GtkEditable *date;
  GtkEditable *clock;
  GtkCalendar *calendar;
  GtkPopover *calendar_popover;
};

G_DEFINE_FINAL_TYPE (AnReportWhatPage, an_report_what_page, ADW_TYPE_PREFERENCES_PAGE)

static const char *const icon_names[AN_N_CATEGORIES] = {
  "system-lock-screen-symbolic", "dialog-warning-symbolic",   "face-sad-symbolic",
  "chat-message-new-symbolic",   "user-not-tracked-symbolic", "camera-disabled-symbolic",
  "dialog-question-symbolic",
};

static void
set_wrong (GtkEditable *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* The day and the hour as one text of RFC 3339, in the zone of this PC. */
static char *
join_when (const char *date, const char *clock)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = g_strdup_printf ("%sT%s:00", date, clock);
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (text, zone);

  return when != NULL ? g_date_time_format (when, "%Y-%m-%dT%H:%M:%S%:z") : g_strdup (date);
}

static void
on_when_changed (AnReportWhatPage *self)
{
  const char *date_text = gtk_editable_get_text (self->date);
  const char *clock_text = gtk_editable_get_text (self->clock);
  g_autofree char *date = an_report_read_date (date_text);
  g_autofree char *clock = an_report_read_clock (clock_text);
  g_autofree char *when = NULL;

  if (self->form == NULL)
    return;
  set_wrong (self->date, *date_text != '\0' && date == NULL);
  set_wrong (self->clock, *clock_text != '\0' && clock == NULL);
  if (date != NULL)
    when = clock != NULL ? join_when (date, clock) : g_strdup (date);
  an_report_form_set_text (self->form,
                           &an_report_form_get_report (self->form)->incident.happened_at,
                           when);
}

static void
on_day_selected (AnReportWhatPage *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%d/%m/%Y");

  gtk_editable_set_text (self->date, text);
  gtk_popover_popdown (self->calendar_popover);
}

static void
show_when (AnReportWhatPage *self, const char *when)
{
  g_autofree char *date = when != NULL ? an_report_show_date (when) : NULL;

  if (when == NULL)
    return;
  gtk_editable_set_text (self->date, date);
  if (strlen (when) > strlen ("2026-11-25T20:15")) {
    g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (when, NULL);
    g_autoptr (GDateTime) local = instant != NULL ? g_date_time_to_local (instant) : NULL;
    g_autofree char *clock = local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");

    gtk_editable_set_text (self->clock, clock);
  }
}

static void
on_kind_toggled (GtkCheckButton *check, AnReportWhatPage *self)
{
  AnReport *report = an_report_form_get_report (self->form);

  if (!gtk_check_button_get_active (check))
    return;
  report->incident.category =
      (AnCategory) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "kind"));
  report->incident.urgency = an_category_default_urgency (report->incident.category);
  an_report_form_changed (self->form);
}

static void
add_kinds (AnReportWhatPage *self)
{
  GtkCheckButton *group = NULL;
  AnReport *report = an_report_form_get_report (self->form);

  for (int kind = 0; kind < AN_N_CATEGORIES; kind++) {
    GtkCheckButton *check = an_report_add_choice (self->kinds,
                                                  group,
                                                  an_category_get_name ((AnCategory) kind),
                                                  an_category_get_example ((AnCategory) kind),
                                                  icon_names[kind]);

    if (group == NULL)
      group = check;
    g_object_set_data (G_OBJECT (check), "kind", GINT_TO_POINTER (kind));
    gtk_check_button_set_active (check, report->incident.category == (AnCategory) kind);
    g_signal_connect (check, "toggled", G_CALLBACK (on_kind_toggled), self);
  }
}

/* The same question, put to a child. */
static void
speak_to (AnReportWhatPage *self)
{
  const char *title = an_report_form_is_child (self->form)
      /* Translators: to a child */
      ? C_ ("to a child", "Tell it in your own words") : _ ("Tell it in your own words");

  adw_preferences_group_set_title (self->words, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->description),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
}

static void
an_report_what_page_dispose (GObject *object)
{
  AnReportWhatPage *self = AN_REPORT_WHAT_PAGE (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_what_page_parent_class)->dispose (object);
}

static void
an_report_what_page_class_init (AnReportWhatPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_what_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-what-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, words);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, description);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, ongoing);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, date);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, clock);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, AnReportWhatPage, calendar_popover);
  gtk_widget_class_bind_template_callback (widget_class, on_when_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
}

static void
an_report_what_page_init (AnReportWhatPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_report_what_page_new (AnReportForm *form)
{
  AnReportWhatPage *self = g_object_new (AN_TYPE_REPORT_WHAT_PAGE, NULL);
  AnReport *report = an_report_form_get_report (form);

  show_when (self, report->incident.happened_at);
  self->form = g_object_ref (form);
  add_kinds (self);
  an_report_bind_text_view (form, self->description, &report->incident.description);
  an_report_bind_switch (form, self->ongoing, &report->incident.ongoing);
  g_signal_connect_object (form, "changed", G_CALLBACK (speak_to), self, G_CONNECT_SWAPPED);
  speak_to (self);
  return GTK_WIDGET (self);
}
