// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* remote-desktop-off: nobody sees or moves this screen from another PC. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-desktop.h"
#include "privacy/an-fix.h"
#include "privacy/an-service.h"

#define RDP "org.gnome.desktop.remote-desktop.rdp"
#define VNC "org.gnome.desktop.remote-desktop.vnc"

/* Returns: (nullable): the service that shows the screen */
static const char *
find_service (const AnCheckContext *context)
{
  static const char *const names[] = { "xrdp",      "x11vnc",
                                       "vncserver", "gnome-remote-desktop",
                                       "anydesk",   "teamviewerd",
                                       "rustdesk",  NULL };

  return an_service_find (context, names);
}

/* Whether the account shares its own screen. */
static gboolean
is_shared (const AnCheckContext *context, const char *schema)
{
  g_autoptr (GSettings) settings = an_desktop_open_settings (context, schema, NULL);

  return settings != NULL && an_desktop_has_key (settings, "enable") &&
         g_settings_get_boolean (settings, "enable");
}

/* GNOME's sharing is installed, and its settings cannot be seen from here. */
static gboolean
is_hidden (const AnCheckContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettings) settings = an_desktop_open_settings (context, RDP, &error);

  return settings == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  const char *service = find_service (context);

  if (service != NULL)
    return an_check_result_new (AN_CHECK_ATTENTION,
                                /* Translators: name of a service such as xrdp */
                                _ ("The screen of this PC can be seen from another one (%s)."),
                                   service);
  if (is_shared (context, RDP) || is_shared (context, VNC))
    return an_check_result_new (AN_CHECK_ATTENTION,
                                "%s",
                                _ ("GNOME shares the screen of this account with other PCs."));
  if (!an_service_can_see (context))
    return an_service_unseen ();
  if (is_hidden (context))
    return an_check_result_new (
        AN_CHECK_UNKNOWN,
        "%s",
        _ ("These settings can only be seen from the child's own account."));
  return an_check_result_new (AN_CHECK_OK,
                              "%s",
                              _ ("No service was found that shows this screen to another PC."));
}

static void
add_setting (AnFix *fix, const AnCheckContext *context, const char *schema)
{
  g_autoptr (GSettings) settings = NULL;

  if (!is_shared (context, schema))
    return;
  settings = an_desktop_open_settings (context, schema, NULL);
  an_fix_add (fix,
              AN_CHANGE_SETTING,
              schema,
              "enable",
              g_settings_get_user_value (settings, "enable"),
              g_variant_new_boolean (FALSE),
              _ ("GNOME no longer shares the screen"));
}

static AnFix *
plan (const AnCheckContext *context)
{
  const char *service = find_service (context);
  AnFix *fix;

  if (service != NULL)
    return an_service_plan_end ("remote-desktop-off", service);
  fix = an_fix_new ("remote-desktop-off");
  add_setting (fix, context, RDP);
  add_setting (fix, context, VNC);
  return fix;
}

const AnCheck an_check_remote_desktop_off = {
  .id = "remote-desktop-off",
  .title = N_ ("Nobody sees the screen from another PC"), .look = look, .plan = plan,
  };
