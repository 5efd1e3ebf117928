// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-room.h"
#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

#define AN_TYPE_OWN_ROOM (an_own_room_get_type ())
G_DECLARE_FINAL_TYPE (AnOwnRoom, an_own_room, AN, OWN_ROOM, AdwBin)

GtkWidget *an_own_room_new (AnFamily *family, guint32 uid);

G_END_DECLS
