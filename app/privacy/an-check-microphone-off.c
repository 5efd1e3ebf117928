// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* microphone-off: apps that GNOME keeps apart may not use the microphone. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-switches.h"

static const AnSwitch switches[] = {
  { "org.gnome.desktop.privacy",
    "disable-microphone",
    TRUE,
    N_ ("Apps can no longer ask for the microphone") },
    { NULL },
};

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  return an_switches_look (context,
                           switches,
                           _ ("Apps that ask GNOME get no microphone. Programs installed in the ordinary way do not ask."),
                              _ ("Apps can ask GNOME for the microphone and get it."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_switches_plan (context, "microphone-off", switches);
}

const AnCheck an_check_microphone_off = {
  .id = "microphone-off",
  .title = N_ ("Apps cannot get at the microphone"), .look = look, .plan = plan,
  };
