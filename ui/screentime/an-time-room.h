// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/an-store.h"
#include "ui/widgets/an-room-holder.h"

G_BEGIN_DECLS

/* The room “Screen time”, for whoever is at the keyboard. */
#define AN_TYPE_TIME_ROOM (an_time_room_get_type ())
G_DECLARE_FINAL_TYPE (AnTimeRoom, an_time_room, AN, TIME_ROOM, AnRoomHolder)

GtkWidget *an_time_room_new (AnStore *store);

G_END_DECLS
