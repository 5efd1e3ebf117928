// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-child.h"

G_BEGIN_DECLS

AnIdentity an_guard_identity_check (guint32 uid, const char *user);
char *an_guard_identity_find_name (guint32 uid,
                                   char **real_name) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */
gboolean an_guard_identity_is_exempt (guint32 uid);
gboolean an_guard_identity_is_parent (guint32 uid);

G_END_DECLS
