// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/**
 * AnMannersPage:
 *
 * How the rules are kept: rests for the eyes, warnings, what happens at the end, asking for more.
 * What is valid goes to the draft at once.
 */
#define AN_TYPE_MANNERS_PAGE (an_manners_page_get_type ())
G_DECLARE_FINAL_TYPE (AnMannersPage, an_manners_page, AN, MANNERS_PAGE, AdwBin)

GtkWidget *an_manners_page_new (void);
void an_manners_page_edit (AnMannersPage *self, AnRulesDraft *draft);

G_END_DECLS
