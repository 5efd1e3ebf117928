// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One way to an authority that needs no network: telephone, web, paper. */

#include "ui/report/an-report-pages.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-fields.h"
#include "ui/report/an-report-letter.h"
#include "ui/widgets/an-qr-image.h"

/**
 * AnReportChannelRow:
 *
 * What it is, and what can be done with it.
 */
#define AN_TYPE_REPORT_CHANNEL_ROW (an_report_channel_row_get_type ())
G_DECLARE_FINAL_TYPE (AnReportChannelRow,
                      an_report_channel_row,
                      AN,
                      REPORT_CHANNEL_ROW,
                      AdwExpanderRow)

struct _AnReportChannelRow {
  AdwExpanderRow parent;

  AnReportForm *form;       /* (owned) */
  const AnChannel *channel; /* (not owned) of the store */

  GtkLabel *note;
  AnQrImage *qr;
  GtkLabel *address;
  GtkWidget *copy_button;
  GtkWidget *open_button;
  GtkWidget *mail_button;
  GtkWidget *form01_button;
  GtkLabel *source;
};

G_DEFINE_FINAL_TYPE (AnReportChannelRow, an_report_channel_row, ADW_TYPE_EXPANDER_ROW)

static const char *const icon_names[] = {
  [AN_CHANNEL_REST] = "network-transmit-symbolic", [AN_CHANNEL_PHONE] = "call-start-symbolic",
  [AN_CHANNEL_WEB] = "web-browser-symbolic",       [AN_CHANNEL_EMAIL] = "mail-unread-symbolic",
  [AN_CHANNEL_PAPER] = "printer-symbolic",
};

/* (nullable) */
static const char *
get_address (const AnChannel *channel)
{
  switch (channel->kind) {
  case AN_CHANNEL_PHONE:
    return channel->number;
  case AN_CHANNEL_WEB:
    return channel->url;
  case AN_CHANNEL_EMAIL:
  case AN_CHANNEL_PAPER:
    return channel->address;
  case AN_CHANNEL_REST:
  default:
    return NULL;
  }
}

static const char *
get_possible (const AnChannel *channel)
{
  switch (channel->kind) {
  case AN_CHANNEL_PHONE:
    return _ ("Call");
  case AN_CHANNEL_WEB:
    return _ ("Write on a web page");
  case AN_CHANNEL_EMAIL:
    return _ ("Write an e-mail");
  case AN_CHANNEL_PAPER:
    return _ ("Print a letter");
  case AN_CHANNEL_REST:
  default:
    return _ ("Send over the network");
  }
}

static void
on_copy_clicked (AnReportChannelRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "report.copy", "s", get_address (self->channel));
}

static void
on_open_clicked (AnReportChannelRow *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                self->channel->url,
                GDK_CURRENT_TIME);
}

static void
on_summary_clicked (AnReportChannelRow *self)
{
  an_report_letter_copy_summary (GTK_WIDGET (self), self->form);
}

static void
on_letter_clicked (AnReportChannelRow *self)
{
  an_report_letter_save (GTK_WIDGET (self), self->form, self->channel);
}

static void
on_form01_clicked (AnReportChannelRow *self)
{
  an_report_letter_save_form01 (GTK_WIDGET (self), self->form);
}

static void
on_mail_clicked (AnReportChannelRow *self)
{
  an_report_letter_write_mail (GTK_WIDGET (self), self->form, self->channel->address);
}

static void
show_phone (AnReportChannelRow *self)
{
  g_auto (GStrv) parts = g_strsplit (self->channel->number, " ", -1);
  g_autofree char *digits = g_strjoinv ("", parts);
  g_autofree char *uri = g_strconcat ("tel:", digits, NULL);

  an_qr_image_set_text (self->qr, uri);
  an_qr_image_set_label (self->qr, _ ("QR code: a phone that reads it dials this number"));
}

static void
show_channel (AnReportChannelRow *self)
{
  const AnChannel *channel = self->channel;
  const char *note = an_channel_get_note (channel);
  const char *address = get_address (channel);
  /* Translators: where something was read, and on which day it was looked at */
  g_autofree char *source =
      g_strdup_printf (_ ("Source: %s; looked at on %s"), channel->source, channel->checked);
  g_autofree char *possible =
      channel->verified ? g_strdup (get_possible (channel))
                        /* Translators: %s is a way such as “Call” */
                        : g_strdup_printf (_ ("%s · not verified"), get_possible (channel));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), an_channel_get_name (channel));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), possible);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self),
                               gtk_image_new_from_icon_name (icon_names[channel->kind]));
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_label_set_label (self->address, address != NULL ? address : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address), address != NULL);
  gtk_widget_set_visible (self->copy_button, address != NULL);
  gtk_widget_set_visible (self->open_button, channel->kind == AN_CHANNEL_WEB);
  gtk_widget_set_visible (self->mail_button, channel->kind == AN_CHANNEL_EMAIL && address != NULL);
  gtk_widget_set_visible (self->form01_button, channel->kind == AN_CHANNEL_PAPER);
  gtk_label_set_label (self->source, source);
  if (channel->kind == AN_CHANNEL_PHONE)
    show_phone (self);
}

static void
an_report_channel_row_dispose (GObject *object)
{
  AnReportChannelRow *self = AN_REPORT_CHANNEL_ROW (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (an_report_channel_row_parent_class)->dispose (object);
}

static void
an_report_channel_row_class_init (AnReportChannelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_report_channel_row_dispose;
  g_type_ensure (AN_TYPE_QR_IMAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/report/an-report-channel-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, note);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, qr);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, address);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, mail_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, form01_button);
  gtk_widget_class_bind_template_child (widget_class, AnReportChannelRow, source);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_summary_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_letter_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_form01_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_mail_clicked);
}

static void
an_report_channel_row_init (AnReportChannelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_report_channel_row_new (AnReportForm *form, const AnChannel *channel)
{
  AnReportChannelRow *self = g_object_new (AN_TYPE_REPORT_CHANNEL_ROW, NULL);

  self->form = g_object_ref (form);
  self->channel = channel;
  show_channel (self);
  return GTK_WIDGET (self);
}
