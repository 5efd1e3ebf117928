// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the guard keeps what happened, as people say it. Ended by 0. */
extern const guint an_keep_days_choices[];

char *an_keep_days_format (guint days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
