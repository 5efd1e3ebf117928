// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* camera-off: apps that GNOME keeps apart may not use the camera. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-switches.h"

static const AnSwitch switches[] = {
  { "org.gnome.desktop.privacy",
    "disable-camera",
    TRUE,
    N_ ("Apps can no longer ask for the camera") },
    { NULL },
};

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  return an_switches_look (
      context,
      switches,
      _ ("Apps that ask GNOME get no camera. Programs installed in the ordinary way do not ask."),
         _ ("Apps can ask GNOME for the camera and get it."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_switches_plan (context, "camera-off", switches);
}

const AnCheck an_check_camera_off = {
  .id = "camera-off",
  .title = N_ ("Apps cannot get at the camera"), .look = look, .plan = plan,
  };
