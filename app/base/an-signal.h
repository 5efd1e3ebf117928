// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A signal without class handler, return value or accumulator, which all of ours are. The types of
 * its @n_params parameters follow. */
guint an_signal_new (GType type, const char *name, guint n_params, ...);

G_END_DECLS
