// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets %G_IO_ERROR to what @code, a value of errno, says of @what, such as a path. Returns: %FALSE
 */
gboolean an_errno_fail (const char *what, int code, GError **error);

G_END_DECLS
