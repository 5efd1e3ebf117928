// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

#define AN_TYPE_KEEP_CARD (an_keep_card_get_type ())
G_DECLARE_FINAL_TYPE (AnKeepCard, an_keep_card, AN, KEEP_CARD, AdwBin)

void an_keep_card_set_child (AnKeepCard *self, AnGuardClient *client, guint32 uid);
void an_keep_card_load (AnKeepCard *self);

G_END_DECLS
