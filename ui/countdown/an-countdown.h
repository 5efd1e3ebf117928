// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `annhi --countdown`: a program of its own beside the window, so that it opens nothing of what the
 * window keeps. */
gboolean an_countdown_is_wanted (int argc, char **argv);
int an_countdown_run (void);

G_END_DECLS
