// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"
#include "privacy/an-fix.h"

G_BEGIN_DECLS

/* Services of systemd, seen without asking it: a running one has a control group, an enabled one
 * a link in the `wants` of a target. */
gboolean an_service_is_running (const AnCheckContext *context, const char *name);
gboolean an_service_is_enabled (const AnCheckContext *context, const char *name);
gboolean an_service_can_see (const AnCheckContext *context);
const char *an_service_find (const AnCheckContext *context, const char *const *names);

/* (transfer full): the answer where an_service_can_see() says no */
AnCheckResult *an_service_unseen (void) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the command that ends @name for good */
AnFix *an_service_plan_end (const char *check, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
