// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* location-off: this PC tells no app where it is. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-switches.h"

static const AnSwitch switches[] = {
  { "org.gnome.system.location",
    "enabled",
    FALSE,
    N_ ("Apps are no longer told where this PC is") },
    { NULL },
};

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  return an_switches_look (context,
                           switches,
                           _ ("Apps are not told where this PC is."),
                              _ ("Apps may ask where this PC is."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_switches_plan (context, "location-off", switches);
}

const AnCheck an_check_location_off = {
  .id = "location-off",
  .title = N_ ("Apps do not know where the child is"), .look = look, .plan = plan,
  };
