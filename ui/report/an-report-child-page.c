// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks about the child: the fields of form 01, all of which may stay empty. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-dates.h"
#include "ui/report/an-report-fields.h"

/**
 * AnReportChildPage:
 *
 * About the child.
 */
#define AN_TYPE_REPORT_CHILD_PAGE (an_report_child_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportChildPage,
                      an_report_child_page,
                      AN,
                      REPORT_CHILD_PAGE,
                      AdwPreferencesPage)

struct _AnReportChildPage {
  AdwPreferencesPage parent;

  AnReportForm *form; /* (owned) */

  AdwPreferencesGroup *about;
  GtkEditable *name;
  GtkEditable *age;
  AdwComboRow *gender;
  GtkStringList *genders;
  GtkEditable *location;
  GtkEditable *condition;
  GtkEditable *father;
  GtkEditable *mother;
  GtkEditable *family;
  GtkEditable *carer;
  GtkEditable *consequences;
  GtkEditable *actions_taken;
  AdwPreferencesGroup *wishes;
};

G_DEFINE_FINAL_TYPE (AnReportChildPage, an_report_child_page, ADW_TYPE_PREFERENCES_PAGE)

static const char *const wish_texts[] = {
  N_ ("Somebody to talk to who understands"),
      N_ ("To be safe from whoever did it"),
          N_ ("That posts and pictures are taken down"),
              N_ ("A doctor"),
                  N_ ("Legal advice"),
              };

/* A date of birth, or the age in years. */
static void
on_age_changed (AnReportChildPage *self)
{
  AnReport *report;
  g_autofree char *date = an_report_read_date (gtk_editable_get_text (self->age));
  guint64 years;

  if (self->form == NULL)
    return;
  report = an_report_form_get_report (self->form);
  report->child.age = -1;
  if (date == NULL && g_ascii_string_to_unsigned (gtk_editable_get_text (self->age),
                                                  10,
                                                  0,
                                                  AN_REPORT_MAX_AGE,
                                                  &years,
                                                  NULL))
    report->child.age = (int) years;
  if (date != NULL || report->child.age >= 0 || *gtk_editable_get_text (self->age) == '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self->age), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->age), "error");
  g_free (report->child.birth_date);
  report->child.birth_date = g_steal_pointer (&date);
  an_report_form_changed (self->form);
}

static void
show_age (AnReportChildPage *self, const AnReport *report)
{
  g_autofree char *text = NULL;

  if (report->child.birth_date != NULL)
    text = an_report_show_date (report->child.birth_date);
  else if (report->child.age >= 0)
    text = g_strdup_printf ("%d", report->child.age);
  if (text != NULL)
    gtk_editable_set_text (self->age, text);
}

static void
on_gender_changed (AnReportChildPage *self)
{
  if (self->form == NULL)
    return;
  an_report_form_get_report (self->form)->child.gender =
      (AnGender) adw_combo_row_get_selected (self->gender);
  an_report_form_changed (self->form);
}

static void
on_wish_toggled (GtkCheckButton *check, AnReportChildPage *self)
{
  GPtrArray *wanted = an_report_form_get_report (self->form)->support_wanted;
  const char *text = g_object_get_data (G_OBJECT (check), "wish");
  guint index;
  gboolean is_there = g_ptr_array_find_with_equal_func (wanted, text, g_str_equal, &index);

  if (gtk_check_button_get_active (check) && !is_there)
    g_ptr_array_add (wanted, g_strdup (text));
  else if (!gtk_check_button_get_active (check) && is_there)
    g_ptr_array_remove_index (wanted, index);
  an_report_form_changed (self->form);
}

static void
add_wishes (AnReportChildPage *self, const AnReport *report)
{
  for (guint i = 0; i < G_N_ELEMENTS (wish_texts); i++) {
    const char *text = _ (wish_texts[i]);
    GtkCheckButton *check = an_report_add_choice (self->wishes, NULL, text, NULL, NULL);

    g_object_set_data (G_OBJECT (check), "wish", (gpointer) text);
    gtk_check_button_set_active (
        check,
        g_ptr_array_find_with_equal_func (report->support_wanted, text, g_str_equal, NULL));
    g_signal_connect (check, "toggled", G_CALLBACK (on_wish_toggled), self);
  }
}

static void
bind (AnReportChildPage *self, AnReport *report)
{
  an_report_bind_editable (self->form, self->name, &report->child.name);
  an_report_bind_editable (self->form, self->location, &report->child.location);
  an_report_bind_editable (self->form, self->condition, &report->child.condition);
  an_report_bind_editable (self->form, self->father, &report->child.father);
  an_report_bind_editable (self->form, self->mother, &report->child.mother);
  an_report_bind_editable (self->form, self->family, &report->child.family);
  an_report_bind_editable (self->form, self->carer, &report->child.carer);
  an_report_bind_editable (self->form, self->consequences, &report->incident.consequences);
  an_report_bind_editable (self->form, self->actions_taken, &report->incident.actions_taken);
}

static void
set_title (gpointer row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

/* The same questions, put to whom they are about. */
static void
speak_to (AnReportChildPage *self)
{
  gboolean is_child = an_report_form_is_child (self->form);

  set_title (self->name, is_child ? C_ ("to a child", "Your full name") : _ ("Full name"));
  set_title (self->age,
             is_child
             ? C_ ("to a child", "Your date of birth or age") : _ ("Date of birth or age"));
  set_title (self->location,
             is_child
             ? C_ ("to a child", "Where you are now") : _ ("Where the child is now"));
  set_title (self->condition,
             is_child
             ? C_ ("to a child", "How you are now") : _ ("How the child is now"));
  set_title (self->carer,
             is_child
             ? C_ ("to a child", "Who looks after you now") : _ ("Who looks after the child now"));
  adw_preferences_group_set_title (self->wishes,
                                   is_child
                                   ? C_ ("to a child", "What help do you want?")
                                         : _ ("What help is wanted?"));
}

static void
an_report_child_page_map (GtkWidget *widget)
{
  speak_to (AN_REPORT_CHILD_PAGE (widget));
  GTK_WIDGET_CLASS (an_report_child_page_parent_class)->map (widget);
}

static void
an_report_child_page_dispose (GObject *object)
{
  AnReportChildPage *self = AN_REPORT_CHILD_PAGE (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_child_page_parent_class)->dispose (object);
}

static void
an_report_child_page_class_init (AnReportChildPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_child_page_dispose;
  widget_class->map = an_report_child_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-child-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, about);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, name);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, age);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, gender);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, genders);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, location);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, condition);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, father);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, mother);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, family);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, carer);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, consequences);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, actions_taken);
  gtk_widget_class_bind_template_child (widget_class, AnReportChildPage, wishes);
  gtk_widget_class_bind_template_callback (widget_class, on_age_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_gender_changed);
}

static void
an_report_child_page_init (AnReportChildPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_report_child_page_new (AnReportForm *form)
{
  AnReportChildPage *self = g_object_new (AN_TYPE_REPORT_CHILD_PAGE, NULL);
  AnReport *report = an_report_form_get_report (form);

  /* In the order of AnGender. */
  gtk_string_list_append (self->genders, _ ("Not known"));
  gtk_string_list_append (self->genders, _ ("Male"));
  gtk_string_list_append (self->genders, _ ("Female"));
  adw_combo_row_set_selected (self->gender, report->child.gender);
  show_age (self, report);
  self->form = g_object_ref (form);
  bind (self, report);
  add_wishes (self, report);
  return GTK_WIDGET (self);
}
