// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-values.h"

G_BEGIN_DECLS

#define AN_TYPE_LEFT_RING (an_left_ring_get_type ())
G_DECLARE_FINAL_TYPE (AnLeftRing, an_left_ring, AN, LEFT_RING, AdwBin)

void an_left_ring_show (AnLeftRing *self, const AnGuardStatus *status);

G_END_DECLS
