// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-logind.h"

#define AN_LOGIND_NAME "org.freedesktop.login1"
#define AN_LOGIND_PATH "/org/freedesktop/login1"
#define AN_LOGIND_MANAGER "org.freedesktop.login1.Manager"
#define AN_LOGIND_SESSION "org.freedesktop.login1.Session"
#define AN_LOGIND_SEAT "org.freedesktop.login1.Seat"

GDBusConnection *an_guard_logind_get_bus (AnGuardLogind *self);
