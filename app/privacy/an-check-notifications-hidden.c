// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* notifications-hidden: a locked screen shows nobody what is written to the child. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-switches.h"

static const AnSwitch switches[] = {
  { "org.gnome.desktop.notifications",
    "show-in-lock-screen",
    FALSE,
    N_ ("The locked screen no longer shows notifications") },
    { NULL },
};

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  return an_switches_look (context,
                           switches,
                           _ ("The locked screen shows no notifications."),
                              _ ("The locked screen shows notifications to whoever passes."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_switches_plan (context, "notifications-hidden", switches);
}

const AnCheck an_check_notifications_hidden = {
  .id = "notifications-hidden",
  .title = N_ ("The locked screen does not show messages"), .look = look, .plan = plan,
  };
