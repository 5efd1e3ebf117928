// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

#define AN_TYPE_NOW_CARD (an_now_card_get_type ())
G_DECLARE_FINAL_TYPE (AnNowCard, an_now_card, AN, NOW_CARD, AdwBin)

void an_now_card_set_child (AnNowCard *self, AnFamily *family, guint32 uid);

G_END_DECLS
