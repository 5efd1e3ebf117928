// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Shows every answer again, and asks for consent. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-fields.h"
#include "ui/report/an-report-summary.h"

/**
 * AnReportReviewPage:
 *
 * The last page before a report is sent.
 */
#define AN_TYPE_REPORT_REVIEW_PAGE (an_report_review_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportReviewPage,
                      an_report_review_page,
                      AN,
                      REPORT_REVIEW_PAGE,
                      AdwPreferencesPage)

struct _AnReportReviewPage {
  AdwPreferencesPage parent;

  AnReportForm *form; /* (owned) */
  GPtrArray *rows;    /* (owned) of GtkWidget (not owned) */

  AdwPreferencesGroup *problem_group;
  GtkLabel *problem;
  AdwPreferencesGroup *answers;
  AdwPreferencesGroup *consent;
  AdwPreferencesRow *child_row;
  AdwPreferencesRow *emergency_row;
  GtkSwitch *child_consent;
  GtkSwitch *representative_consent;
  GtkSwitch *emergency;
  GtkSwitch *keep_receipt;
};

G_DEFINE_FINAL_TYPE (AnReportReviewPage, an_report_review_page, ADW_TYPE_PREFERENCES_PAGE)

static void
on_consent_changed (AnReportReviewPage *self)
{
  AnReport *report;

  if (self->form == NULL)
    return;
  report = an_report_form_get_report (self->form);
  report->consent.child = gtk_switch_get_active (self->child_consent);
  report->consent.representative = gtk_switch_get_active (self->representative_consent);
  g_free (report->consent.basis);
  report->consent.basis = NULL;
  if (gtk_switch_get_active (self->emergency))
    report->consent.basis = g_strdup ("emergency");
  else if (report->consent.child || report->consent.representative)
    report->consent.basis = g_strdup ("consent");
  an_report_form_changed (self->form);
}

static void
on_keep_receipt_changed (AnReportReviewPage *self)
{
  if (self->form != NULL)
    an_report_form_set_keep_receipt (self->form, gtk_switch_get_active (self->keep_receipt));
}

static void
add_answer (AnReportReviewPage *self, const AnReportAnswer *answer)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *edit = gtk_button_new_with_label (_ ("Change"));
  /* Translators: %s is one of the questions */
  g_autofree char *label = g_strdup_printf (_ ("Change: %s"), answer->title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), answer->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), answer->text);
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "report.step");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "i", (int) answer->step);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  adw_preferences_group_add (self->answers, row);
  g_ptr_array_add (self->rows, row);
}

/* The same questions, put to whom they are about. */
static void
speak_to (AnReportReviewPage *self)
{
  gboolean is_child = an_report_form_is_child (self->form);

  adw_preferences_row_set_title (self->child_row,
                                 is_child
                                 ? C_ ("to a child", "I agree that this is sent")
                                       : _ ("The child agrees"));
  adw_preferences_row_set_title (self->emergency_row,
                                 is_child
                                 ? C_ ("to a child", "I need help now: send it at once")
                                       : _ ("It is urgent: send without waiting for consent"));
  adw_preferences_group_set_description (
      self->consent,
      is_child
      ? C_ ("to a child",
                "When you need protection at once, you may send this without waiting for "
                "anybody's consent (Law 91/2025/QH15, Articles 24 and 19).")
            : _ ("From the age of 7 on, the child and a parent or guardian are asked before what is "
               "private is passed on. When a child must be protected at once, it may be sent "
               "without asking (Law 91/2025/QH15, Articles 24 and 19)."));
}

static void
show_problem (AnReportReviewPage *self)
{
  g_autofree char *problem = an_report_summary_find_problem (self->form);

  gtk_widget_set_visible (GTK_WIDGET (self->problem_group), problem != NULL);
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
}

static void
an_report_review_page_map (GtkWidget *widget)
{
  AnReportReviewPage *self = AN_REPORT_REVIEW_PAGE (widget);
  g_autoptr (GPtrArray) answers = an_report_summary_list (self->form);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->answers, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < answers->len; i++)
    add_answer (self, g_ptr_array_index (answers, i));
  gtk_switch_set_active (self->keep_receipt, an_report_form_get_keep_receipt (self->form));
  speak_to (self);
  show_problem (self);
  GTK_WIDGET_CLASS (an_report_review_page_parent_class)->map (widget);
}

static void
an_report_review_page_finalize (GObject *object)
{
  g_ptr_array_unref (AN_REPORT_REVIEW_PAGE (object)->rows);
  G_OBJECT_CLASS (an_report_review_page_parent_class)->finalize (object);
}

static void
an_report_review_page_dispose (GObject *object)
{
  AnReportReviewPage *self = AN_REPORT_REVIEW_PAGE (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_review_page_parent_class)->dispose (object);
}

static void
an_report_review_page_class_init (AnReportReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_review_page_finalize;
  widget_class->map = an_report_review_page_map;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, problem_group);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, answers);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, consent);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, child_row);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, emergency_row);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, child_consent);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, representative_consent);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, emergency);
  gtk_widget_class_bind_template_child (widget_class, AnReportReviewPage, keep_receipt);
  gtk_widget_class_bind_template_callback (widget_class, on_consent_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_receipt_changed);
}

static void
an_report_review_page_init (AnReportReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

GtkWidget *
an_report_review_page_new (AnReportForm *form)
{
  AnReportReviewPage *self = g_object_new (AN_TYPE_REPORT_REVIEW_PAGE, NULL);
  AnReport *report = an_report_form_get_report (form);

  gtk_switch_set_active (self->child_consent, report->consent.child);
  gtk_switch_set_active (self->representative_consent, report->consent.representative);
  gtk_switch_set_active (self->emergency, g_strcmp0 (report->consent.basis, "emergency") == 0);
  self->form = g_object_ref (form);
  g_signal_connect_object (form, "changed", G_CALLBACK (show_problem), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
