// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the checks of GNOME's privacy settings have in common. */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-switches.h"

#include "base/an-i18n.h"
#include "privacy/an-desktop.h"

/**
 * an_switches_look:
 * @ok: translated: all are as they should be
 * @attention: translated: one is not
 */
AnCheckResult *
an_switches_look (const AnCheckContext *context,
                  const AnSwitch *switches,
                  const char *ok,
                  const char *attention)
{
  /* On another desktop the settings may be there, and nobody acts on them. */
  if (an_desktop_find (context) != AN_DESKTOP_GNOME)
    return an_check_result_new (
        AN_CHECK_UNKNOWN,
        "%s",
        _ ("Only the desktop GNOME has this setting, and GNOME is not what this account uses."));
  for (guint i = 0; switches[i].schema != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GSettings) settings = an_desktop_open_settings (context, switches[i].schema, &error);

    if (settings == NULL)
      return an_check_result_new (AN_CHECK_UNKNOWN, "%s", error->message);
    if (!an_desktop_has_key (settings, switches[i].key))
      return an_check_result_new (AN_CHECK_UNKNOWN,
                                  "%s",
                                  _ ("This version of GNOME does not have this setting."));
    if (g_settings_get_boolean (settings, switches[i].key) != switches[i].good)
      return an_check_result_new (AN_CHECK_ATTENTION, "%s", attention);
  }
  return an_check_result_new (AN_CHECK_OK, "%s", ok);
}

AnFix *
an_switches_plan (const AnCheckContext *context, const char *check, const AnSwitch *switches)
{
  AnFix *fix = an_fix_new (check);

  for (guint i = 0; switches[i].schema != NULL; i++) {
    g_autoptr (GSettings) settings = an_desktop_open_settings (context, switches[i].schema, NULL);

    if (settings == NULL || !an_desktop_has_key (settings, switches[i].key) ||
        g_settings_get_boolean (settings, switches[i].key) == switches[i].good)
      continue;
    an_fix_add (fix,
                AN_CHANGE_SETTING,
                switches[i].schema,
                switches[i].key,
                g_settings_get_user_value (settings, switches[i].key),
                g_variant_new_boolean (switches[i].good),
                _ (switches[i].words));
  }
  return fix;
}
