// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The ways out of the form that need no network: the letter and the summary to read out. */

#include "ui/report/an-report-letter.h"

#include "base/an-i18n.h"
#include "report/an-receipt-pdf.h"
#include "ui/report/an-report-save.h"
#include "ui/report/an-report-summary.h"

typedef struct {
  AnReport *report; /* (owned) */
  char *recipient;  /* (owned) (nullable) */
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  an_report_free (letter->report);
  g_free (letter->recipient);
  g_free (letter);
}

static gboolean
write_letter (const char *path, gpointer data, GError **error)
{
  const Letter *letter = data;

  return an_letter_pdf_write (letter->report, letter->recipient, path, error);
}

/**
 * an_report_letter_save:
 * @channel: (nullable): to whom; a letter names it when it is an authority of one place
 */
void
an_report_letter_save (GtkWidget *widget, AnReportForm *form, const AnChannel *channel)
{
  Letter *letter = g_new0 (Letter, 1);

  letter->report = an_report_copy (an_report_form_get_report (form));
  if (channel != NULL && channel->kind != AN_CHANNEL_PAPER)
    letter->recipient = g_strdup (channel->name_vi);
  an_report_save (widget,
                  _ ("Save the letter"),
                     /* Translators: name of a file; says nothing of what is in it */
                     _ ("letter.pdf"), write_letter, letter, letter_free);
}

static gboolean
write_form01 (const char *path, gpointer data, GError **error)
{
  const Letter *letter = data;

  return an_form01_pdf_write (letter->report, path, error);
}

/**
 * an_report_letter_save_form01:
 *
 * The form an office fills in when it is told of a child, with what was told.
 */
void
an_report_letter_save_form01 (GtkWidget *widget, AnReportForm *form)
{
  Letter *letter = g_new0 (Letter, 1);

  letter->report = an_report_copy (an_report_form_get_report (form));
  an_report_save (widget,
                  _ ("Save form 01"),
                     /* Translators: name of a file; says nothing of what is in it */
                     _ ("form-01.pdf"), write_form01, letter, letter_free);
}

/**
 * an_report_letter_write_mail:
 * @address: to whom
 *
 * Opens the program for mail with a draft. An e-mail can be read on its way: the draft has no
 * files, and no name unless somebody writes one into it.
 */
void
an_report_letter_write_mail (GtkWidget *widget, AnReportForm *form, const char *address)
{
  g_autofree char *body = an_report_summary_to_text (form, FALSE);
  g_autofree char *to = g_uri_escape_string (address, "@", FALSE);
  /* Translators: subject of an e-mail; says nothing of what happened */
  g_autofree char *subject = g_uri_escape_string (_ ("A child needs help"), NULL, FALSE);
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;

  g_strdelimit (body, "\r", ' ');
  escaped = g_uri_escape_string (body, NULL, TRUE);
  uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, subject, escaped);
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

void
an_report_letter_copy_summary (GtkWidget *widget, AnReportForm *form)
{
  g_autofree char *text = an_report_summary_to_text (form, TRUE);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  an_report_say (widget, _ ("Copied. Paste it where you write, or read it out on the telephone."));
}
