// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"
#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_TYPE_ASK_CARD (an_ask_card_get_type ())
G_DECLARE_FINAL_TYPE (AnAskCard, an_ask_card, AN, ASK_CARD, AdwBin)

void an_ask_card_set_client (AnAskCard *self, AnGuardClient *client);
void an_ask_card_set_policy (AnAskCard *self, const AnPolicy *policy);
void an_ask_card_show (AnAskCard *self, GPtrArray *requests);

G_END_DECLS
