// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-policy.h"
#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

#define AN_TYPE_OWN_PAGE (an_own_page_get_type ())
G_DECLARE_FINAL_TYPE (AnOwnPage, an_own_page, AN, OWN_PAGE, AdwBin)

GtkWidget *an_own_page_new (AnFamily *family, guint32 uid);
void an_own_page_show_policy (AnOwnPage *self, const AnPolicy *policy, GDateTime *today);

G_END_DECLS
