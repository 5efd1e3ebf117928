// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

#define AN_TYPE_RULES_PAGE (an_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (AnRulesPage, an_rules_page, AN, RULES_PAGE, AdwBin)

GtkWidget *an_rules_page_new (void);
void an_rules_page_show (AnRulesPage *self, AnRulesDraft *draft);
void an_rules_page_set_today (AnRulesPage *self, GDateTime *today);
void an_rules_page_set_saved (AnRulesPage *self, const char *problem);

G_END_DECLS
