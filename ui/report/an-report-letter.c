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

void
an_report_letter_copy_summary (GtkWidget *widget, AnReportForm *form)
{
  g_autofree char *text = an_report_summary_to_text (form);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  an_report_say (widget, _ ("Copied. Paste it where you write, or read it out on the telephone."));
}
