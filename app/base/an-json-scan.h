// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json.h"

G_BEGIN_DECLS

gboolean an_json_scan (const char *data, gsize length, GError **error);

/* Of an-json-pointer.c: one step of a JSON pointer as error messages show it. */
void an_json_pointer_push (GString *pointer, const char *step);

G_END_DECLS
