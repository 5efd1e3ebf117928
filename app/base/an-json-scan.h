// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json.h"

G_BEGIN_DECLS

gboolean an_json_scan (const char *data, gsize length, GError **error);

G_END_DECLS
