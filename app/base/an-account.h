// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Which accounts rules never bind. Plain C17 without GLib: the PAM module asks this first. */

#pragma once

#include <stdbool.h>
#include <stdint.h>

#define AN_ACCOUNT_FIRST_UID 1000 /* login.defs(5) UID_MIN of Debian */
#define AN_ACCOUNT_NOBODY_UID 65534

/* Whether @user is in sudo or wheel; reads the user and group databases. */
bool an_account_is_administrator (uint32_t gid, const char *user);
/* Root, system users and administrators. */
bool an_account_is_exempt (uint32_t uid, uint32_t gid, const char *user);
