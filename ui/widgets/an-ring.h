// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AN_TYPE_RING (an_ring_get_type ())
G_DECLARE_FINAL_TYPE (AnRing, an_ring, AN, RING, GtkWidget)

GtkWidget *an_ring_new (void);
void an_ring_set_fraction (AnRing *self, double fraction);
void an_ring_set_label (AnRing *self, const char *label);

G_END_DECLS
