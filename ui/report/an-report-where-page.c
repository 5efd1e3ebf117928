// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks where on line it happened. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "ui/report/an-report-fields.h"
#include "ui/report/an-report-links.h"

/**
 * AnReportWherePage:
 *
 * Where it happened: what is pasted becomes rows of links and accounts.
 */
#define AN_TYPE_REPORT_WHERE_PAGE (an_report_where_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportWherePage,
                      an_report_where_page,
                      AN,
                      REPORT_WHERE_PAGE,
                      AdwPreferencesPage)

struct _AnReportWherePage {
  AdwPreferencesPage parent;

  AnReportForm *form; /* (owned) */

  GtkEditable *platform;
  GtkTextView *pasted;
  GtkWidget *add_button;
  AdwPreferencesGroup *rows;
  GtkEditable *suspect;
  GtkEditable *place;
  GPtrArray *row_widgets; /* (owned) of GtkWidget (not owned) */
};

G_DEFINE_FINAL_TYPE (AnReportWherePage, an_report_where_page, ADW_TYPE_PREFERENCES_PAGE)

static void fill_rows (AnReportWherePage *self);

static char *
get_pasted (AnReportWherePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->pasted);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_pasted_changed (AnReportWherePage *self)
{
  g_autofree char *text = g_strstrip (get_pasted (self));

  gtk_widget_set_sensitive (self->add_button, *text != '\0');
}

static void
on_add_clicked (AnReportWherePage *self)
{
  AnReport *report = an_report_form_get_report (self->form);
  g_autofree char *text = g_strstrip (get_pasted (self));

  if (*text == '\0')
    return;
  an_report_links_read (text, report->incident.urls, report->incident.accounts);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->pasted), "", -1);
  fill_rows (self);
  an_report_form_changed (self->form);
}

static void
on_remove_clicked (GtkButton *button, AnReportWherePage *self)
{
  GPtrArray *list = g_object_get_data (G_OBJECT (button), "list");
  const char *text = g_object_get_data (G_OBJECT (button), "text");
  guint index;

  if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, &index))
    return;
  g_ptr_array_remove_index (list, index);
  an_report_form_changed (self->form);
  fill_rows (self);
}

static void
add_row (AnReportWherePage *self, GPtrArray *list, const char *text, const char *kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *shown = an_text_make_visible (text);
  /* Translators: %s is a link or an account */
  g_autofree char *tooltip = g_strdup_printf (_ ("Remove %s"), shown);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), kind);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip,
                                  -1);
  g_object_set_data (G_OBJECT (remove), "list", list);
  g_object_set_data_full (G_OBJECT (remove), "text", g_strdup (text), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (on_remove_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_preferences_group_add (self->rows, row);
  g_ptr_array_add (self->row_widgets, row);
}

static void
fill_rows (AnReportWherePage *self)
{
  AnReport *report = an_report_form_get_report (self->form);

  for (guint i = 0; i < self->row_widgets->len; i++)
    adw_preferences_group_remove (self->rows, g_ptr_array_index (self->row_widgets, i));
  g_ptr_array_set_size (self->row_widgets, 0);
  for (guint i = 0; i < report->incident.urls->len; i++)
    add_row (self, report->incident.urls, g_ptr_array_index (report->incident.urls, i), _ ("Link"));
  for (guint i = 0; i < report->incident.accounts->len; i++)
    add_row (self,
             report->incident.accounts,
             g_ptr_array_index (report->incident.accounts, i),
             _ ("Account, number or name"));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->row_widgets->len > 0);
}

/* What was pasted and not yet added counts, too. */
static void
an_report_where_page_unmap (GtkWidget *widget)
{
  AnReportWherePage *self = AN_REPORT_WHERE_PAGE (widget);

  if (self->form != NULL && !gtk_widget_in_destruction (widget))
    on_add_clicked (self);
  GTK_WIDGET_CLASS (an_report_where_page_parent_class)->unmap (widget);
}

static void
an_report_where_page_finalize (GObject *object)
{
  g_ptr_array_unref (AN_REPORT_WHERE_PAGE (object)->row_widgets);
  G_OBJECT_CLASS (an_report_where_page_parent_class)->finalize (object);
}

static void
an_report_where_page_dispose (GObject *object)
{
  AnReportWherePage *self = AN_REPORT_WHERE_PAGE (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_where_page_parent_class)->dispose (object);
}

static void
an_report_where_page_class_init (AnReportWherePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_where_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_where_page_finalize;
  widget_class->unmap = an_report_where_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-where-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportWherePage, platform);
  gtk_widget_class_bind_template_child (widget_class, AnReportWherePage, pasted);
  gtk_widget_class_bind_template_child (widget_class, AnReportWherePage, add_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportWherePage, rows);
  gtk_widget_class_bind_template_child (widget_class, AnReportWherePage, suspect);
  gtk_widget_class_bind_template_child (widget_class, AnReportWherePage, place);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
}

static void
an_report_where_page_init (AnReportWherePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->row_widgets = g_ptr_array_new ();
}

GtkWidget *
an_report_where_page_new (AnReportForm *form)
{
  AnReportWherePage *self = g_object_new (AN_TYPE_REPORT_WHERE_PAGE, NULL);
  AnReport *report = an_report_form_get_report (form);

  self->form = g_object_ref (form);
  an_report_bind_editable (form, self->platform, &report->incident.platform);
  an_report_bind_editable (form, self->suspect, &report->suspect);
  an_report_bind_editable (form, self->place, &report->incident.place);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->pasted),
                            "changed",
                            G_CALLBACK (on_pasted_changed),
                            self);
  fill_rows (self);
  return GTK_WIDGET (self);
}
