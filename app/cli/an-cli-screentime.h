// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-policy.h"

G_BEGIN_DECLS

AnPolicy *an_cli_load_policy (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_cli_print_json (JsonNode *node);
int an_cli_policy_import (int argc, char **argv);

G_END_DECLS
