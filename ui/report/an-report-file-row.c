// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One file of the evidence: what it looks like, what it is, its fingerprint, a note, and the way to
 * remove it. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "ui/report/an-report-fields.h"
#include "ui/report/an-report-preview.h"

/**
 * AnReportFileRow:
 *
 * A file in the list of evidence.
 */
#define AN_TYPE_REPORT_FILE_ROW (an_report_file_row_get_type ())
G_DECLARE_FINAL_TYPE (AnReportFileRow, an_report_file_row, AN, REPORT_FILE_ROW, AdwExpanderRow)

struct _AnReportFileRow {
  AdwExpanderRow parent;

  AnReportForm *form;        /* (owned) */
  AnReportFile *file;        /* (owned) */
  GCancellable *cancellable; /* (owned) of the preview */
  gboolean was_previewed;
  const char *icon_type; /* (nullable) media type that has its icon */

  GtkImage *preview;
  AdwActionRow *details_row;
  AdwActionRow *text_row;
  GtkLabel *fingerprint;
  GtkEditable *note;
  GtkWidget *strip_row;
  GtkSwitch *strip;
};

G_DEFINE_FINAL_TYPE (AnReportFileRow, an_report_file_row, ADW_TYPE_EXPANDER_ROW)

static char *
describe (AnReportFileRow *self)
{
  const char *problem = an_report_file_get_problem (self->file);
  const char *sha256 = an_report_file_get_sha256 (self->file);
  g_autofree char *size = NULL;

  if (problem != NULL)
    return g_strdup (problem);
  if (sha256 == NULL)
    return g_strdup (_ ("Reading the file…"));
  size = g_format_size (an_report_file_get_size (self->file));
  /* Translators: size and beginning of the fingerprint of a file, as in “1,2 MB · SHA-256
   * 0a1b2c3d…” */
  return g_strdup_printf (_ ("%s · SHA-256 %.8s…"), size, sha256);
}

/* What a picture says of itself, one line each. */
static char *
describe_details (const AnEvidenceDetails *details)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const struct {
    const char *label;
    const char *value;
  } lines[] = {
    /* Translators: the camera or phone that took a picture */
    { _ ("Camera"), details->camera },
      /* Translators: latitude and longitude where a picture was taken */
      { _ ("Place (latitude, longitude)"), details->place },
        /* Translators: when a picture was taken */
        { _ ("Taken at"), details->taken_at },
      };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *shown = lines[i].value != NULL ? an_text_make_visible (lines[i].value) : NULL;

    if (shown != NULL)
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", lines[i].label, shown);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_details (AnReportFileRow *self, gboolean is_allowed)
{
  const AnEvidenceDetails *details = an_report_file_get_details (self->file);
  gboolean shows = is_allowed && details != NULL;
  g_autofree char *text = shows ? describe_details (details) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->details_row), shows);
  if (shows)
    adw_action_row_set_subtitle (self->details_row, text);
}

static void
on_preview_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnReportFileRow) self = user_data;
  g_autoptr (AnReportPreview) preview = an_report_preview_read_finish (result);

  if (preview == NULL || self->form == NULL)
    return;
  if (preview->texture != NULL) {
    gtk_image_set_from_paintable (self->preview, GDK_PAINTABLE (preview->texture));
    gtk_image_set_pixel_size (self->preview, AN_REPORT_PREVIEW_PIXELS / 2);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->text_row), preview->text != NULL);
  if (preview->text != NULL)
    adw_action_row_set_subtitle (self->text_row, preview->text);
}

/* An image of abuse is not even shown small. */
static void
show_preview (AnReportFileRow *self, const char *media_type, gboolean is_allowed)
{
  if (media_type == NULL || self->was_previewed)
    return;
  if (self->icon_type != media_type) {
    g_autofree char *content_type = g_content_type_from_mime_type (media_type);
    g_autoptr (GIcon) icon = g_content_type_get_symbolic_icon (content_type);

    gtk_image_set_from_gicon (self->preview, icon);
    self->icon_type = media_type;
  }
  if (!is_allowed)
    return;
  self->was_previewed = TRUE;
  an_report_preview_read_async (an_report_file_get_path (self->file),
                                media_type,
                                self->cancellable,
                                on_preview_ready,
                                g_object_ref (self));
}

static void
show_file (AnReportFileRow *self)
{
  g_autofree char *subtitle = describe (self);
  const char *sha256 = an_report_file_get_sha256 (self->file);
  const char *type = an_report_file_get_media_type (self->file);
  AnCategory kind = an_report_form_get_report (self->form)->incident.category;

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_label_set_label (self->fingerprint, sha256 != NULL ? sha256 : "");
  gtk_widget_set_visible (self->strip_row,
                          type != NULL && an_evidence_can_strip (type) &&
                              !an_category_is_fingerprint_only (kind));
  show_details (self, !an_category_is_fingerprint_only (kind));
  show_preview (self, type, !an_category_is_fingerprint_only (kind));
  if (an_report_file_get_problem (self->file) != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
on_remove_clicked (AnReportFileRow *self)
{
  an_report_form_remove_file (self->form, self->file);
}

static void
on_note_changed (AnReportFileRow *self)
{
  an_report_file_set_note (self->file, gtk_editable_get_text (self->note));
}

static void
on_strip_changed (AnReportFileRow *self)
{
  an_report_file_set_strip (self->file, gtk_switch_get_active (self->strip));
}

static void
an_report_file_row_finalize (GObject *object)
{
  g_clear_object (&AN_REPORT_FILE_ROW (object)->file);
  G_OBJECT_CLASS (an_report_file_row_parent_class)->finalize (object);
}

static void
an_report_file_row_dispose (GObject *object)
{
  AnReportFileRow *self = AN_REPORT_FILE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_file_row_parent_class)->dispose (object);
}

static void
an_report_file_row_class_init (AnReportFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_file_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_file_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportFileRow, preview);
  gtk_widget_class_bind_template_child (widget_class, AnReportFileRow, details_row);
  gtk_widget_class_bind_template_child (widget_class, AnReportFileRow, text_row);
  gtk_widget_class_bind_template_child (widget_class, AnReportFileRow, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, AnReportFileRow, note);
  gtk_widget_class_bind_template_child (widget_class, AnReportFileRow, strip_row);
  gtk_widget_class_bind_template_child (widget_class, AnReportFileRow, strip);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
}

static void
an_report_file_row_init (AnReportFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
an_report_file_row_new (AnReportForm *form, AnReportFile *file)
{
  AnReportFileRow *self = g_object_new (AN_TYPE_REPORT_FILE_ROW, NULL);
  g_autofree char *name = an_report_file_get_name (file);
  g_autofree char *shown = an_text_make_visible (name);

  self->form = g_object_ref (form);
  self->file = g_object_ref (file);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), shown);
  gtk_editable_set_text (self->note, an_report_file_get_note (file));
  gtk_switch_set_active (self->strip, an_report_file_get_strip (file));
  g_signal_connect_swapped (self->note, "changed", G_CALLBACK (on_note_changed), self);
  g_signal_connect_swapped (self->strip, "notify::active", G_CALLBACK (on_strip_changed), self);
  g_signal_connect_object (file, "changed", G_CALLBACK (show_file), self, G_CONNECT_SWAPPED);
  show_file (self);
  return GTK_WIDGET (self);
}
