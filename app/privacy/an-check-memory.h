// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"

G_BEGIN_DECLS

/* What the checks of an account answered last, so that it can be told when one has fallen back.
 * Holds ids and states, no reasons. */
char **an_check_memory_update (const AnCheckContext *context,
                               GHashTable *results,
                               GDateTime *now) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_check_memory_is_due (const AnCheckContext *context, GDateTime *now);

G_END_DECLS
