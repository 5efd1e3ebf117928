// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-room.h"
#include "ui/an-store.h"
#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

#define AN_TYPE_SCREENTIME_ROOM (an_screentime_room_get_type ())
G_DECLARE_FINAL_TYPE (AnScreentimeRoom, an_screentime_room, AN, SCREENTIME_ROOM, AdwBin)

GtkWidget *an_screentime_room_new (AnStore *store);

G_END_DECLS
