// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"
#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_TYPE_COUNTDOWN_PAGE (an_countdown_page_get_type ())
G_DECLARE_FINAL_TYPE (AnCountdownPage, an_countdown_page, AN, COUNTDOWN_PAGE, AdwBin)

GtkWidget *an_countdown_page_new (void);
void an_countdown_page_set_client (AnCountdownPage *self, AnGuardClient *client);
void an_countdown_page_set_policy (AnCountdownPage *self, const AnPolicy *policy);
void an_countdown_page_set_left (AnCountdownPage *self, gint64 seconds);

G_END_DECLS
