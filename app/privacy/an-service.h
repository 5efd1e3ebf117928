// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"

G_BEGIN_DECLS

/* Services of systemd, seen without asking it: a running one has a control group, an enabled one
 * a link in the `wants` of a target. */
gboolean an_service_is_running (const AnCheckContext *context, const char *name);
gboolean an_service_is_enabled (const AnCheckContext *context, const char *name);
gboolean an_service_can_see (const AnCheckContext *context);

G_END_DECLS
