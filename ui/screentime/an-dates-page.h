// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/**
 * AnDatesPage:
 *
 * Holidays, Tết and other dates with rules of their own: the list, and one entry as a form.
 */
#define AN_TYPE_DATES_PAGE (an_dates_page_get_type ())
G_DECLARE_FINAL_TYPE (AnDatesPage, an_dates_page, AN, DATES_PAGE, AdwBin)

GtkWidget *an_dates_page_new (void);
void an_dates_page_edit (AnDatesPage *self, AnRulesDraft *draft, GDateTime *now);
void an_dates_page_open (AnDatesPage *self, guint index); /* AN_DATE_NEW: a new entry */
gboolean an_dates_page_is_changed (AnDatesPage *self);
gboolean an_dates_page_can_save (AnDatesPage *self);
void an_dates_page_save (AnDatesPage *self);
void an_dates_page_discard (AnDatesPage *self);
gboolean an_dates_page_go_back (AnDatesPage *self); /* FALSE: it shows the list */

G_END_DECLS
