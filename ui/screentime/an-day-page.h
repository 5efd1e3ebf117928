// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

#define AN_TYPE_DAY_PAGE (an_day_page_get_type ())
G_DECLARE_FINAL_TYPE (AnDayPage, an_day_page, AN, DAY_PAGE, AdwBin)

GtkWidget *an_day_page_new (void);
void an_day_page_edit (AnDayPage *self, AnRulesDraft *draft, guint weekday);

G_END_DECLS
