// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-store.h"

G_BEGIN_DECLS

#define AN_TYPE_WINDOW (an_window_get_type ())
G_DECLARE_FINAL_TYPE (AnWindow, an_window, AN, WINDOW, AdwApplicationWindow)

AnWindow *an_window_new (AdwApplication *application, AnStore *store);
void an_window_show_page (AnWindow *self, const char *page);

G_END_DECLS
