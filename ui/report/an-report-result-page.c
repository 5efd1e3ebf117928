// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What became of a report that was just sent: on its way, safe, received, or what to do. */

#include "ui/report/an-report-result-page.h"

#include "base/an-i18n.h"
#include "report/an-receipt.h"
#include "ui/report/an-report-receipt-card.h"
#include "ui/report/an-report-save.h"
#include "ui/report/an-report-states.h"
#include "ui/widgets/an-row-or-column.h"

/**
 * AnReportResultPage:
 *
 * The last page of a report. Follows an AnReportSending.
 */
struct _AnReportResultPage {
  AdwBin parent;

  AnReportSending *sending; /* (owned) */

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *text;
  GtkProgressBar *progress;
  GtkLabel *pace;
  GtkWidget *retry_button;
  GtkWidget *pause_button;
  GtkWidget *cancel_button;
  GtkWidget *back_button;
  AnReportReceiptCard *receipt_card;
  GtkWidget *type_back;
  GtkEditable *typed;
  GtkLabel *typed_answer;
  GtkWidget *next_steps;
  GtkWidget *done_button;
};

G_DEFINE_FINAL_TYPE (AnReportResultPage, an_report_result_page, ADW_TYPE_BIN)

typedef struct {
  const char *icon_name;
  const char *title; /* untranslated */
  const char *text;  /* untranslated; what is safe, what to do */
} Words;

static const Words words[] = {
  [AN_REPORT_SENDING_SEALING] = {
      "channel-secure-symbolic",
      N_ ("Encrypting…"),
          N_ ("The report is being encrypted, so that only the office can "
                                      "read it.") },
      [AN_REPORT_SENDING_ON_ITS_WAY] = {
          "mail-send-symbolic",
          N_ ("Sending…"),
              N_ ("The report is safe on this PC. You may close the window; "
                                         "it is sent when An Nhi runs again.") },
          [AN_REPORT_SENDING_WAITING] = {
              "network-offline-symbolic",
              N_ ("No network – the report is kept safe and will be sent by "
                                      "itself"),
                  N_ ("Keep the code below: it is valid already.") },
              [AN_REPORT_SENDING_PAUSED] = {
                  "media-playback-pause-symbolic",
                  N_ ("Paused"),
                      N_ ("The report is safe on this PC, and is not sent before you go on.") },
                  [AN_REPORT_SENDING_DELIVERED] = {
                      "emblem-ok-symbolic",
                      N_ ("Received"), N_ ("The office has your report. Thank you for telling.") },
                      [AN_REPORT_SENDING_REFUSED] = {
                          "dialog-warning-symbolic",
                          N_ ("The office does not take the report like this"),
                              N_ ("It is still safe on this PC. Call 111, or print a letter.") },
                          [AN_REPORT_SENDING_IMPOSSIBLE] = {
                              "dialog-warning-symbolic",
                              N_ ("The report could not be sent"),
                                  N_ ("Nothing is lost: all you have told is still here. Go "
                                         "back, mend what is said above, and send again.") },
                          };

/* For who keeps no receipt: what of the report is on this PC, and until when. */
static void
append_trace (GString *text, AnReportSendingState state)
{
  if (state == AN_REPORT_SENDING_DELIVERED)
    g_string_append_printf (text,
                            "\n%s",
                            _ ("Nothing of the report is kept on this PC. Only the code below "
                               "still opens it."));
  else if (state == AN_REPORT_SENDING_ON_ITS_WAY || state == AN_REPORT_SENDING_WAITING)
    g_string_append_printf (text,
                            "\n%s",
                            _ ("As soon as the office has it, nothing of it stays on this PC."));
}

/* What happened, then what is safe and what to do. */
static char *
compose_text (AnReportSending *sending, AnReportSendingState state)
{
  const char *problem = an_report_sending_get_problem (sending);
  const char *received_at = an_report_sending_get_received_at (sending);
  gint64 next = an_report_sending_get_next_attempt (sending);
  g_autoptr (GString) text = g_string_new (NULL);

  if (problem != NULL && state != AN_REPORT_SENDING_ON_ITS_WAY)
    g_string_append_printf (text, "%s\n", problem);
  g_string_append (text, _ (words[state].text));
  if (state == AN_REPORT_SENDING_DELIVERED && received_at != NULL) {
    g_autofree char *when = an_report_show_instant (received_at);

    g_string_append_c (text, '\n');
    /* Translators: %s is date and time */
    g_string_append_printf (text, _ ("Received at %s."), when);
  }
  if (!an_report_form_get_keep_receipt (an_report_sending_get_form (sending)))
    append_trace (text, state);
  if (state == AN_REPORT_SENDING_WAITING && next > 0) {
    g_autofree char *when = an_report_show_usec (next);

    g_string_append_c (text, '\n');
    /* Translators: %s is date and time */
    g_string_append_printf (text, _ ("It will be tried again at %s."), when);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_receipt (AnReportResultPage *self, AnReportForm *form)
{
  const char *receipt = an_report_sending_get_receipt (self->sending);
  const AnChannel *channel = an_report_form_get_channel (form);

  an_report_receipt_card_show (self->receipt_card,
                               receipt,
                               channel != NULL ? channel->name_vi : "",
                               an_report_sending_get_received_at (self->sending));
  gtk_widget_set_visible (self->type_back,
                          receipt != NULL && !an_report_form_get_keep_receipt (form));
}

static void
show (AnReportResultPage *self)
{
  AnReportSendingState state = an_report_sending_get_state (self->sending);
  g_autofree char *text = compose_text (self->sending, state);
  g_autofree char *pace = state == AN_REPORT_SENDING_SEALING
                              ? g_strdup ("")
                              : an_report_sending_describe_pace (self->sending);
  gboolean is_busy = state == AN_REPORT_SENDING_SEALING || state == AN_REPORT_SENDING_ON_ITS_WAY;

  gtk_image_set_from_icon_name (self->icon, words[state].icon_name);
  gtk_label_set_label (self->title, _ (words[state].title));
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          is_busy || state == AN_REPORT_SENDING_PAUSED);
  gtk_progress_bar_set_fraction (self->progress,
                                 state == AN_REPORT_SENDING_SEALING
                                     ? 0.05
                                     : 0.1 + 0.9 * an_report_sending_get_fraction (self->sending));
  gtk_label_set_label (self->pace, pace);
  gtk_widget_set_visible (GTK_WIDGET (self->pace),
                          *pace != '\0' && gtk_widget_get_visible (GTK_WIDGET (self->progress)));
  gtk_widget_set_visible (self->retry_button,
                          state == AN_REPORT_SENDING_WAITING || state == AN_REPORT_SENDING_PAUSED);
  gtk_button_set_label (GTK_BUTTON (self->retry_button),
                        state == AN_REPORT_SENDING_PAUSED
                        ? _ ("Go on sending")
                        : _ ("Try again now"));
  gtk_widget_set_visible (self->pause_button, state == AN_REPORT_SENDING_ON_ITS_WAY);
  gtk_widget_set_visible (self->cancel_button,
                          state == AN_REPORT_SENDING_ON_ITS_WAY ||
                              state == AN_REPORT_SENDING_WAITING ||
                              state == AN_REPORT_SENDING_PAUSED);
  gtk_widget_set_visible (self->back_button, state == AN_REPORT_SENDING_IMPOSSIBLE);
  gtk_widget_set_visible (self->next_steps,
                          state == AN_REPORT_SENDING_DELIVERED ||
                              state == AN_REPORT_SENDING_WAITING);
  gtk_widget_set_visible (self->done_button, !is_busy && state != AN_REPORT_SENDING_IMPOSSIBLE);
  show_receipt (self, an_report_sending_get_form (self->sending));
}

static void
on_retry_clicked (AnReportResultPage *self)
{
  an_report_sending_retry (self->sending);
}

static void
on_pause_clicked (AnReportResultPage *self)
{
  an_report_sending_pause (self->sending);
}

static void
on_cancel_response (AdwMessageDialog *dialog, const char *response, AnReportResultPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "stop"))
    return;
  if (an_report_sending_get_state (self->sending) != AN_REPORT_SENDING_DELIVERED &&
      an_report_sending_cancel (self->sending, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "report.home", NULL);
  else if (error != NULL)
    an_report_say (GTK_WIDGET (self), error->message);
}

static void
on_cancel_clicked (AnReportResultPage *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      _ ("Stop sending this report?"),
         _ ("It is taken away from this PC, and the code no longer opens anything. The office "
            "throws away what it has of it."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Keep"), "stop", _ ("_Do not send"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_cancel_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_back_clicked (AnReportResultPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "report.step", "i", AN_REPORT_STEP_REVIEW);
}

static void
on_done_clicked (AnReportResultPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "report.home", NULL);
}

/* Typed back once: then it is really on the paper. */
static void
on_typed_changed (AnReportResultPage *self)
{
  g_autoptr (AnReceipt) typed = an_receipt_parse (gtk_editable_get_text (self->typed), NULL);
  g_autofree char *text = typed != NULL ? an_receipt_to_text (typed) : NULL;
  gboolean fits = g_strcmp0 (text, an_report_sending_get_receipt (self->sending)) == 0;
  gboolean is_long = g_utf8_strlen (gtk_editable_get_text (self->typed), -1) >= 25;

  gtk_widget_set_visible (GTK_WIDGET (self->typed_answer), fits || is_long);
  gtk_label_set_label (self->typed_answer,
                       fits
                       ? _ ("That is right. Keep the paper where nobody finds it.")
                       : _ ("Not the same yet. Compare it group by group."));
}

static void
an_report_result_page_dispose (GObject *object)
{
  AnReportResultPage *self = AN_REPORT_RESULT_PAGE (object);

  g_clear_object (&self->sending);
  G_OBJECT_CLASS (an_report_result_page_parent_class)->dispose (object);
}

static void
an_report_result_page_class_init (AnReportResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_result_page_dispose;
  g_type_ensure (AN_TYPE_REPORT_RECEIPT_CARD);
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, icon);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, title);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, text);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, progress);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, pace);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, receipt_card);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, type_back);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, typed);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, typed_answer);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, next_steps);
  gtk_widget_class_bind_template_child (widget_class, AnReportResultPage, done_button);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_pause_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_done_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_typed_changed);
}

static void
an_report_result_page_init (AnReportResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_report_result_page_new (AnReportSending *sending)
{
  AnReportResultPage *self = g_object_new (AN_TYPE_REPORT_RESULT_PAGE, NULL);

  self->sending = g_object_ref (sending);
  g_signal_connect_object (sending, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
