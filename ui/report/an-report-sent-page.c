// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The list of reports that were sent from this PC, newest first. */

#include "ui/report/an-report-sent-page.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "ui/report/an-report-save.h"
#include "ui/report/an-report-states.h"

/**
 * AnReportSentPage:
 *
 * Rows open `report.detail (id)`.
 */
struct _AnReportSentPage {
  AdwBin parent;

  AnStore *store;   /* (owned) */
  GPtrArray *items; /* (owned) (nullable) of AnOutboxItem */
  GPtrArray *rows;  /* (owned) of GtkWidget (not owned) */
  guint shown_most; /* rows at most */
  guint idle;       /* source, 0 = none */
  gboolean was_asked;
  GCancellable *cancellable; /* (owned) of asking for messages */

  GtkStack *stack;
  GtkLabel *problem;
  AdwPreferencesGroup *rows_group;
  GtkWidget *tools;
  GtkEditable *search;
  GtkWidget *none_found;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (AnReportSentPage, an_report_sent_page, ADW_TYPE_BIN)

#define ROWS_A_TIME 50
#define MAX_ASKED 10
#define ROWS_WITHOUT_SEARCH 8

static GtkWidget *
create_chip (const char *text)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "accent");
  return chip;
}

static void
on_mail_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportSentPage) self = user_data;
  const AnConversation *conversation =
      an_correspondence_read_finish (AN_CORRESPONDENCE (source), result, NULL);
  AnOutbox *outbox;
  guint seen, known;

  if (self->store == NULL || conversation == NULL)
    return;
  outbox = an_store_get_outbox (self->store);
  an_outbox_get_mail (outbox, conversation->report_id, &seen, &known);
  known = an_conversation_count_from_office (conversation);
  an_outbox_set_mail (outbox, conversation->report_id, MIN (seen, known), known);
}

/* Once each time the list is shown: has the office written? Only of reports it may still deal with,
 * and of the newest, so that a list of thousands asks no more than a short one. */
static void
ask_for_mail (AnReportSentPage *self, GPtrArray *items)
{
  AnOutbox *outbox = an_store_get_outbox (self->store);
  guint asked = 0;

  for (guint i = 0; i < items->len && asked < MAX_ASKED; i++) {
    const AnOutboxItem *item = g_ptr_array_index (items, i);
    g_autoptr (AnCorrespondence) correspondence = NULL;

    if (item->state != AN_OUTBOX_DELIVERED || !item->receipt_known)
      continue;
    asked++;
    correspondence = an_outbox_open_correspondence (outbox, item->id, NULL);
    if (correspondence != NULL)
      an_correspondence_read_async (correspondence,
                                    self->cancellable,
                                    on_mail_read,
                                    g_object_ref (self));
  }
}

static void
add_row (AnReportSentPage *self, const AnOutboxItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *chip = gtk_label_new (an_report_item_get_chip (item));
  guint seen, known;
  g_autofree char *when = an_report_show_usec (item->queued_at);
  g_autofree char *subtitle =
      item->receipt_known ? g_strdup_printf ("%s · %s", when, item->channel_name) : g_strdup (when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), an_report_item_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "chip");
  an_outbox_get_mail (an_store_get_outbox (self->store), item->id, &seen, &known);
  if (known > seen)
    /* Translators: in the list of reports, on one to which the office has written */
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_chip (_ ("New message")));
  if (item->state == AN_OUTBOX_NEEDS_USER)
    gtk_widget_add_css_class (chip, "error");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "report.detail");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", item->id);
  adw_preferences_group_add (self->rows_group, row);
  g_ptr_array_add (self->rows, row);
}

/* Without marks and capitals, as people type: what happened, to whom, when, how it is. */
static gboolean
is_found (const AnOutboxItem *item, const char *wanted)
{
  g_autofree char *when = NULL;
  g_autofree char *all = NULL;

  if (*wanted == '\0')
    return TRUE;
  when = an_report_show_usec (item->queued_at);
  all = g_strdup_printf ("%s %s %s %s %s",
                         an_report_item_get_title (item),
                         item->receipt_known ? item->channel_name : "",
                         when,
                         an_report_item_get_chip (item),
                         item->id);
  return an_text_matches (all, wanted);
}

static void
show_found (AnReportSentPage *self)
{
  const char *wanted = gtk_editable_get_text (self->search);
  guint found = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->rows_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->items != NULL && i < self->items->len; i++) {
    const AnOutboxItem *item = g_ptr_array_index (self->items, i);

    if (!is_found (item, wanted))
      continue;
    if (found++ < self->shown_most)
      add_row (self, item);
    else
      break;
  }
  gtk_widget_set_visible (self->none_found, found == 0);
  gtk_widget_set_visible (self->more_button, found > self->shown_most);
}

static void
on_search_changed (AnReportSentPage *self)
{
  self->shown_most = ROWS_A_TIME;
  show_found (self);
}

static gboolean
write_table (const char *path, gpointer data, GError **error)
{
  const char *csv = data;

  return g_file_set_contents (path, csv, -1, error);
}

static void
on_export_clicked (AnReportSentPage *self)
{
  if (self->items != NULL)
    an_report_save (
        GTK_WIDGET (self),
        _ ("Save the table"),
           /* Translators: name of a file */
           _ ("reports.csv"), write_table, an_outbox_items_to_csv (self->items), g_free);
}

static void
fill (AnReportSentPage *self)
{
  AnOutbox *outbox = an_store_get_outbox (self->store);
  g_autoptr (GError) error = NULL;
  GPtrArray *items = outbox != NULL ? an_outbox_list (outbox, &error) : NULL;
  gboolean is_long = items != NULL && items->len > ROWS_WITHOUT_SEARCH;

  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  if (error != NULL) {
    gtk_label_set_label (self->problem, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failed");
    return;
  }
  gtk_widget_set_visible (self->tools, is_long);
  show_found (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    items != NULL && items->len > 0 ? "list" : "empty");
  if (items != NULL && !self->was_asked &&
      an_vault_get_directory (an_store_get_vault (self->store)) != NULL) {
    self->was_asked = TRUE;
    ask_for_mail (self, items);
  }
}

static void
on_more_clicked (AnReportSentPage *self)
{
  self->shown_most += ROWS_A_TIME;
  show_found (self);
}

static gboolean
on_idle (gpointer user_data)
{
  AnReportSentPage *self = user_data;

  self->idle = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* Many steps may follow each other; the list is read once for them. */
static void
on_outbox_changed (AnReportSentPage *self)
{
  if (self->idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (on_idle, self);
}

static void
an_report_sent_page_map (GtkWidget *widget)
{
  fill (AN_REPORT_SENT_PAGE (widget));
  GTK_WIDGET_CLASS (an_report_sent_page_parent_class)->map (widget);
}

static void
an_report_sent_page_dispose (GObject *object)
{
  AnReportSentPage *self = AN_REPORT_SENT_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_report_sent_page_parent_class)->dispose (object);
}

static void
an_report_sent_page_finalize (GObject *object)
{
  AnReportSentPage *self = AN_REPORT_SENT_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (an_report_sent_page_parent_class)->finalize (object);
}

static void
an_report_sent_page_class_init (AnReportSentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_sent_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_sent_page_finalize;
  widget_class->map = an_report_sent_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-sent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportSentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnReportSentPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnReportSentPage, rows_group);
  gtk_widget_class_bind_template_child (widget_class, AnReportSentPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportSentPage, tools);
  gtk_widget_class_bind_template_child (widget_class, AnReportSentPage, search);
  gtk_widget_class_bind_template_child (widget_class, AnReportSentPage, none_found);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked);
}

static void
an_report_sent_page_init (AnReportSentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->shown_most = ROWS_A_TIME;
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
an_report_sent_page_new (AnStore *store)
{
  AnReportSentPage *self = g_object_new (AN_TYPE_REPORT_SENT_PAGE, NULL);
  AnOutbox *outbox = an_store_get_outbox (store);

  self->store = g_object_ref (store);
  if (outbox != NULL)
    g_signal_connect_object (outbox,
                             "changed",
                             G_CALLBACK (on_outbox_changed),
                             self,
                             G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
