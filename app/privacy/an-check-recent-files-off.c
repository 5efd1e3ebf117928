// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* recent-files-off: no list is kept of the files that were opened. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-switches.h"

static const AnSwitch switches[] = {
  { "org.gnome.desktop.privacy",
    "remember-recent-files",
    FALSE,
    N_ ("This PC no longer keeps a list of the files that were opened") },
    { NULL },
};

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  return an_switches_look (context,
                           switches,
                           _ ("This PC keeps no list of the files that were opened."),
                              _ ("Whoever uses this account sees which files were opened last."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_switches_plan (context, "recent-files-off", switches);
}

const AnCheck an_check_recent_files_off = {
  .id = "recent-files-off",
  .title = N_ ("No list of opened files is kept"), .look = look, .plan = plan,
  };
