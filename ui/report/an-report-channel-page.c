// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks to whom the report goes, and says what is possible with each. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "report/an-directory.h"
#include "ui/report/an-report-fields.h"

/**
 * AnReportChannelPage:
 *
 * The offices that can be reached by network, and the other ways.
 */
#define AN_TYPE_REPORT_CHANNEL_PAGE (an_report_channel_page_get_type ())
G_DECLARE_FINAL_TYPE (AnReportChannelPage,
                      an_report_channel_page,
                      AN,
                      REPORT_CHANNEL_PAGE,
                      AdwPreferencesPage)

struct _AnReportChannelPage {
  AdwPreferencesPage parent;

  AnReportForm *form;    /* (owned) */
  GPtrArray *other_rows; /* (owned) of GtkWidget (not owned) */
  GtkCheckButton *group; /* (owned) never shown: makes a radio button of an only office, too */

  AdwPreferencesGroup *offices;
  GtkWidget *no_office;
  GtkEditable *province;
  GtkLabel *province_found;
  AdwPreferencesGroup *others;
};

G_DEFINE_FINAL_TYPE (AnReportChannelPage, an_report_channel_page, ADW_TYPE_PREFERENCES_PAGE)

static void
on_office_toggled (GtkCheckButton *check, AnReportChannelPage *self)
{
  if (gtk_check_button_get_active (check))
    an_report_form_set_channel (self->form, g_object_get_data (G_OBJECT (check), "channel"));
}

static void
add_offices (AnReportChannelPage *self)
{
  GPtrArray *channels = an_store_get_channels (an_report_form_get_store (self->form));
  const AnChannel *chosen = an_report_form_get_channel (self->form);
  gboolean is_there = FALSE;

  for (guint i = 0; i < channels->len; i++) {
    AnChannel *channel = g_ptr_array_index (channels, i);
    GtkCheckButton *check;

    if (channel->kind != AN_CHANNEL_REST)
      continue;
    check = an_report_add_choice (self->offices,
                                  self->group,
                                  an_channel_get_name (channel),
                                  an_channel_get_note (channel) != NULL
                                      ? an_channel_get_note (channel)
                                      : _ ("Send over the network"), "network-transmit-symbolic");
    is_there = TRUE;
    g_object_set_data (G_OBJECT (check), "channel", channel);
    gtk_check_button_set_active (check, channel == chosen);
    g_signal_connect (check, "toggled", G_CALLBACK (on_office_toggled), self);
  }
  gtk_widget_set_visible (self->no_office, !is_there);
}

static void
fill_others (AnReportChannelPage *self, const char *province)
{
  GPtrArray *channels = an_store_get_channels (an_report_form_get_store (self->form));

  for (guint i = 0; i < self->other_rows->len; i++)
    adw_preferences_group_remove (self->others, g_ptr_array_index (self->other_rows, i));
  g_ptr_array_set_size (self->other_rows, 0);
  for (guint i = 0; i < channels->len; i++) {
    const AnChannel *channel = g_ptr_array_index (channels, i);
    GtkWidget *row;

    if (channel->kind == AN_CHANNEL_REST || (channel->province != NULL && province != NULL &&
                                             !g_str_equal (channel->province, province)))
      continue;
    row = an_report_channel_row_new (self->form, channel);
    adw_preferences_group_add (self->others, row);
    g_ptr_array_add (self->other_rows, row);
  }
}

/* As soon as what is typed means one province only, the ways of the others are left out. */
static void
on_province_changed (AnReportChannelPage *self)
{
  const char *text = gtk_editable_get_text (self->province);
  g_autoptr (GPtrArray) matches = an_directory_search (text);
  g_autoptr (GString) shown = g_string_new (NULL);

  if (self->form == NULL)
    return;
  if (*text == '\0') {
    gtk_widget_set_visible (GTK_WIDGET (self->province_found), FALSE);
    fill_others (self, NULL);
    return;
  }
  for (guint i = 0; i < matches->len && i < 3; i++) {
    const AnDirectoryMatch *match = g_ptr_array_index (matches, i);

    g_string_append_printf (shown, "%s%s", i > 0 ? "\n" : "", match->label);
  }
  gtk_label_set_label (self->province_found,
                       matches->len > 0 ? shown->str : _ ("No province has this name."));
  gtk_widget_set_visible (GTK_WIDGET (self->province_found), TRUE);
  fill_others (self,
               matches->len == 1
                   ? ((const AnDirectoryMatch *) g_ptr_array_index (matches, 0))->province->code
                   : NULL);
}

static void
an_report_channel_page_finalize (GObject *object)
{
  AnReportChannelPage *self = AN_REPORT_CHANNEL_PAGE (object);

  g_ptr_array_unref (self->other_rows);
  g_object_unref (self->group);
  G_OBJECT_CLASS (an_report_channel_page_parent_class)->finalize (object);
}

static void
an_report_channel_page_dispose (GObject *object)
{
  AnReportChannelPage *self = AN_REPORT_CHANNEL_PAGE (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_channel_page_parent_class)->dispose (object);
}

static void
an_report_channel_page_class_init (AnReportChannelPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_channel_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_report_channel_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-channel-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelPage, offices);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelPage, no_office);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelPage, province);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelPage, province_found);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelPage, others);
  gtk_widget_class_bind_template_callback (widget_class, on_province_changed);
}

static void
an_report_channel_page_init (AnReportChannelPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->other_rows = g_ptr_array_new ();
  self->group = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
}

GtkWidget *
an_report_channel_page_new (AnReportForm *form)
{
  AnReportChannelPage *self = g_object_new (AN_TYPE_REPORT_CHANNEL_PAGE, NULL);

  self->form = g_object_ref (form);
  add_offices (self);
  fill_others (self, NULL);
  return GTK_WIDGET (self);
}
