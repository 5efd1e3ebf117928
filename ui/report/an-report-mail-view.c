// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the office and the reporter wrote to each other about a report; writing; taking it back. */

#include "ui/report/an-report-mail-view.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "base/an-text.h"
#include "ui/report/an-report-states.h"

/**
 * AnReportMailView:
 *
 * Hidden until it is opened with a correspondence. Emits `withdrawn` when the office has let go of
 * the report.
 */
struct _AnReportMailView {
  AdwBin parent;

  AnCorrespondence *correspondence; /* (owned) (nullable) */
  AnOutbox *outbox;                 /* (owned) (nullable) */
  char *report_id;                  /* (owned) (nullable) */
  GCancellable *cancellable;        /* (owned) (nullable) while it is open */

  GtkLabel *problem;
  GtkLabel *none;
  GtkListBox *list;
  GtkTextView *text;
  GtkWidget *send_button;
  GtkWidget *reload_button;
  GtkWidget *withdraw_button;
};

enum { SIGNAL_WITHDRAWN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnReportMailView, an_report_mail_view, ADW_TYPE_BIN)

static void read_messages (AnReportMailView *self);

static void
show_problem (AnReportMailView *self, const char *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *text != '\0');
}

/* (transfer full) */
static char *
get_written (AnReportMailView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
on_text_changed (AnReportMailView *self)
{
  g_autofree char *text = get_written (self);

  gtk_widget_set_sensitive (self->send_button, *text != '\0');
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_row (const AnConversationMessage *message)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *when = an_report_show_instant (message->at);
  /* Translators: who wrote a message, and when */
  g_autofree char *head =
      g_strdup_printf (_ ("%s · %s"), message->from_office ? _ ("The office") : _ ("You"), when);
  g_autofree char *shown = an_text_make_visible (
      message->text != NULL ? message->text : _ ("This message cannot be read with this code."));
  GtkWidget *text = create_label (shown, NULL);

  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, message->from_office ? 12 : 36);
  gtk_widget_set_margin_end (box, message->from_office ? 36 : 12);
  gtk_box_append (GTK_BOX (box), create_label (head, "caption-heading"));
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
fill (AnReportMailView *self, const AnConversation *conversation)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; conversation != NULL && i < conversation->messages->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (conversation->messages, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          conversation != NULL && conversation->messages->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->none),
                          conversation != NULL && conversation->messages->len == 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportMailView) self = user_data;
  g_autoptr (GError) error = NULL;
  const AnConversation *conversation =
      an_correspondence_read_finish (AN_CORRESPONDENCE (source), result, &error);

  if (AN_CORRESPONDENCE (source) != self->correspondence)
    return;
  if (conversation == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      show_problem (self, error->message);
    return;
  }
  fill (self, conversation);
  if (self->outbox != NULL) {
    guint count = an_conversation_count_from_office (conversation);

    an_outbox_set_mail (self->outbox, self->report_id, count, count);
  }
}

static void
read_messages (AnReportMailView *self)
{
  show_problem (self, "");
  an_correspondence_read_async (self->correspondence,
                                self->cancellable,
                                on_read,
                                g_object_ref (self));
}

static void
on_reload_clicked (AnReportMailView *self)
{
  if (self->correspondence != NULL)
    read_messages (self);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportMailView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean arrived = an_correspondence_write_finish (AN_CORRESPONDENCE (source), result, &error);

  if (AN_CORRESPONDENCE (source) != self->correspondence)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), TRUE);
  on_text_changed (self);
  if (!arrived) {
    /* Translators: %s is why */
    g_autofree char *text = g_strdup_printf (
        _ ("The message is not sent yet: %s. It is still here; send it again."), error->message);

    show_problem (self, text);
    return;
  }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  read_messages (self);
}

static void
on_send_clicked (AnReportMailView *self)
{
  g_autofree char *text = get_written (self);

  if (*text == '\0' || self->correspondence == NULL)
    return;
  gtk_widget_set_sensitive (self->send_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), FALSE);
  show_problem (self, "");
  an_correspondence_write_async (self->correspondence,
                                 text,
                                 self->cancellable,
                                 on_written,
                                 g_object_ref (self));
}

static void
on_withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportMailView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_withdrawn =
      an_correspondence_withdraw_finish (AN_CORRESPONDENCE (source), result, &error);

  if (AN_CORRESPONDENCE (source) != self->correspondence)
    return;
  gtk_widget_set_sensitive (self->withdraw_button, TRUE);
  if (is_withdrawn)
    g_signal_emit (self, signals[SIGNAL_WITHDRAWN], 0);
  else
    show_problem (self,
                  g_error_matches (error, AN_INTAKE_ERROR, AN_INTAKE_ERROR_REFUSED)
                  ? _ ("An officer is dealing with the report already, so it cannot be taken "
                           "back any more. Write to the office what has changed.")
                  : error->message);
}

static void
on_withdraw_response (AdwMessageDialog *dialog, const char *response, AnReportMailView *self)
{
  if (!g_str_equal (response, "withdraw") || self->correspondence == NULL)
    return;
  gtk_widget_set_sensitive (self->withdraw_button, FALSE);
  show_problem (self, "");
  an_correspondence_withdraw_async (self->correspondence,
                                    self->cancellable,
                                    on_withdrawn,
                                    g_object_ref (self));
}

static void
on_withdraw_clicked (AnReportMailView *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      _ ("Withdraw this report?"),
         _ ("Nobody will deal with it then. If somebody is in danger, call 111."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Keep"), "withdraw", _ ("_Withdraw"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "withdraw",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_withdraw_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
an_report_mail_view_dispose (GObject *object)
{
  AnReportMailView *self = AN_REPORT_MAIL_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->correspondence);
  g_clear_object (&self->outbox);
  G_OBJECT_CLASS (an_report_mail_view_parent_class)->dispose (object);
}

static void
an_report_mail_view_finalize (GObject *object)
{
  g_free (AN_REPORT_MAIL_VIEW (object)->report_id);
  G_OBJECT_CLASS (an_report_mail_view_parent_class)->finalize (object);
}

static void
an_report_mail_view_class_init (AnReportMailViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_mail_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_mail_view_finalize;
  signals[SIGNAL_WITHDRAWN] = an_signal_new (G_TYPE_FROM_CLASS (klass), "withdrawn", 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-mail-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportMailView, problem);
  gtk_widget_class_bind_template_child (widget_class, AnReportMailView, none);
  gtk_widget_class_bind_template_child (widget_class, AnReportMailView, list);
  gtk_widget_class_bind_template_child (widget_class, AnReportMailView, text);
  gtk_widget_class_bind_template_child (widget_class, AnReportMailView, send_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportMailView, reload_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportMailView, withdraw_button);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reload_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_withdraw_clicked);
}

static void
an_report_mail_view_init (AnReportMailView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text),
                           "changed",
                           G_CALLBACK (on_text_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * an_report_mail_view_open:
 * @outbox: (nullable): where the report is, if it was sent from this PC
 *
 * Asks for the messages and shows them.
 */
void
an_report_mail_view_open (AnReportMailView *self,
                          AnCorrespondence *correspondence,
                          AnOutbox *outbox,
                          const char *report_id)
{
  char *id;

  g_return_if_fail (AN_IS_REPORT_MAIL_VIEW (self));

  an_report_mail_view_close (self);
  id = g_strdup (report_id);
  g_free (self->report_id);
  self->report_id = id;
  g_set_object (&self->correspondence, correspondence);
  g_set_object (&self->outbox, outbox);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  read_messages (self);
}

void
an_report_mail_view_close (AnReportMailView *self)
{
  g_return_if_fail (AN_IS_REPORT_MAIL_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->correspondence);
  g_clear_object (&self->outbox);
  show_problem (self, "");
  fill (self, NULL);
  gtk_widget_set_visible (self->withdraw_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * an_report_mail_view_set_office_state:
 * @state: (nullable): what the office says of the report
 *
 * A report can be taken back until an officer has begun.
 */
void
an_report_mail_view_set_office_state (AnReportMailView *self, const char *state)
{
  g_return_if_fail (AN_IS_REPORT_MAIL_VIEW (self));
  gtk_widget_set_visible (self->withdraw_button, g_strcmp0 (state, "received") == 0);
}

/* For example pages. */
void
an_report_mail_view_show (AnReportMailView *self, const AnConversation *conversation)
{
  g_return_if_fail (AN_IS_REPORT_MAIL_VIEW (self));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  fill (self, conversation);
}
