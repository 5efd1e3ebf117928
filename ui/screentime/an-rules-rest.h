// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-policy.h"

G_BEGIN_DECLS

void an_rules_rest_add (JsonBuilder *builder, const AnPolicy *policy, const char *without);
AnPolicy *an_rules_rest_create (const AnPolicy *policy,
                                const char *member,
                                JsonNode *value,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_rules_rest_is_same (const AnPolicy *one, const AnPolicy *other);

G_END_DECLS
