// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Rules of a child that does not exist, on the pages that edit them. */

#include "ui/screentime/an-rules-examples.h"

#include "screentime/an-preset.h"
#include "ui/screentime/an-date-draft.h"
#include "ui/screentime/an-dates-page.h"
#include "ui/screentime/an-manners-page.h"

static AnRulesDraft *
create_draft (void)
{
  g_autoptr (GPtrArray) presets = an_presets_load ();

  return an_rules_draft_new ("",
                             "Bé An",
                             2017,
                             ((AnPreset *) g_ptr_array_index (presets, 0))->policy);
}

static GtkWidget *
create_dates_page (guint n_dates)
{
  g_autoptr (AnRulesDraft) draft = create_draft ();
  g_autoptr (GDateTime) now = g_date_time_new_local (2026, 11, 28, 9, 0, 0);
  GtkWidget *page = an_dates_page_new ();
  AnDateDraft entry;
  gint64 day;

  an_date_parse ("05/02/2027", &day);
  an_date_draft_read (&entry, draft, AN_DATE_NEW, day);
  entry.open = AN_DATE_WINDOWS;
  entry.has_quota = TRUE;
  entry.to = day + 6;
  for (guint i = 0; i < n_dates; i++) {
    entry.label = i == 0 ? g_strdup ("Tết Nguyên đán") : NULL;
    an_date_draft_write (&entry, draft, AN_DATE_NEW, NULL);
    an_date_draft_clear (&entry);
    entry.from = entry.to += 20;
    entry.open = AN_DATE_NEVER;
  }
  an_dates_page_edit (AN_DATES_PAGE (page), draft, now);
  return page;
}

GtkWidget *
an_rules_example_dates_empty (void)
{
  return create_dates_page (0);
}

GtkWidget *
an_rules_example_dates (void)
{
  return create_dates_page (2);
}

GtkWidget *
an_rules_example_date (void)
{
  GtkWidget *page = create_dates_page (2);

  an_dates_page_open (AN_DATES_PAGE (page), 0);
  return page;
}

GtkWidget *
an_rules_example_manners (void)
{
  g_autoptr (AnRulesDraft) draft = create_draft ();
  GtkWidget *page = an_manners_page_new ();

  an_manners_page_edit (AN_MANNERS_PAGE (page), draft);
  return page;
}
