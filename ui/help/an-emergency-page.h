// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AN_TYPE_EMERGENCY_PAGE (an_emergency_page_get_type ())
G_DECLARE_FINAL_TYPE (AnEmergencyPage, an_emergency_page, AN, EMERGENCY_PAGE, AdwBin)

GtkWidget *an_emergency_page_new (void);

G_END_DECLS
