// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

#define AN_TYPE_DAY_BAR (an_day_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnDayBar, an_day_bar, AN, DAY_BAR, GtkWidget)

GtkWidget *an_day_bar_new (void);
void an_day_bar_show (AnDayBar *self, AnRulesDraft *draft, guint weekday);

G_END_DECLS
