// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is looked back on, as files that a parent keeps: tables and a page to print. */

#include "ui/screentime/an-look-back-export.h"

#include "base/an-i18n.h"
#include "base/an-pdf.h"
#include "base/an-text.h"
#include "base/an-time.h"
#include "ui/widgets/an-save-file.h"

#define MAX_EVENTS_ON_PAPER 200

/* The lines of the document, put into words before the thread that writes it begins. */
typedef struct {
  char *title;       /* (owned) */
  char *summary;     /* (owned) */
  GPtrArray *days;   /* (owned) of char */
  GPtrArray *events; /* (owned) of char: when, what, when, … */
} Document;

static void
document_free (gpointer data)
{
  Document *document = data;

  g_free (document->title);
  g_free (document->summary);
  g_ptr_array_unref (document->days);
  g_ptr_array_unref (document->events);
  g_free (document);
}

static gboolean
write_pdf (const char *path, gpointer data, GError **error)
{
  Document *document = data;
  g_autoptr (AnPdf) pdf = an_pdf_new (path, document->title, error);

  if (pdf == NULL)
    return FALSE;
  an_pdf_add_heading (pdf, document->title);
  an_pdf_add_paragraph (pdf, document->summary);
  for (guint i = 0; i < document->days->len; i++)
    an_pdf_add_paragraph (pdf, g_ptr_array_index (document->days, i));
  if (document->events->len > 0)
    an_pdf_add_subheading (pdf, C_ ("look back", "What happened"));
  for (guint i = 0; i + 1 < document->events->len; i += 2)
    an_pdf_add_field (pdf,
                      g_ptr_array_index (document->events, i),
                      g_ptr_array_index (document->events, i + 1));
  return an_pdf_finish (pdf, error);
}

/* Public */

char *
an_look_back_format_moment (const char *at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (at, NULL);

  return when != NULL ? an_time_format_date_clock (when) : g_strdup (at);
}

void
an_look_back_export_days (GtkWidget *widget, GPtrArray *days)
{
  an_save_file (widget,
                _ ("Save the time used as a table"),
                   "gio-dung-may.csv",
                   NULL,
                   an_save_file_write_text,
                   an_usage_report_days_to_csv (days),
                   g_free);
}

void
an_look_back_export_events (GtkWidget *widget, GPtrArray *events)
{
  an_save_file (widget,
                _ ("Save what happened as a table"),
                   "nhat-ky.csv",
                   NULL,
                   an_save_file_write_text,
                   an_usage_report_events_to_csv (events),
                   g_free);
}

void
an_look_back_export_pdf (GtkWidget *widget,
                         const char *child,
                         const AnLookPeriod *period,
                         GPtrArray *days,
                         GPtrArray *events,
                         gint64 today)
{
  g_autoptr (GPtrArray) columns = an_look_period_create_columns (period, days, today);
  g_autofree char *name = an_look_period_format (period);
  Document *document = g_new0 (Document, 1);

  document->title = *child == '\0'
      /* Translators: %s is a day, a week or a month */
      ? g_strdup_printf (_ ("Time at the PC, %s"), name)
      /* Translators: a child's name; a day, a week or a month */
      : g_strdup_printf (_ ("%s: time at the PC, %s"), child, name);
  document->summary = an_look_period_compare (period, days, today);
  document->days = g_ptr_array_new_with_free_func (g_free);
  document->events = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (document->days,
                     g_strdup (((AnLookColumn *) g_ptr_array_index (columns, i))->text));
  for (guint i = 0; i < events->len && i < MAX_EVENTS_ON_PAPER; i++) {
    const AnGuardEvent *event = g_ptr_array_index (events, i);

    g_ptr_array_add (document->events, an_look_back_format_moment (event->at));
    g_ptr_array_add (document->events, g_strdup (an_text_choose (event->text_vi, event->text_en)));
  }
  an_save_file (widget,
                _ ("Save as PDF"), "nhin-lai.pdf", NULL, write_pdf, document, document_free);
}
