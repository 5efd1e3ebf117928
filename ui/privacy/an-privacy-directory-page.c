// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* “Danh bạ”: whom one can call or find on the net. Every line comes from a channel file, with its
 * source and day; offices that take reports are the report room's. */

#include "ui/privacy/an-privacy-directory-page.h"

#include "base/an-i18n.h"
#include "report/an-channel.h"
#include "report/an-directory.h"
#include "ui/privacy/an-privacy-words.h"
#include "ui/widgets/an-qr-image.h"

#define QR_PX 160

/**
 * AnPrivacyDirectoryPage:
 *
 * A row a channel, which opens for what can be done with it. Activates `win.toast`.
 */
struct _AnPrivacyDirectoryPage {
  AdwBin parent;

  AdwPreferencesGroup *phone_group;
  AdwPreferencesGroup *web_group;
  GtkWidget *empty_group;
};

G_DEFINE_FINAL_TYPE (AnPrivacyDirectoryPage, an_privacy_directory_page, ADW_TYPE_BIN)

/* Helpers */

/* What is dialled, opened or written to. */
static const char *
get_target (const AnChannel *channel)
{
  switch (channel->kind) {
  case AN_CHANNEL_PHONE:
    return channel->number;
  case AN_CHANNEL_WEB:
    return channel->url;
  case AN_CHANNEL_EMAIL:
    return channel->address;
  case AN_CHANNEL_REST:
  case AN_CHANNEL_PAPER:
  default:
    return NULL;
  }
}

static char *
make_uri (const AnChannel *channel)
{
  g_autofree char *digits = NULL;
  g_auto (GStrv) parts = NULL;

  if (channel->kind == AN_CHANNEL_WEB)
    return g_strdup (channel->url);
  if (channel->kind == AN_CHANNEL_EMAIL)
    return g_strconcat ("mailto:", channel->address, NULL);
  parts = g_strsplit (channel->number, " ", -1);
  digits = g_strjoinv ("", parts);
  return g_strconcat ("tel:", digits, NULL);
}

static void
on_copy_clicked (GtkWidget *button, gpointer user_data)
{
  const char *text = g_object_get_data (G_OBJECT (button), "an-text");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_widget_activate_action (button, "win.toast", "s", _ ("Copied"));
}

static void
on_open_clicked (GtkWidget *button, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (button);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                g_object_get_data (G_OBJECT (button), "an-text"),
                GDK_CURRENT_TIME);
}

static GtkWidget *
make_button (const char *label, const char *text, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "an-text", g_strdup (text), g_free);
  g_signal_connect (button, "clicked", on_clicked, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
add_text_row (AdwExpanderRow *parent, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_expander_row_add_row (parent, row);
}

/* The code for a phone, or the button that opens the page; and copying, for both. */
static void
add_actions (AdwExpanderRow *parent, const AnChannel *channel)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *uri = make_uri (channel);

  if (channel->kind == AN_CHANNEL_PHONE) {
    /* Translators: a telephone number */
    g_autofree char *label =
        g_strdup_printf (_ ("QR code: a phone that reads it dials %s"), channel->number);
    GtkWidget *qr = an_qr_image_new (uri, label);

    gtk_widget_set_size_request (qr, QR_PX, QR_PX);
    gtk_widget_set_halign (qr, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (box), qr);
  } else {
    gtk_box_append (GTK_BOX (buttons),
                    make_button (C_ ("button: a web page or e-mail", "Open"),
                                     uri,
                                     G_CALLBACK (on_open_clicked)));
  }
  gtk_box_append (GTK_BOX (buttons),
                  make_button (_ ("Copy"), get_target (channel), G_CALLBACK (on_copy_clicked)));
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "directory-actions");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_target (channel));
  adw_expander_row_add_row (parent, row);
}

static GtkWidget *
make_row (const AnChannel *channel)
{
  GtkWidget *row = adw_expander_row_new ();
  const AnProvince *province =
      channel->province != NULL ? an_directory_find (channel->province) : NULL;
  const char *note = an_channel_get_note (channel);
  g_autofree char *where = province != NULL
                               ? g_strdup_printf ("%s · %s", get_target (channel), province->name)
                               : g_strdup (get_target (channel));
  g_autofree char *source = an_privacy_format_source (channel->source, channel->checked);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), an_channel_get_name (channel));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), where);
  if (!channel->verified)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), an_privacy_make_unverified_chip ());
  add_actions (ADW_EXPANDER_ROW (row), channel);
  if (note != NULL)
    add_text_row (ADW_EXPANDER_ROW (row), note, NULL);
  add_text_row (ADW_EXPANDER_ROW (row), _ ("Source"), source);
  return row;
}

/* Object */

static void
an_privacy_directory_page_class_init (AnPrivacyDirectoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/privacy/an-privacy-directory-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyDirectoryPage, phone_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyDirectoryPage, web_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyDirectoryPage, empty_group);
}

static void
an_privacy_directory_page_init (AnPrivacyDirectoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_privacy_directory_page_new:
 * @channels: (element-type AnChannel): those without a number, page or e-mail address are left out
 */
GtkWidget *
an_privacy_directory_page_new (GPtrArray *channels)
{
  AnPrivacyDirectoryPage *self = g_object_new (AN_TYPE_PRIVACY_DIRECTORY_PAGE, NULL);
  guint n_phones = 0, n_others = 0;

  for (guint i = 0; i < channels->len; i++) {
    const AnChannel *channel = g_ptr_array_index (channels, i);
    gboolean is_phone = channel->kind == AN_CHANNEL_PHONE;

    if (get_target (channel) == NULL)
      continue;
    adw_preferences_group_add (is_phone ? self->phone_group : self->web_group, make_row (channel));
    n_phones += is_phone;
    n_others += !is_phone;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->phone_group), n_phones > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->web_group), n_others > 0);
  gtk_widget_set_visible (self->empty_group, n_phones + n_others == 0);
  return GTK_WIDGET (self);
}
