// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_TYPE_PREVIEW_CARD (an_preview_card_get_type ())
G_DECLARE_FINAL_TYPE (AnPreviewCard, an_preview_card, AN, PREVIEW_CARD, AdwBin)

void an_preview_card_set_policy (AnPreviewCard *self, const AnPolicy *policy);
void an_preview_card_set_today (AnPreviewCard *self, GDateTime *today);

G_END_DECLS
