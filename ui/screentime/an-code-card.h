// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"
#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_TYPE_CODE_CARD (an_code_card_get_type ())
G_DECLARE_FINAL_TYPE (AnCodeCard, an_code_card, AN, CODE_CARD, AdwBin)

void an_code_card_set_client (AnCodeCard *self, AnGuardClient *client);
void an_code_card_set_policy (AnCodeCard *self, const AnPolicy *policy);

G_END_DECLS
