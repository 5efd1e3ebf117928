// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* no-guest-account: nobody uses this PC without an account of their own. */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-account.h"
#include "privacy/an-fix.h"
#include "privacy/an-ini.h"

/* Without one of these LightDM has no guest to let in, whatever its settings say. */
static const char *const helpers[] = { "/usr/sbin/guest-account",
                                       "/usr/lib/lightdm/guest-session" };
static const char *const names[] = { "guest", "khach", NULL };

/* Returns: (transfer full) (nullable) */
static char *
find_account (const AnCheckContext *context)
{
  g_auto (GStrv) people = an_account_list_people (context);

  for (guint i = 0; people[i] != NULL; i++)
    if (g_strv_contains (names, people[i]))
      return g_strdup (people[i]);
  return NULL;
}

static gboolean
has_helper (const AnCheckContext *context)
{
  for (gsize i = 0; i < G_N_ELEMENTS (helpers); i++)
    if (an_check_context_exists (context, helpers[i]))
      return TRUE;
  return FALSE;
}

/* `allow-guest` is on unless it is set to something else. */
static AnCheckResult *
look_at_lightdm (const AnCheckContext *context)
{
  const char *groups[] = { "Seat:", "SeatDefaults" };
  g_autoptr (AnIni) ini = an_ini_new ('\0');
  gboolean is_set = FALSE;

  an_ini_add_directory (ini, context, "/usr/share/lightdm/lightdm.conf.d", ".conf");
  an_ini_add_directory (ini, context, "/etc/xdg/lightdm/lightdm.conf.d", ".conf");
  an_ini_add_directory (ini, context, "/etc/lightdm/lightdm.conf.d", ".conf");
  an_ini_add_file (ini, context, "/etc/lightdm/lightdm.conf");
  if (ini->unreadable != NULL)
    return an_check_result_new (AN_CHECK_UNKNOWN, _ ("%s cannot be read."), ini->unreadable);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    is_set = is_set || (an_ini_find_set (ini, groups[i], "allow-guest") != NULL &&
                        an_ini_find_true (ini, groups[i], "allow-guest") == NULL);
  return is_set ? NULL
                : an_check_result_new (AN_CHECK_ATTENTION,
                                       "%s",
                                       _ ("The login screen lets a guest in without a password."));
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  g_autofree char *account = NULL;
  AnCheckResult *lightdm = NULL;

  if (!an_check_context_exists (context, "/etc/passwd"))
    return an_check_result_new (AN_CHECK_UNKNOWN, _ ("%s cannot be read."), "/etc/passwd");
  account = find_account (context);
  if (account != NULL)
    return an_check_result_new (AN_CHECK_ATTENTION,
                                /* Translators: name of an account */
                                _ ("This PC has an account “%s” that anybody may use."), account);
  if (has_helper (context))
    lightdm = look_at_lightdm (context);
  return lightdm != NULL
             ? lightdm
             : an_check_result_new (AN_CHECK_OK, "%s", _ ("This PC has no account for guests."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  g_autofree char *account = find_account (context);

  if (account != NULL)
    return an_fix_new_for_command (
        "no-guest-account",
        _ ("Locks the account; its files stay"),
           "sudo usermod --lock --expiredate 1 --shell /usr/sbin/nologin %s",
           account);
  return an_fix_new_for_command (
      "no-guest-account",
      _ ("The login screen no longer offers a guest, from the next start on"),
         "printf '[Seat:*]\\nallow-guest=false\\n' | sudo tee "
         "/etc/lightdm/lightdm.conf.d/90-annhi-no-guest.conf");
}

const AnCheck an_check_no_guest_account = {
  .id = "no-guest-account",
  .title = N_ ("There is no account for guests"), .look = look, .plan = plan,
  };
