// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/an-room.h"

G_BEGIN_DECLS

void an_frames_run (GtkApplication *application, GPtrArray *entries, int width, int height);

G_END_DECLS
