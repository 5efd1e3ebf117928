// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/types.h>

#include "report/an-channel.h"

G_BEGIN_DECLS

/* For tests, which cannot write to /etc. */
void
an_channel_add_folder (GPtrArray *channels, const char *path, uid_t owner, GPtrArray *warnings);

G_END_DECLS
