// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/an-store.h"
#include "ui/widgets/an-room-holder.h"

G_BEGIN_DECLS

#define AN_TYPE_STORE_GATE (an_store_gate_get_type ())
G_DECLARE_FINAL_TYPE (AnStoreGate, an_store_gate, AN, STORE_GATE, AnRoomHolder)

typedef GtkWidget *(*AnStoreGateCreate) (AnStore *store); /* (transfer floating) an AnRoom */

GtkWidget *an_store_gate_new (AnStore *store, gboolean needs_store, AnStoreGateCreate create);

G_END_DECLS
