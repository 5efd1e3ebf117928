// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

void an_guard_give_say (GtkWidget *widget, AnGuardClient *client, guint32 uid, int minutes);

G_END_DECLS
