// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-room.h"
#include "ui/privacy/an-privacy-model.h"

G_BEGIN_DECLS

#define AN_TYPE_PRIVACY_ROOM (an_privacy_room_get_type ())
G_DECLARE_FINAL_TYPE (AnPrivacyRoom, an_privacy_room, AN, PRIVACY_ROOM, AdwBin)

GtkWidget *an_privacy_room_new (AnStore *store);

G_END_DECLS
