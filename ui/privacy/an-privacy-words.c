// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Where something comes from and how sure that is, said alike on every page. */

#include "ui/privacy/an-privacy-words.h"

#include "base/an-i18n.h"
#include "base/an-time.h"

/**
 * an_privacy_format_day:
 * @iso: YYYY-MM-DD
 *
 * Returns: (transfer full): 24/11/2026
 */
char *
an_privacy_format_day (const char *iso)
{
  g_autofree char *text = g_strconcat (iso, "T00:00:00", NULL);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (text, local);

  return day != NULL ? an_time_format_date (day) : g_strdup (iso);
}

char *
an_privacy_format_source (const char *source, const char *iso)
{
  g_autofree char *day = an_privacy_format_day (iso);

  /* Translators: name of a source, a date */
  return g_strdup_printf (_ ("%s · read on %s"), source, day);
}

/**
 * an_privacy_make_unverified_chip:
 *
 * Returns: (transfer floating): the word for what was not held against a source
 */
GtkWidget *
an_privacy_make_unverified_chip (void)
{
  GtkWidget *chip = gtk_label_new (_ ("not verified"));

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "warning");
  return chip;
}
