// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The table of rooms, and of the pages that can be shown alone: a new room is one line in each. */

#include "ui/an-rooms.h"

#include "base/an-i18n.h"
#include "ui/privacy/an-privacy-room.h"
#include "ui/report/an-report-room.h"
#include "ui/screentime/an-time-room.h"

/* clang-format off */
const AnRoomEntry an_rooms[] = {
  { "screentime", N_ ("Screen time"), "an-screentime-symbolic", FALSE, an_time_room_new },
  { "privacy", N_ ("Privacy"), "an-privacy-symbolic", TRUE, an_privacy_room_new },
  { "report", N_ ("Report"), "an-report-symbolic", TRUE, an_report_room_new },
  { NULL },
};

const AnPageEntry *const an_page_tables[] = {
  an_help_pages,
  an_countdown_pages,
  an_privacy_pages,
  an_report_pages,
  an_screentime_pages,
  an_shell_pages,
  NULL,
};
/* clang-format on */
