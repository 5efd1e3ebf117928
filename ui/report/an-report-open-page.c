// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks about a report by nothing but its receipt code. */

#include "ui/report/an-report-open-page.h"

#include "base/an-i18n.h"
#include "report/an-receipt.h"
#include "ui/report/an-report-mail-view.h"
#include "ui/report/an-report-status-view.h"

/**
 * AnReportOpenPage:
 *
 * Checks the code here before anybody is asked.
 */
struct _AnReportOpenPage {
  AdwPreferencesPage parent;

  GPtrArray *channels;      /* (owned) of AnChannel (not owned), those that can be asked */
  AnReceipt *receipt;       /* (owned) (nullable) by which was asked */
  const AnChannel *channel; /* (not owned) (nullable) whom was asked */

  GtkEditable *code;
  AdwComboRow *office;
  GtkStringList *offices;
  GtkLabel *answer;
  GtkWidget *open_button;
  AnReportStatusView *status;
  AnReportMailView *mail;
};

G_DEFINE_FINAL_TYPE (AnReportOpenPage, an_report_open_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_answer (AnReportOpenPage *self, const char *text)
{
  gtk_label_set_label (self->answer, text);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), *text != '\0');
}

static void
on_code_changed (AnReportOpenPage *self)
{
  gtk_widget_set_sensitive (self->open_button, *gtk_editable_get_text (self->code) != '\0');
  show_answer (self, "");
}

static const char *
explain (const GError *error)
{
  if (g_error_matches (error, AN_RECEIPT_ERROR, AN_RECEIPT_ERROR_LENGTH))
    return _ ("A code has 25 signs. One is missing, or there is one too many.");
  if (g_error_matches (error, AN_RECEIPT_ERROR, AN_RECEIPT_ERROR_CHARACTER))
    return _ ("There is a sign in it that no code has. Look at it once more.");
  if (g_error_matches (error, AN_RECEIPT_ERROR, AN_RECEIPT_ERROR_CHECK))
    return _ ("A sign is mistyped: the last one does not fit the others. Compare group by group.");
  return error->message;
}

static void
on_open_clicked (AnReportOpenPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnReceipt) receipt = an_receipt_parse (gtk_editable_get_text (self->code), &error);
  guint position = adw_combo_row_get_selected (self->office);

  an_report_status_view_clear (self->status);
  an_report_mail_view_close (self->mail);
  if (receipt == NULL) {
    show_answer (self, explain (error));
    return;
  }
  if (position >= self->channels->len) {
    show_answer (self, _ ("No office can be asked over the network from this PC."));
    return;
  }
  show_answer (self, "");
  g_clear_pointer (&self->receipt, an_receipt_free);
  self->receipt = g_steal_pointer (&receipt);
  self->channel = g_ptr_array_index (self->channels, position);
  an_report_status_view_ask (self->status, self->channel, NULL, self->receipt);
}

/* The office knows the report: its messages can be read, too. */
static void
on_status_answered (AnReportOpenPage *self)
{
  g_autoptr (AnIntakeClient) client = an_intake_client_new (self->channel, NULL);
  g_autofree char *text = an_receipt_to_text (self->receipt);
  g_autoptr (AnReceipt) receipt = an_receipt_parse (text, NULL);
  g_autoptr (AnCorrespondence) correspondence = NULL;
  const char *id = an_report_status_view_get_report_id (self->status);

  if (client == NULL || receipt == NULL)
    return;
  correspondence = an_correspondence_new (client, id, g_steal_pointer (&receipt));
  an_report_mail_view_open (self->mail, correspondence, NULL, id);
  an_report_mail_view_set_office_state (self->mail,
                                        an_report_status_view_get_office_state (self->status));
}

static void
on_withdrawn (AnReportOpenPage *self)
{
  on_open_clicked (self);
}

static void
an_report_open_page_finalize (GObject *object)
{
  AnReportOpenPage *self = AN_REPORT_OPEN_PAGE (object);

  g_ptr_array_unref (self->channels);
  g_clear_pointer (&self->receipt, an_receipt_free);
  G_OBJECT_CLASS (an_report_open_page_parent_class)->finalize (object);
}

static void
an_report_open_page_class_init (AnReportOpenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = an_report_open_page_finalize;
  g_type_ensure (AN_TYPE_REPORT_MAIL_VIEW);
  g_type_ensure (AN_TYPE_REPORT_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-open-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportOpenPage, code);
  gtk_widget_class_bind_template_child (widget_class, AnReportOpenPage, office);
  gtk_widget_class_bind_template_child (widget_class, AnReportOpenPage, offices);
  gtk_widget_class_bind_template_child (widget_class, AnReportOpenPage, answer);
  gtk_widget_class_bind_template_child (widget_class, AnReportOpenPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportOpenPage, status);
  gtk_widget_class_bind_template_child (widget_class, AnReportOpenPage, mail);
  gtk_widget_class_bind_template_callback (widget_class, on_code_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_status_answered);
  gtk_widget_class_bind_template_callback (widget_class, on_withdrawn);
}

static void
an_report_open_page_init (AnReportOpenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->channels = g_ptr_array_new ();
}

GtkWidget *
an_report_open_page_new (AnStore *store)
{
  AnReportOpenPage *self = g_object_new (AN_TYPE_REPORT_OPEN_PAGE, NULL);
  GPtrArray *channels = an_store_get_channels (store);

  for (guint i = 0; i < channels->len; i++) {
    AnChannel *channel = g_ptr_array_index (channels, i);

    if (channel->kind != AN_CHANNEL_REST)
      continue;
    g_ptr_array_add (self->channels, channel);
    gtk_string_list_append (self->offices, an_channel_get_name (channel));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->office), self->channels->len > 1);
  return GTK_WIDGET (self);
}

/**
 * an_report_open_page_reset:
 *
 * Forgets what was typed and what was answered.
 */
void
an_report_open_page_reset (AnReportOpenPage *self)
{
  g_return_if_fail (AN_IS_REPORT_OPEN_PAGE (self));

  gtk_editable_set_text (self->code, "");
  g_clear_pointer (&self->receipt, an_receipt_free);
  an_report_status_view_clear (self->status);
  an_report_mail_view_close (self->mail);
}
