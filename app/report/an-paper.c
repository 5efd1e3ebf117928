// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the letter and form 01 write in the same way. Their text is Vietnamese and not translated on
 * purpose. */

#include <stdio.h>
#include <string.h>

#include "base/an-text.h"
#include "report/an-paper-private.h"

const char *const an_paper_role_names[] = {
  "Trẻ em", "Bố mẹ", "Người chăm sóc", "Thầy cô", "Người chứng kiến",
};
const char *const an_paper_gender_names[] = { "Nam / Nữ / Không biết", "Nam", "Nữ" };

/* A dotted line where nothing is known. */
void
an_paper_add_field (AnPdf *pdf, const char *label, const char *value)
{
  an_pdf_add_field (pdf, label, value != NULL && *value != '\0' ? value : NULL);
}

/* Left out where nothing is known. */
void
an_paper_add_if_known (AnPdf *pdf, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    an_pdf_add_field (pdf, label, value);
}

/* A long answer over the whole width; room to write one where nothing is known. */
void
an_paper_add_story (AnPdf *pdf, const char *label, const char *value)
{
  static const char dots[] = "…………………………………………………………………………………………";
  gboolean known = value != NULL && *value != '\0';
  g_autofree char *text = known
                              ? g_strdup_printf ("%s: %s", label, value)
                              : g_strdup_printf ("%s: ……………\n%s\n%s\n%s", label, dots, dots, dots);

  an_pdf_add_paragraph (pdf, text);
}

/* (transfer full) (nullable): “20:15 ngày 12/08/2026”, or “12/08/2026” for a day alone. */
char *
an_paper_format_when (const char *text)
{
  g_autoptr (GDateTime) when = NULL;
  int year, month, day;

  if (text == NULL || *text == '\0')
    return NULL;
  when = g_date_time_new_from_iso8601 (text, NULL);
  if (when != NULL)
    return g_date_time_format (when, "%H:%M ngày %d/%m/%Y");
  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return g_strdup (text);
  return g_strdup_printf ("%02d/%02d/%04d", day, month, year);
}

void
an_paper_add_list (AnPdf *pdf, const char *label, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *shown = an_text_make_visible (g_ptr_array_index (texts, i));

    an_pdf_add_field (pdf, label, shown);
  }
}
