// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-fix.h"

G_BEGIN_DECLS

/* Where a change reads and writes; blocking. A value that is not set is read as NULL. */
gboolean an_change_read (const AnChange *self,
                         const AnCheckContext *context,
                         GVariant **value,
                         GError **error);
gboolean an_change_write (const AnChange *self,
                          const AnCheckContext *context,
                          GVariant *value,
                          GError **error);

G_END_DECLS
