// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the window was left. */
typedef struct {
  char *room;        /* (owned) (nullable) name of a room */
  int width, height; /* pixels, 0 = unknown */
} AnWindowState;

void an_window_state_load (AnWindowState *self);
void an_window_state_save (const AnWindowState *self);
void an_window_state_clear (AnWindowState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnWindowState, an_window_state_clear)

G_END_DECLS
