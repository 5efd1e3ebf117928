// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

typedef enum {
  AN_RULES_GUARD_ABSENT, /* written down on this PC, nothing holds them */
  AN_RULES_GUARD_OFFER,  /* there is a guard, and it does not have these rules yet */
  AN_RULES_GUARD_HOLDS,
} AnRulesGuard;

#define AN_TYPE_RULES_PAGE (an_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (AnRulesPage, an_rules_page, AN, RULES_PAGE, AdwBin)

GtkWidget *an_rules_page_new (void);
void an_rules_page_show (AnRulesPage *self, AnRulesDraft *draft);
void an_rules_page_set_guard (AnRulesPage *self, AnRulesGuard guard);
void an_rules_page_set_today (AnRulesPage *self, GDateTime *today);
void an_rules_page_set_refused (AnRulesPage *self, const char *message);
void an_rules_page_set_saved (AnRulesPage *self, const char *problem);

G_END_DECLS
