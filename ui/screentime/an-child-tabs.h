// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AnChildTabs:
 *
 * “Hôm nay · Luật · Nhìn lại”: the pages of one child. What stands in them is the caller's.
 */
#define AN_TYPE_CHILD_TABS (an_child_tabs_get_type ())
G_DECLARE_FINAL_TYPE (AnChildTabs, an_child_tabs, AN, CHILD_TABS, AdwBin)

GtkWidget *an_child_tabs_new (void);
void an_child_tabs_clear (AnChildTabs *self);
void an_child_tabs_add (AnChildTabs *self, const char *name, const char *title, GtkWidget *page);
void an_child_tabs_show (AnChildTabs *self, const char *name);

G_END_DECLS
