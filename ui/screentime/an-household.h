// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

GDateTime *an_household_get_now (AnGuardClient *client) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
