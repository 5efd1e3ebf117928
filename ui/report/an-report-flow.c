// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The way through the questions: one page at a time, progress, back and on. What is asked is the
 * pages'. */

#include "ui/report/an-report-flow.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/report/an-report-pages.h"
#include "ui/report/an-report-summary.h"

/**
 * AnReportFlow:
 *
 * Emits `send` when the report is to be sent as it is.
 */
struct _AnReportFlow {
  AdwBin parent;

  AnReportForm *form;  /* (owned) */
  gboolean is_mending; /* came from the review, and goes on to it */

  GtkLabel *step_label;
  GtkProgressBar *progress;
  GtkLabel *question;
  GtkStack *pages;
  GtkWidget *back_button;
  GtkWidget *send_now_button;
  GtkWidget *next_button;
  GtkWidget *send_button;
};

enum { SIGNAL_SEND, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnReportFlow, an_report_flow, ADW_TYPE_BIN)

typedef struct {
  const char *name;
  const char *question;          /* untranslated */
  const char *question_to_child; /* untranslated (nullable): the same */
  GtkWidget *(*create) (AnReportForm *form);
} Page;

static const Page page_table[AN_N_REPORT_STEPS] = {
  { "danger", N_ ("Is somebody in danger right now?"), NULL, an_report_danger_page_new },
    { "who", N_ ("Who is reporting?"), NULL, an_report_who_page_new },
      { "what",
        N_ ("What happened?"), N_ ("What happened to you?"), an_report_what_page_new },
        { "where", N_ ("Where?"), NULL, an_report_where_page_new },
          { "evidence", N_ ("Evidence"), NULL, an_report_evidence_page_new },
            { "child",
              N_ ("About the child"), N_ ("About you"), an_report_child_page_new },
              { "channel", N_ ("To whom does it go?"), NULL, an_report_channel_page_new },
                { "review", N_ ("Look through it"), NULL, an_report_review_page_new },
              };

static gboolean
has_office (AnReportFlow *self)
{
  const AnChannel *channel = an_report_form_get_channel (self->form);

  return channel != NULL && channel->kind == AN_CHANNEL_REST;
}

static void
update_buttons (AnReportFlow *self)
{
  AnReportStep step = an_report_form_get_step (self->form);
  g_autofree char *problem = an_report_summary_find_problem (self->form);
  gboolean is_review = step == AN_REPORT_STEP_REVIEW;

  gtk_widget_set_visible (self->next_button, !is_review);
  gtk_widget_set_sensitive (self->next_button, an_report_form_can_leave (self->form, step));
  gtk_widget_set_visible (self->send_now_button, step >= AN_REPORT_STEP_WHAT && !is_review);
  gtk_widget_set_sensitive (self->send_now_button, problem == NULL);
  gtk_widget_set_visible (self->send_button, is_review);
  gtk_widget_set_sensitive (self->send_button, problem == NULL && has_office (self));
}

static void
update_header (AnReportFlow *self)
{
  AnReportStep step = an_report_form_get_step (self->form);
  const Page *page = &page_table[step];
  /* Translators: the number of this question, and how many there are */
  g_autofree char *text = step == AN_REPORT_STEP_DANGER
      ? g_strdup (_ ("Before anything else"))
      : g_strdup_printf (_ ("Step %d of %d"), (int) step, AN_N_REPORT_STEPS - 1);
  gboolean to_child = an_report_form_is_child (self->form) && page->question_to_child != NULL;

  gtk_label_set_label (self->step_label, text);
  gtk_widget_set_tooltip_text (self->send_now_button,
                               an_report_form_is_child (self->form)
                               ? _ ("Sends what you have told so far, so that you get help")
                               : _ ("Sends what you have told so far, to protect the child"));
  gtk_label_set_label (self->question, _ (to_child ? page->question_to_child : page->question));
  gtk_progress_bar_set_fraction (self->progress, (double) step / (AN_N_REPORT_STEPS - 1));
}

static void
on_form_changed (AnReportFlow *self)
{
  update_header (self);
  update_buttons (self);
}

static void
on_back_clicked (AnReportFlow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
on_next_clicked (AnReportFlow *self)
{
  AnReportStep step = an_report_form_get_step (self->form);

  if (!an_report_form_can_leave (self->form, step) || step == AN_REPORT_STEP_REVIEW)
    return;
  an_report_flow_show_step (self, self->is_mending ? AN_REPORT_STEP_REVIEW : step + 1);
}

static void
on_send_clicked (AnReportFlow *self)
{
  g_autofree char *problem = NULL;

  /* What the pages still hold in their fields becomes part of the form when they are left. */
  problem = an_report_summary_find_problem (self->form);
  if (problem != NULL)
    return;
  if (has_office (self))
    g_signal_emit (self, signals[SIGNAL_SEND], 0);
  else
    an_report_flow_show_step (self, AN_REPORT_STEP_CHANNEL);
}

static void
an_report_flow_dispose (GObject *object)
{
  AnReportFlow *self = AN_REPORT_FLOW (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_flow_parent_class)->dispose (object);
}

static void
an_report_flow_class_init (AnReportFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_flow_dispose;

  signals[SIGNAL_SEND] = an_signal_new (G_TYPE_FROM_CLASS (klass), "send", 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-flow.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, step_label);
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, progress);
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, question);
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, pages);
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, back_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, send_now_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, next_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportFlow, send_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked);
}

static void
an_report_flow_init (AnReportFlow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_report_flow_new:
 *
 * Returns: (transfer floating): the questions, at the step where the form stands
 */
GtkWidget *
an_report_flow_new (AnReportForm *form)
{
  AnReportFlow *self = g_object_new (AN_TYPE_REPORT_FLOW, NULL);

  self->form = g_object_ref (form);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed), self, G_CONNECT_SWAPPED);
  an_report_flow_show_step (self, an_report_form_get_step (form));
  return GTK_WIDGET (self);
}

void
an_report_flow_show_step (AnReportFlow *self, AnReportStep step)
{
  const Page *page;

  g_return_if_fail (AN_IS_REPORT_FLOW (self));
  g_return_if_fail (step < AN_N_REPORT_STEPS);

  page = &page_table[step];
  self->is_mending =
      step < AN_REPORT_STEP_REVIEW && an_report_form_get_step (self->form) == AN_REPORT_STEP_REVIEW;
  if (gtk_stack_get_child_by_name (self->pages, page->name) == NULL)
    gtk_stack_add_named (self->pages, page->create (self->form), page->name);
  an_report_form_set_step (self->form, step);
  gtk_stack_set_visible_child_name (self->pages, page->name);
  update_header (self);
  update_buttons (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

/**
 * an_report_flow_go_back:
 *
 * Returns: %FALSE on the first page
 */
gboolean
an_report_flow_go_back (AnReportFlow *self)
{
  AnReportStep step;

  g_return_val_if_fail (AN_IS_REPORT_FLOW (self), FALSE);

  step = an_report_form_get_step (self->form);
  if (step == AN_REPORT_STEP_DANGER)
    return FALSE;
  an_report_flow_show_step (self, self->is_mending ? AN_REPORT_STEP_REVIEW : step - 1);
  return TRUE;
}
