// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/**
 * AnWeekCard:
 *
 * The painted week with what one paints it with. Emits `day-wanted (day)` when all of a day is to
 * be edited.
 */
#define AN_TYPE_WEEK_CARD (an_week_card_get_type ())
G_DECLARE_FINAL_TYPE (AnWeekCard, an_week_card, AN, WEEK_CARD, AdwBin)

void an_week_card_show (AnWeekCard *self, AnRulesDraft *draft);

G_END_DECLS
