// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * screen-lock: left alone, the screen locks within five minutes. Knows GNOME, and on Xfce its own
 * screen saver; of light-locker it can only see whether it is switched off.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-desktop.h"
#include "privacy/an-fix.h"

#define LIMIT_SECONDS 300
#define SCREENSAVER "org.gnome.desktop.screensaver"
#define SESSION "org.gnome.desktop.session"
#define LOCKDOWN "org.gnome.desktop.lockdown"
#define CHANNEL "xfce4-screensaver"

/* Xfce's settings, what holds when they are not set, and what they should be at most. */
typedef struct {
  const char *property;
  gboolean is_minutes;
  gint32 absent;
  gint32 good;
  const char *words; /* untranslated */
} XfceSetting;

static const XfceSetting xfce_settings[] = {
  { "/saver/enabled", FALSE, TRUE, TRUE, N_ ("The screen saver is switched on") },
    { "/saver/idle-activation/enabled",
      FALSE,
      TRUE,
      TRUE,
      N_ ("The screen saver starts when nobody uses this PC") },
      { "/saver/idle-activation/delay",
        TRUE,
        5,
        5,
        N_ ("The screen saver starts after 5 minutes") },
        { "/lock/enabled", FALSE, TRUE, TRUE, N_ ("The screen can be locked") },
          { "/lock/saver-activation/enabled",
            FALSE,
            TRUE,
            TRUE,
            N_ ("The screen locks with the screen saver") },
            { "/lock/saver-activation/delay",
              TRUE,
              0,
              0,
              N_ ("The screen locks as soon as the screen saver starts") },
          };

/* Helpers */

static AnCheckResult *
answer_never (void)
{
  return an_check_result_new (AN_CHECK_ATTENTION,
                              "%s",
                              _ ("The screen does not lock by itself when nobody is there."));
}

static AnCheckResult *
answer_after (guint64 seconds)
{
  guint minutes = (guint) MIN ((seconds + 59) / 60, 100000);

  return an_check_result_new (
      seconds <= LIMIT_SECONDS ? AN_CHECK_OK : AN_CHECK_ATTENTION,
      g_dngettext (GETTEXT_PACKAGE,
                   "The screen locks after %u minute in which nobody uses this PC.",
                   "The screen locks after %u minutes in which nobody uses this PC.",
                   minutes),
      minutes);
}

/* GNOME */

static AnCheckResult *
look_gnome (const AnCheckContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettings) screensaver = an_desktop_open_settings (context, SCREENSAVER, &error);
  g_autoptr (GSettings) session = NULL, lockdown = NULL;
  guint64 idle;

  if (screensaver != NULL)
    session = an_desktop_open_settings (context, SESSION, &error);
  if (session == NULL)
    return an_check_result_new (AN_CHECK_UNKNOWN, "%s", error->message);
  lockdown = an_desktop_open_settings (context, LOCKDOWN, NULL);
  idle = g_settings_get_uint (session, "idle-delay");
  if (!g_settings_get_boolean (screensaver, "lock-enabled") || idle == 0 ||
      (lockdown != NULL && g_settings_get_boolean (lockdown, "disable-lock-screen")))
    return answer_never ();
  return answer_after (idle + g_settings_get_uint (screensaver, "lock-delay"));
}

static void
add_setting (AnFix *fix,
             const AnCheckContext *context,
             const char *schema,
             const char *key,
             GVariant *wanted,
             const char *words)
{
  g_autoptr (GVariant) after = g_variant_ref_sink (wanted);
  g_autoptr (GSettings) settings = an_desktop_open_settings (context, schema, NULL);
  g_autoptr (GVariant) now = NULL;

  if (settings == NULL)
    return;
  now = g_settings_get_value (settings, key);
  if (!g_variant_equal (now, after))
    an_fix_add (fix,
                AN_CHANGE_SETTING,
                schema,
                key,
                g_settings_get_user_value (settings, key),
                g_steal_pointer (&after),
                words);
}

static void
plan_gnome (AnFix *fix, const AnCheckContext *context)
{
  g_autoptr (GSettings) session = an_desktop_open_settings (context, SESSION, NULL);
  guint idle = session != NULL ? g_settings_get_uint (session, "idle-delay") : 0;

  add_setting (fix,
               context,
               SCREENSAVER,
               "lock-enabled",
               g_variant_new_boolean (TRUE),
               _ ("The screen can be locked"));
  add_setting (fix,
               context,
               SCREENSAVER,
               "lock-delay",
               g_variant_new_uint32 (0),
               _ ("The screen locks as soon as it goes dark"));
  if (idle == 0 || idle > LIMIT_SECONDS)
    add_setting (fix,
                 context,
                 SESSION,
                 "idle-delay",
                 g_variant_new_uint32 (LIMIT_SECONDS),
                 _ ("The screen goes dark after 5 minutes"));
  add_setting (fix,
               context,
               LOCKDOWN,
               "disable-lock-screen",
               g_variant_new_boolean (FALSE),
               _ ("Locking is no longer forbidden"));
}

/* Xfce */

/* Returns: FALSE when it cannot be read */
static gboolean
read_xfce (const AnCheckContext *context,
           const XfceSetting *setting,
           gint32 *number,
           GVariant **value,
           GError **error)
{
  if (!an_desktop_read_xfconf (context, CHANNEL, setting->property, value, error))
    return FALSE;
  *number = setting->absent;
  if (*value == NULL)
    return TRUE;
  if (!setting->is_minutes && g_variant_is_of_type (*value, G_VARIANT_TYPE_BOOLEAN))
    *number = g_variant_get_boolean (*value);
  else if (setting->is_minutes && g_variant_is_of_type (*value, G_VARIANT_TYPE_INT32))
    *number = g_variant_get_int32 (*value);
  else if (setting->is_minutes && g_variant_is_of_type (*value, G_VARIANT_TYPE_UINT32))
    *number = (gint32) MIN (g_variant_get_uint32 (*value), G_MAXINT32);
  return TRUE;
}

static AnCheckResult *
look_xfce_screensaver (const AnCheckContext *context)
{
  gint64 minutes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (xfce_settings); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GVariant) value = NULL;
    gint32 number;

    if (!read_xfce (context, &xfce_settings[i], &number, &value, &error))
      return an_check_result_new (AN_CHECK_UNKNOWN, "%s", error->message);
    if (xfce_settings[i].is_minutes)
      minutes += MAX (number, 0);
    else if (!number)
      return answer_never ();
  }
  return answer_after ((guint64) minutes * 60);
}

/* Whoever is started by the autostart of the desktop, unless the account has hidden it. */
static AnCheckResult *
look_xfce (const AnCheckContext *context)
{
  g_autoptr (GSettings) locker = NULL;

  if (an_check_context_exists (context, "/usr/bin/xfce4-screensaver"))
    return look_xfce_screensaver (context);
  if (!an_check_context_exists (context, "/usr/bin/light-locker"))
    return an_check_result_new (AN_CHECK_ATTENTION,
                                "%s",
                                _ ("No program is installed that locks the screen."));
  locker = an_desktop_open_settings (context, "apps.light-locker", NULL);
  if (locker != NULL && g_settings_get_uint (locker, "lock-after-screensaver") == 0)
    return answer_never ();
  return an_check_result_new (
      AN_CHECK_UNKNOWN,
      "%s",
      _ ("light-locker locks the screen; An Nhi cannot see after how many minutes."));
}

static void
plan_xfce (AnFix *fix, const AnCheckContext *context)
{
  if (!an_check_context_exists (context, "/usr/bin/xfce4-screensaver"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (xfce_settings); i++) {
    const XfceSetting *setting = &xfce_settings[i];
    g_autoptr (GVariant) value = NULL;
    gint32 number;

    if (!read_xfce (context, setting, &number, &value, NULL) ||
        (setting->is_minutes ? number <= setting->good : number == setting->good))
      continue;
    an_fix_add (fix,
                AN_CHANGE_XFCONF,
                CHANNEL,
                setting->property,
                g_steal_pointer (&value),
                setting->is_minutes ? g_variant_new_int32 (setting->good)
                                    : g_variant_new_boolean (setting->good),
                _ (setting->words));
  }
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  switch (an_desktop_find (context)) {
  case AN_DESKTOP_GNOME:
    return look_gnome (context);
  case AN_DESKTOP_XFCE:
    return look_xfce (context);
  case AN_DESKTOP_UNKNOWN:
  default:
    return an_check_result_new (AN_CHECK_UNKNOWN,
                                "%s",
                                _ ("An Nhi does not know how this desktop locks its screen."));
  }
}

static AnFix *
plan (const AnCheckContext *context)
{
  AnFix *fix;

  if (an_desktop_find (context) == AN_DESKTOP_XFCE &&
      !an_check_context_exists (context, "/usr/bin/xfce4-screensaver"))
    return an_fix_new_for_command ("screen-lock",
                                   _ ("Installs a program that locks the screen"),
                                      "sudo apt install xfce4-screensaver");
  fix = an_fix_new ("screen-lock");
  if (an_desktop_find (context) == AN_DESKTOP_GNOME)
    plan_gnome (fix, context);
  else
    plan_xfce (fix, context);
  return fix;
}

const AnCheck an_check_screen_lock = {
  .id = "screen-lock",
  .title = N_ ("The screen locks when nobody is there"), .look = look, .plan = plan,
  };
