// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/an-errno.h"

#include <gio/gio.h>

gboolean
an_errno_fail (const char *what, int code, GError **error)
{
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (code),
               "%s: %s",
               what,
               g_strerror (code));
  return FALSE;
}
