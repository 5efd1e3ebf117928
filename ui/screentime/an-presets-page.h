// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-preset.h"

G_BEGIN_DECLS

#define AN_TYPE_PRESETS_PAGE (an_presets_page_get_type ())
G_DECLARE_FINAL_TYPE (AnPresetsPage, an_presets_page, AN, PRESETS_PAGE, AdwBin)

GtkWidget *an_presets_page_new (GPtrArray *presets);

G_END_DECLS
