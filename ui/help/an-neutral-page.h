// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_NEUTRAL_PAGE (an_neutral_page_get_type ())
G_DECLARE_FINAL_TYPE (AnNeutralPage, an_neutral_page, AN, NEUTRAL_PAGE, AdwBin)

GtkWidget *an_neutral_page_new (void);

G_END_DECLS
