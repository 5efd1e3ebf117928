// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-family.h"
#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

#define AN_TYPE_CHILDREN_PAGE (an_children_page_get_type ())
G_DECLARE_FINAL_TYPE (AnChildrenPage, an_children_page, AN, CHILDREN_PAGE, AdwBin)

GtkWidget *an_children_page_new (void);
void an_children_page_show (AnChildrenPage *self, AnFamily *family, GPtrArray *drafts);
void an_children_page_show_problem (AnChildrenPage *self, const char *detail);
char *an_children_page_name_with_age (AnRulesDraft *draft, int year) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
