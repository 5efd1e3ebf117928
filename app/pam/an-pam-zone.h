// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/* Seconds east of UTC in standard time, as the TZif file at @path ends (RFC 8536 section 3.3);
 * Viet Nam's 7 hours where it cannot be read. The environment's TZ is the child's and not asked. */
int an_pam_zone_offset (const char *path);
