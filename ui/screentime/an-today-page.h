// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

#define AN_TYPE_TODAY_PAGE (an_today_page_get_type ())
G_DECLARE_FINAL_TYPE (AnTodayPage, an_today_page, AN, TODAY_PAGE, AdwBin)

GtkWidget *an_today_page_new (AnFamily *family, guint32 uid);
void an_today_page_set_day_off (AnTodayPage *self, gboolean is_off);

G_END_DECLS
