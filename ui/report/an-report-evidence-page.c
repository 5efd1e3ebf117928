// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks for evidence: advice first, then files from this PC, what was copied, and the screen. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "report/an-intake-client.h"
#include "ui/report/an-report-fields.h"
#include "ui/report/an-report-screenshot.h"
#include "ui/report/an-report-traces.h"
#include "ui/widgets/an-row-or-column.h"

/**
 * AnReportEvidencePage:
 *
 * Advice for the kind of abuse, and the files.
 */
#define AN_TYPE_REPORT_EVIDENCE_PAGE (an_report_evidence_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportEvidencePage,
                      an_report_evidence_page,
                      AN,
                      REPORT_EVIDENCE_PAGE,
                      AdwPreferencesPage)

struct _AnReportEvidencePage {
  AdwPreferencesPage parent;

  AnReportForm *form;                   /* (owned) */
  GCancellable *cancellable;            /* (owned) (nullable) of asking the office what it takes */
  AnIntakeClient *client;               /* (owned) (nullable) */
  GtkFileChooserNative *chooser;        /* (owned) (nullable) while it is open */
  GCancellable *screenshot_cancellable; /* (owned) */
  guint64 max_size;                     /* of one sealed file, 0 = not known */
  guint n_pasted;

  GtkLabel *advice;
  AdwPreferencesGroup *files;
  GtkListBox *list;
  GtkLabel *notice;
  GtkWidget *add_button;
  GtkWidget *screenshot_button;
};

G_DEFINE_FINAL_TYPE (AnReportEvidencePage, an_report_evidence_page, ADW_TYPE_PREFERENCES_PAGE)

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return an_report_file_row_new (AN_REPORT_FORM (user_data), AN_REPORT_FILE (item));
}

static void
show_notice (AnReportEvidencePage *self, const char *text)
{
  gtk_label_set_label (self->notice, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), *text != '\0');
}

static gboolean
is_fingerprint_only (AnReportEvidencePage *self)
{
  AnCategory kind = an_report_form_get_report (self->form)->incident.category;

  return kind != AN_CATEGORY_UNSET && an_category_is_fingerprint_only (kind);
}

/* What never leaves the PC may be as large as it is. */
static guint64
get_max_size (AnReportEvidencePage *self)
{
  return is_fingerprint_only (self) ? 0 : self->max_size;
}

static void
limit_files (AnReportEvidencePage *self)
{
  GListModel *files = an_report_form_get_files (self->form);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (AnReportFile) file = g_list_model_get_item (files, i);

    an_report_file_set_max_size (file, get_max_size (self));
  }
}

static void
add_files (AnReportEvidencePage *self, GListModel *files)
{
  show_notice (self, "");
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *path = g_file_get_path (file);
    AnReportFile *added;

    an_report_traces_forget (file);
    if (path == NULL) {
      show_notice (self, _ ("Only files on this PC can be added. Save it here first."));
      continue;
    }
    added = an_report_form_add_file (self->form, path);
    if (added != NULL)
      an_report_file_set_max_size (added, get_max_size (self));
    else
      show_notice (self, _ ("That file is in the list already, or there are too many files."));
  }
}

/* What was copied from another window, or photographed of the screen. */
static void
add_pasted (AnReportEvidencePage *self, GBytes *content)
{
  /* Translators: name of a picture that was pasted; %u is its number */
  g_autofree char *name = g_strdup_printf (_ ("picture %u.png"), ++self->n_pasted);
  AnReportFile *added = content != NULL && g_bytes_get_size (content) <= AN_EVIDENCE_MAX_STRIP_BYTES
                            ? an_report_form_add_pasted (self->form, name, content)
                            : NULL;

  if (added != NULL)
    an_report_file_set_max_size (added, get_max_size (self));
  else
    show_notice (self, _ ("The picture cannot be added: it is too large, or there are too many."));
}

static GListModel *
to_model (GSList *files)
{
  GListStore *store = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (store, l->data);
  return G_LIST_MODEL (store);
}

static void
on_chooser_response (GtkNativeDialog *dialog, int response, AnReportEvidencePage *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

    add_files (self, files);
  }
  g_clear_object (&self->chooser);
}

static void
on_add_clicked (AnReportEvidencePage *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose files"),
                                      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      GTK_FILE_CHOOSER_ACTION_OPEN,
                                      _ ("_Add"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chooser_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_paste_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportEvidencePage) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->form == NULL)
    return;
  if (value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST)) {
    g_autoptr (GListModel) files = to_model (g_value_get_boxed (value));

    add_files (self, files);
  } else if (value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE)) {
    g_autoptr (GBytes) content = gdk_texture_save_to_png_bytes (g_value_get_object (value));

    add_pasted (self, content);
  } else {
    show_notice (
        self,
        _ ("There is nothing to paste. Copy a picture, or a file in the file manager, first."));
  }
}

/* A file that was copied comes before a picture of it. */
static void
on_paste_clicked (AnReportEvidencePage *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean has_file = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
                      gdk_content_formats_contain_mime_type (formats, "text/uri-list");

  show_notice (self, "");
  if (!has_file && is_fingerprint_only (self)) {
    show_notice (self,
                 _ ("Please do not copy such a picture. The address where it is, is enough."));
    return;
  }
  gdk_clipboard_read_value_async (clipboard,
                                  has_file ? GDK_TYPE_FILE_LIST : GDK_TYPE_TEXTURE,
                                  G_PRIORITY_DEFAULT,
                                  NULL,
                                  on_paste_ready,
                                  g_object_ref (self));
}

static void
on_screenshot_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportEvidencePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = an_report_screenshot_finish (result, &error);

  if (self->form == NULL)
    return;
  gtk_widget_set_sensitive (self->screenshot_button, TRUE);
  if (content != NULL)
    add_pasted (self, content);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_notice (self, error->message);
}

static void
on_screenshot_clicked (AnReportEvidencePage *self)
{
  show_notice (self, "");
  gtk_widget_set_sensitive (self->screenshot_button, FALSE);
  an_report_screenshot_async (self->screenshot_cancellable,
                              on_screenshot_ready,
                              g_object_ref (self));
}

static void
on_duplicate (AnReportEvidencePage *self, const char *name, const char *other)
{
  g_autofree char *shown = an_text_make_visible (name);
  g_autofree char *shown_other = an_text_make_visible (other);
  /* Translators: names of two files */
  g_autofree char *text = g_strdup_printf (
      _ ("“%s” is the same as “%s”, which is in the list already."), shown, shown_other);

  show_notice (self, text);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  g_autoptr (GListModel) files = to_model (g_value_get_boxed (value));

  add_files (AN_REPORT_EVIDENCE_PAGE (user_data), files);
  return TRUE;
}

static void
on_files_changed (AnReportEvidencePage *self)
{
  GListModel *files = an_report_form_get_files (self->form);

  gtk_widget_set_visible (GTK_WIDGET (self->list), g_list_model_get_n_items (files) > 0);
}

static void
on_office_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportEvidencePage) self = user_data;
  g_autoptr (AnIntakeOffice) office =
      an_intake_client_get_office_finish (AN_INTAKE_CLIENT (source), result, NULL);

  /* What the office takes is checked again when the report is sealed. */
  if (office == NULL || self->form == NULL)
    return;
  self->max_size = office->max_evidence_bytes;
  limit_files (self);
}

static void
ask_office (AnReportEvidencePage *self)
{
  const AnChannel *channel = an_report_form_get_channel (self->form);
  AnVault *vault = an_store_get_vault (an_report_form_get_store (self->form));

  /* A vault in memory is an example's, and examples use no network. */
  if (channel == NULL || channel->kind != AN_CHANNEL_REST || self->max_size > 0 ||
      self->client != NULL || vault == NULL || an_vault_get_directory (vault) == NULL)
    return;
  self->client = an_intake_client_new (channel, NULL);
  if (self->client == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  an_intake_client_get_office_async (self->client,
                                     self->cancellable,
                                     on_office_ready,
                                     g_object_ref (self));
}

/* The advice is for the kind and for who reports, both of which may change on other pages. */
static void
an_report_evidence_page_map (GtkWidget *widget)
{
  AnReportEvidencePage *self = AN_REPORT_EVIDENCE_PAGE (widget);
  AnReport *report = an_report_form_get_report (self->form);
  AnCategory kind = report->incident.category;

  if (kind != AN_CATEGORY_UNSET) {
    gtk_label_set_label (self->advice, an_category_get_advice (kind, report->reporter.role));
    adw_preferences_group_set_description (
        self->files,
        is_fingerprint_only (self)
        ? _ ("Only the fingerprint of a file is sent. The file itself never leaves this PC.")
        : _ ("Pictures, recordings, documents. They are encrypted before they are sent."));
  }
  gtk_widget_set_visible (self->screenshot_button, !is_fingerprint_only (self));
  limit_files (self);
  an_report_form_look_again (self->form);
  ask_office (self);
  GTK_WIDGET_CLASS (an_report_evidence_page_parent_class)->map (widget);
}

static void
an_report_evidence_page_unrealize (GtkWidget *widget)
{
  AnReportEvidencePage *self = AN_REPORT_EVIDENCE_PAGE (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->chooser);
  GTK_WIDGET_CLASS (an_report_evidence_page_parent_class)->unrealize (widget);
}

static void
add_drop_target (AnReportEvidencePage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
an_report_evidence_page_dispose (GObject *object)
{
  AnReportEvidencePage *self = AN_REPORT_EVIDENCE_PAGE (object);

  g_cancellable_cancel (self->screenshot_cancellable);
  g_clear_object (&self->screenshot_cancellable);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_evidence_page_parent_class)->dispose (object);
}

static void
an_report_evidence_page_class_init (AnReportEvidencePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_evidence_page_dispose;
  widget_class->map = an_report_evidence_page_map;
  widget_class->unrealize = an_report_evidence_page_unrealize;
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-evidence-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportEvidencePage, advice);
  gtk_widget_class_bind_template_child (widget_class, AnReportEvidencePage, files);
  gtk_widget_class_bind_template_child (widget_class, AnReportEvidencePage, list);
  gtk_widget_class_bind_template_child (widget_class, AnReportEvidencePage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnReportEvidencePage, add_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportEvidencePage, screenshot_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_screenshot_clicked);
}

static void
an_report_evidence_page_init (AnReportEvidencePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->screenshot_cancellable = g_cancellable_new ();
}

GtkWidget *
an_report_evidence_page_new (AnReportForm *form)
{
  AnReportEvidencePage *self = g_object_new (AN_TYPE_REPORT_EVIDENCE_PAGE, NULL);
  GListModel *files = an_report_form_get_files (form);

  self->form = g_object_ref (form);
  gtk_list_box_bind_model (self->list, files, create_row, form, NULL);
  g_signal_connect_object (files,
                           "items-changed",
                           G_CALLBACK (on_files_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "duplicate", G_CALLBACK (on_duplicate), self, G_CONNECT_SWAPPED);
  on_files_changed (self);
  add_drop_target (self);
  return GTK_WIDGET (self);
}
