// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_GUIDE_PAGE (an_guide_page_get_type ())
G_DECLARE_FINAL_TYPE (AnGuidePage, an_guide_page, AN, GUIDE_PAGE, AdwBin)

GtkWidget *an_guide_page_new (void);

G_END_DECLS
