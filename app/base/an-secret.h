// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *an_secret_read (int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_secret_free (char *secret);

G_END_DECLS
