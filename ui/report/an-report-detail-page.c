// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One report that was sent: what it was, how it is getting on, its receipt. */

#include "ui/report/an-report-detail-page.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-mail-view.h"
#include "ui/report/an-report-receipt-card.h"
#include "ui/report/an-report-states.h"
#include "ui/report/an-report-status-view.h"

/**
 * AnReportDetailPage:
 *
 * Asks the office when it is first shown, if the receipt is known.
 */
struct _AnReportDetailPage {
  AdwBin parent;

  AnStore *store;            /* (owned) */
  char *id;                  /* (owned) */
  GPtrArray *rows;           /* (owned) of GtkWidget (not owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean was_asked;
  gboolean has_mail; /* the messages are shown */

  AdwPreferencesGroup *about;
  GtkLabel *problem;
  GtkWidget *retry_button;
  AnReportStatusView *status;
  AnReportMailView *mail;
  GtkWidget *ask_button;
  AnReportReceiptCard *receipt_card;
};

G_DEFINE_FINAL_TYPE (AnReportDetailPage, an_report_detail_page, ADW_TYPE_BIN)

static void
add_row (AnReportDetailPage *self, const char *title, const char *text)
{
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_preferences_group_add (self->about, row);
  g_ptr_array_add (self->rows, row);
}

static void
on_refresh_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportDetailPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnIntakeStatus) status =
      an_outbox_refresh_status_finish (AN_OUTBOX (source), result, &error);

  if (self->store == NULL)
    return;
  an_report_status_view_answer (self->status, status, error);
}

static void
ask (AnReportDetailPage *self)
{
  self->was_asked = TRUE;
  an_report_status_view_wait (self->status);
  an_outbox_refresh_async (an_store_get_outbox (self->store),
                           self->id,
                           self->cancellable,
                           on_refresh_ready,
                           g_object_ref (self));
}

static void
open_mail (AnReportDetailPage *self)
{
  AnOutbox *outbox = an_store_get_outbox (self->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnCorrespondence) correspondence =
      an_outbox_open_correspondence (outbox, self->id, &error);

  self->has_mail = TRUE;
  if (correspondence != NULL)
    an_report_mail_view_open (self->mail, correspondence, outbox, self->id);
  else
    g_message ("messages cannot be read: %s", error->message);
}

static void
on_status_answered (AnReportDetailPage *self)
{
  an_report_mail_view_set_office_state (self->mail,
                                        an_report_status_view_get_office_state (self->status));
}

static void
show_item (AnReportDetailPage *self, const AnOutboxItem *item)
{
  AnOutbox *outbox = an_store_get_outbox (self->store);
  g_autofree char *sent = an_report_show_usec (item->queued_at);
  g_autofree char *received = an_report_show_instant (item->received_at);
  g_autofree char *receipt =
      item->receipt_known ? an_outbox_get_receipt (outbox, self->id, NULL) : NULL;
  gboolean is_delivered = item->state == AN_OUTBOX_DELIVERED;

  add_row (self, _ ("What happened"), an_report_item_get_title (item));
  if (item->receipt_known)
    add_row (self, _ ("Sent to"), item->channel_name);
  add_row (self, _ ("Sent"), sent);
  add_row (self, _ ("Received by the office"), received);
  add_row (self, _ ("State"), an_report_item_get_chip (item));
  if (!item->receipt_known)
    add_row (self, _ ("Receipt code"), _ ("Not kept on this PC. Use “Open with a receipt code”."));
  gtk_label_set_label (self->problem, item->problem != NULL ? item->problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), item->problem != NULL && !is_delivered);
  gtk_widget_set_visible (self->retry_button, !is_delivered);
  gtk_widget_set_visible (self->ask_button, is_delivered && item->receipt_known);
  an_report_receipt_card_show (self->receipt_card, receipt, item->channel_name, item->received_at);
  if (is_delivered && item->receipt_known && !self->was_asked &&
      an_vault_get_directory (an_store_get_vault (self->store)) != NULL) {
    ask (self);
    if (!self->has_mail)
      open_mail (self);
  }
}

static void
fill (AnReportDetailPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutboxItem) item =
      an_outbox_get (an_store_get_outbox (self->store), self->id, &error);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->about, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (item == NULL)
    an_report_status_view_answer (self->status, NULL, error);
  else
    show_item (self, item);
}

static void
on_outbox_changed (AnOutbox *outbox, const char *id, AnReportDetailPage *self)
{
  if (g_str_equal (id, self->id) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

static void
on_retry_clicked (AnReportDetailPage *self)
{
  an_outbox_retry_now (an_store_get_outbox (self->store), self->id);
}

/* The office has let go of it; what it says of it now is asked. */
static void
on_withdrawn (AnReportDetailPage *self)
{
  ask (self);
}

static void
on_ask_clicked (AnReportDetailPage *self)
{
  ask (self);
}

static void
on_forget_response (AdwMessageDialog *dialog, const char *response, AnReportDetailPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "forget"))
    return;
  if (an_outbox_forget (an_store_get_outbox (self->store), self->id, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "report.sent", NULL);
  else
    an_report_status_view_answer (self->status, NULL, error);
}

static void
on_forget_clicked (AnReportDetailPage *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      _ ("Forget this report on this PC?"),
         _ ("What the office has stays there. Without the receipt code nobody "
                                 "can ask about it from here any more. A report that is not "
                                 "received yet will not be sent."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Keep"), "forget", _ ("_Forget"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_forget_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
an_report_detail_page_dispose (GObject *object)
{
  AnReportDetailPage *self = AN_REPORT_DETAIL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_report_detail_page_parent_class)->dispose (object);
}

static void
an_report_detail_page_finalize (GObject *object)
{
  AnReportDetailPage *self = AN_REPORT_DETAIL_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_free (self->id);
  G_OBJECT_CLASS (an_report_detail_page_parent_class)->finalize (object);
}

static void
an_report_detail_page_class_init (AnReportDetailPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_detail_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_detail_page_finalize;
  g_type_ensure (AN_TYPE_REPORT_MAIL_VIEW);
  g_type_ensure (AN_TYPE_REPORT_RECEIPT_CARD);
  g_type_ensure (AN_TYPE_REPORT_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-detail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportDetailPage, about);
  gtk_widget_class_bind_template_child (widget_class, AnReportDetailPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnReportDetailPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportDetailPage, status);
  gtk_widget_class_bind_template_child (widget_class, AnReportDetailPage, mail);
  gtk_widget_class_bind_template_child (widget_class, AnReportDetailPage, ask_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportDetailPage, receipt_card);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_status_answered);
  gtk_widget_class_bind_template_callback (widget_class, on_withdrawn);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_clicked);
}

static void
an_report_detail_page_init (AnReportDetailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * an_report_detail_page_new:
 * @id: of a report in the outbox
 */
GtkWidget *
an_report_detail_page_new (AnStore *store, const char *id)
{
  AnReportDetailPage *self = g_object_new (AN_TYPE_REPORT_DETAIL_PAGE, NULL);

  self->store = g_object_ref (store);
  self->id = g_strdup (id);
  g_signal_connect_object (an_store_get_outbox (store),
                           "changed",
                           G_CALLBACK (on_outbox_changed),
                           self,
                           0);
  fill (self);
  return GTK_WIDGET (self);
}
