// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* usage-reports-off: nothing is told to the makers of programs. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-switches.h"

static const AnSwitch switches[] = {
  { "org.gnome.desktop.privacy",
    "report-technical-problems",
    FALSE,
    N_ ("Errors of programs are no longer sent to their makers") },
    { "org.gnome.desktop.privacy",
      "send-software-usage-stats",
      FALSE,
      N_ ("It is no longer sent which programs are used") },
      { NULL },
  };

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  return an_switches_look (context,
                           switches,
                           _ ("GNOME sends nobody how this PC is used."),
                              _ ("GNOME sends its makers errors or which programs are used."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_switches_plan (context, "usage-reports-off", switches);
}

const AnCheck an_check_usage_reports_off = {
  .id = "usage-reports-off",
  .title = N_ ("This PC does not report how it is used"), .look = look, .plan = plan,
  };
