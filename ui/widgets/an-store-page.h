// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-store.h"

G_BEGIN_DECLS

#define AN_TYPE_STORE_PAGE (an_store_page_get_type ())
G_DECLARE_FINAL_TYPE (AnStorePage, an_store_page, AN, STORE_PAGE, AdwBin)

GtkWidget *an_store_page_new (AnStore *store);
void an_store_page_update (AnStorePage *self);

G_END_DECLS
