// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AnCopyPopover:
 *
 * Which days shall become like another one. Emits `chosen (days)`, bit 0 is Monday.
 */
#define AN_TYPE_COPY_POPOVER (an_copy_popover_get_type ())
G_DECLARE_FINAL_TYPE (AnCopyPopover, an_copy_popover, AN, COPY_POPOVER, GtkPopover)

GtkWidget *an_copy_popover_new (void);
void an_copy_popover_set_day (AnCopyPopover *self, guint day);

G_END_DECLS
