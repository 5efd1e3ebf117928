// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_NEW_CHILD_PAGE (an_new_child_page_get_type ())
G_DECLARE_FINAL_TYPE (AnNewChildPage, an_new_child_page, AN, NEW_CHILD_PAGE, AdwBin)

GtkWidget *an_new_child_page_new (void);
void an_new_child_page_reset (AnNewChildPage *self);

G_END_DECLS
