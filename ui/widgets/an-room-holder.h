// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-room.h"

G_BEGIN_DECLS

#define AN_TYPE_ROOM_HOLDER (an_room_holder_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnRoomHolder, an_room_holder, AN, ROOM_HOLDER, AdwBin)

struct _AnRoomHolderClass {
  AdwBinClass parent_class;
};

void an_room_holder_set_room (AnRoomHolder *self, GtkWidget *room);
gboolean an_room_holder_has_room (AnRoomHolder *self);

G_END_DECLS
