// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How a report is getting on, asked from the office and shown. */

#include "ui/report/an-report-status-view.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/report/an-report-states.h"

/**
 * AnReportStatusView:
 *
 * Asks by a receipt; shows state, note and history, or why there is no answer. Emits `answered`
 * when the office has told.
 */
struct _AnReportStatusView {
  AdwBin parent;

  AnIntakeClient *client;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) while it is asked */
  GPtrArray *rows;           /* (owned) of GtkWidget (not owned) */
  char *report_id;           /* (owned) (nullable) as the office said */
  char *office_state;        /* (owned) (nullable) */

  GtkWidget *waiting;
  GtkSpinner *spinner;
  GtkLabel *problem;
  GtkWidget *state_group;
  AdwActionRow *state;
  AdwActionRow *note;
  AdwActionRow *last_access;
  AdwPreferencesGroup *history;
};

enum { SIGNAL_ANSWERED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnReportStatusView, an_report_status_view, ADW_TYPE_BIN)

static void
set_row (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

static void
set_waiting (AnReportStatusView *self, gboolean waiting)
{
  gtk_widget_set_visible (self->waiting, waiting);
  gtk_spinner_set_spinning (self->spinner, waiting);
}

/* What happened, what is safe, what to do. */
static const char *
explain (const GError *error)
{
  if (g_error_matches (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_NOT_FOUND))
    return _ ("The office knows no report with this code. Look at the code and at the office once "
              "more. A report that is not fully sent yet is not known there either.");
  if (g_error_matches (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_UNREACHABLE))
    return _ ("The office cannot be reached. Your report is safe; look whether this PC is on the "
              "network, and ask again later.");
  if (g_error_matches (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_IDENTITY))
    return _ ("Somebody who is not the office answered, so nothing was told to them. Your report "
              "is safe; try from another network.");
  if (g_error_matches (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_BUSY))
    return _ ("The office has too much to do right now. Your report is safe; ask again in some "
              "minutes.");
  return error->message;
}

static void
fill_history (AnReportStatusView *self, GPtrArray *history)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->history, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; history != NULL && i < history->len; i++) {
    char **step = g_ptr_array_index (history, i);
    g_autofree char *when = an_report_show_instant (step[1]);
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), an_report_state_get_chip (step[0]));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
    adw_preferences_group_add (self->history, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->history), self->rows->len > 0);
}

static void
on_status_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportStatusView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnIntakeStatus) status =
      an_intake_client_get_status_finish (AN_INTAKE_CLIENT (source), result, &error);

  /* Asked anew meanwhile, or gone. */
  if (AN_INTAKE_CLIENT (source) != self->client)
    return;
  g_clear_object (&self->client);
  an_report_status_view_answer (self, status, error);
}

static void
an_report_status_view_dispose (GObject *object)
{
  AnReportStatusView *self = AN_REPORT_STATUS_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (an_report_status_view_parent_class)->dispose (object);
}

static void
an_report_status_view_finalize (GObject *object)
{
  AnReportStatusView *self = AN_REPORT_STATUS_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_free (self->report_id);
  g_free (self->office_state);
  G_OBJECT_CLASS (an_report_status_view_parent_class)->finalize (object);
}

static void
an_report_status_view_class_init (AnReportStatusViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_status_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_status_view_finalize;
  signals[SIGNAL_ANSWERED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "answered", 0);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-status-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, waiting);
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, problem);
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, state_group);
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, state);
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, note);
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, last_access);
  gtk_widget_class_bind_template_child (widget_class, AnReportStatusView, history);
}

static void
an_report_status_view_init (AnReportStatusView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  /* What an office writes is text, not markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->note), FALSE);
}

void
an_report_status_view_clear (AnReportStatusView *self)
{
  g_return_if_fail (AN_IS_REPORT_STATUS_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  set_waiting (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_visible (self->state_group, FALSE);
  fill_history (self, NULL);
}

void
an_report_status_view_show (AnReportStatusView *self, const AnIntakeStatus *status)
{
  g_autofree char *last_access = NULL;
  g_autofree char *text = NULL;
  const char *outcome;

  g_return_if_fail (AN_IS_REPORT_STATUS_VIEW (self));

  outcome = an_report_outcome_get_text (status->outcome);
  text = g_strdup_printf ("%s%s%s",
                          an_report_state_get_text (status->state),
                          *outcome != '\0' ? " " : "",
                          outcome);
  last_access = an_report_show_instant (status->last_access_at);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state),
                                 an_report_state_get_chip (status->state));
  adw_action_row_set_subtitle (self->state, text);
  set_row (self->note, status->public_note);
  set_row (self->last_access, last_access);
  gtk_widget_set_visible (self->state_group, TRUE);
  fill_history (self, status->history);
  g_free (self->report_id);
  self->report_id = g_strdup (status->id);
  g_free (self->office_state);
  self->office_state = g_strdup (status->state);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
}

const char *
an_report_status_view_get_report_id (AnReportStatusView *self)
{
  g_return_val_if_fail (AN_IS_REPORT_STATUS_VIEW (self), NULL);
  return self->report_id;
}

const char *
an_report_status_view_get_office_state (AnReportStatusView *self)
{
  g_return_val_if_fail (AN_IS_REPORT_STATUS_VIEW (self), NULL);
  return self->office_state;
}

void
an_report_status_view_wait (AnReportStatusView *self)
{
  g_return_if_fail (AN_IS_REPORT_STATUS_VIEW (self));

  an_report_status_view_clear (self);
  set_waiting (self, TRUE);
}

/**
 * an_report_status_view_answer:
 * @status: (nullable): what the office says
 * @error: (nullable): why there is no answer
 */
void
an_report_status_view_answer (AnReportStatusView *self,
                              const AnIntakeStatus *status,
                              const GError *error)
{
  g_return_if_fail (AN_IS_REPORT_STATUS_VIEW (self));

  set_waiting (self, FALSE);
  if (status != NULL) {
    an_report_status_view_show (self, status);
    return;
  }
  gtk_label_set_label (self->problem, explain (error));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/**
 * an_report_status_view_ask:
 * @report_id: (nullable): %NULL when only the receipt is known
 *
 * Asks the office and shows what it answers.
 */
void
an_report_status_view_ask (AnReportStatusView *self,
                           const AnChannel *channel,
                           const char *report_id,
                           const AnReceipt *receipt)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (AN_IS_REPORT_STATUS_VIEW (self));

  an_report_status_view_wait (self);
  self->client = an_intake_client_new (channel, &error);
  if (self->client == NULL) {
    an_report_status_view_answer (self, NULL, error);
    return;
  }
  self->cancellable = g_cancellable_new ();
  an_intake_client_get_status_async (self->client,
                                     report_id,
                                     receipt,
                                     self->cancellable,
                                     on_status_ready,
                                     g_object_ref (self));
}
