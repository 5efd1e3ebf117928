// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * no-automatic-login: whoever switches this PC on must say who they are. Knows the login screens
 * GDM, LightDM and SDDM, and consoles that log in by themselves. Where the two can be read in two
 * ways, the answer is the careful one.
 */

#define G_LOG_DOMAIN "an-privacy"

#include <string.h>

#include "base/an-i18n.h"
#include "privacy/an-change.h"
#include "privacy/an-ini.h"

typedef struct {
  const char *service; /* how its unit's name begins */
  const char *name;    /* as people call it */
  AnCheckResult *(*look) (const AnCheckContext *context, const char *name);
} LoginScreen;

/* Helpers */

static AnCheckResult *
found_account (const AnIniEntry *entry)
{
  return an_check_result_new (
      AN_CHECK_ATTENTION,
      /* Translators: name of an account, name of a file */
      _ ("This PC opens the account “%s” without asking (%s)."), entry->value, entry->path);
}

static AnCheckResult *
answer_absence (const AnIni *ini, const char *name)
{
  if (ini->unreadable != NULL)
    return an_check_result_new (
        AN_CHECK_UNKNOWN,
        /* Translators: a file, then the name of a login screen */
        _ ("%s, a settings file of the login screen %s, cannot be read."), ini->unreadable, name);
  return an_check_result_new (AN_CHECK_OK,
                              /* Translators: name of a login screen such as GDM */
                              _ ("The login screen %s asks who it is."), name);
}

/* GDM reads one of these, depending on how it was built; a setting in any of them counts. */
static AnCheckResult *
look_gdm (const AnCheckContext *context, const char *name)
{
  const char *paths[] = {
    "/run/gdm3/custom.conf",        "/run/gdm/custom.conf", "/etc/gdm3/daemon.conf",
    "/etc/gdm3/custom.conf",        "/etc/gdm/custom.conf", "/etc/gdm/daemon.conf",
    "/usr/share/gdm/defaults.conf",
  };
  g_autoptr (AnIni) whole = an_ini_new ('\0');
  const char *keys[][2] = { { "AutomaticLoginEnable", "AutomaticLogin" },
                            { "TimedLoginEnable", "TimedLogin" } };
  const AnIniEntry *account[G_N_ELEMENTS (keys)] = { NULL };
  gboolean enabled[G_N_ELEMENTS (keys)] = { FALSE };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) an_ini_free);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    AnIni *file = an_ini_new ('\0');

    g_ptr_array_add (files, file);
    an_ini_add_file (file, context, paths[i]);
    an_ini_add_file (whole, context, paths[i]);
    for (gsize k = 0; k < G_N_ELEMENTS (keys); k++) {
      enabled[k] = enabled[k] || an_ini_find_true (file, "daemon", keys[k][0]) != NULL;
      if (account[k] == NULL)
        account[k] = an_ini_find_set (file, "daemon", keys[k][1]);
    }
  }
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    if (enabled[k] && account[k] != NULL)
      return found_account (account[k]);
  return answer_absence (whole, name);
}

static AnCheckResult *
look_lightdm (const AnCheckContext *context, const char *name)
{
  const char *groups[] = { "Seat:", "SeatDefaults" };
  g_autoptr (AnIni) ini = an_ini_new ('\0');
  const AnIniEntry *entry = NULL;

  an_ini_add_directory (ini, context, "/usr/share/lightdm/lightdm.conf.d", ".conf");
  an_ini_add_directory (ini, context, "/usr/local/share/lightdm/lightdm.conf.d", ".conf");
  an_ini_add_directory (ini, context, "/etc/xdg/lightdm/lightdm.conf.d", ".conf");
  an_ini_add_directory (ini, context, "/etc/lightdm/lightdm.conf.d", ".conf");
  an_ini_add_file (ini, context, "/etc/lightdm/lightdm.conf");
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    entry = an_ini_find_set (ini, groups[i], "autologin-user");
    if (entry != NULL)
      return found_account (entry);
    entry = an_ini_find_true (ini, groups[i], "autologin-guest");
    if (entry != NULL)
      return an_check_result_new (AN_CHECK_ATTENTION,
                                  /* Translators: name of a file */
                                  _ ("This PC opens a guest account without asking (%s)."),
                                     entry->path);
  }
  return answer_absence (ini, name);
}

static AnCheckResult *
look_sddm (const AnCheckContext *context, const char *name)
{
  g_autoptr (AnIni) ini = an_ini_new ('#');
  const AnIniEntry *entry;

  an_ini_add_directory (ini, context, "/usr/lib/sddm/sddm.conf.d", "");
  an_ini_add_directory (ini, context, "/etc/sddm.conf.d", "");
  an_ini_add_file (ini, context, "/etc/sddm.conf");
  entry = an_ini_find_set (ini, "Autologin", "User");
  return entry != NULL ? found_account (entry) : answer_absence (ini, name);
}

static const LoginScreen login_screens[] = {
  { "gdm", "GDM", look_gdm },
  { "lightdm", "LightDM", look_lightdm },
  { "sddm", "SDDM", look_sddm },
};

/* Returns: (transfer full) (nullable): such as `gdm3`; what systemd starts, else what Debian's own
 * file says. A link to /dev/null is a login screen switched off. */
static char *
find_login_screen (const AnCheckContext *context)
{
  g_autofree char *link =
      an_check_context_path (context, "/etc/systemd/system/display-manager.service");
  g_autofree char *choice = an_check_context_path (context, "/etc/X11/default-display-manager");
  g_autofree char *target = g_file_read_link (link, NULL);
  g_autofree char *text = NULL;
  char *name;

  if (target == NULL) {
    if (!g_file_get_contents (choice, &text, NULL, NULL) || *g_strstrip (text) == '\0')
      return NULL;
    return g_path_get_basename (text);
  }
  if (g_str_equal (target, "/dev/null"))
    return NULL;
  name = g_path_get_basename (target);
  if (g_str_has_suffix (name, ".service"))
    name[strlen (name) - strlen (".service")] = '\0';
  return name;
}

/* A console whose unit starts agetty with --autologin. Returns: (transfer full) (nullable): what
 * speaks against a good answer. */
static AnCheckResult *
look_at_consoles (const AnCheckContext *context)
{
  const char *folders[] = { "/etc/systemd/system", "/run/systemd/system" };
  AnCheckResult *unknown = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *real = an_check_context_path (context, folders[i]);
    g_autoptr (GDir) dir = g_dir_open (real, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);
      g_autoptr (AnIni) ini = an_ini_new ('\0');
      const AnIniEntry *entry;

      if (strstr (name, "getty") == NULL)
        continue;
      if (g_str_has_suffix (name, ".d"))
        an_ini_add_directory (ini, context, path, ".conf");
      else if (g_str_has_suffix (name, ".service"))
        an_ini_add_file (ini, context, path);
      entry = an_ini_find_set (ini, "Service", "ExecStart");
      if (unknown == NULL && ini->unreadable != NULL)
        unknown = an_check_result_new (AN_CHECK_UNKNOWN,
                                       /* Translators: a file, then the system's reason */
                                       _ ("%s cannot be read."), ini->unreadable);
      if (entry != NULL &&
          (strstr (entry->value, "--autologin") != NULL || strstr (entry->value, " -a ") != NULL)) {
        g_clear_pointer (&unknown, an_check_result_free);
        return an_check_result_new (AN_CHECK_ATTENTION,
                                    _ ("A text console of this PC opens an account without "
                                       "asking (%s)."),
                                       entry->path);
      }
    }
  }
  return unknown;
}

static AnCheckResult *
look_at_login_screen (const AnCheckContext *context)
{
  g_autofree char *running = find_login_screen (context);

  if (running == NULL)
    return an_check_result_new (AN_CHECK_UNKNOWN, _ ("No login screen was found on this PC."));
  for (gsize i = 0; i < G_N_ELEMENTS (login_screens); i++)
    if (g_str_has_prefix (running, login_screens[i].service))
      return login_screens[i].look (context, login_screens[i].name);
  return an_check_result_new (AN_CHECK_UNKNOWN,
                              _ ("An Nhi does not know the settings of the login screen “%s”."),
                                 running);
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  g_autoptr (AnCheckResult) screen = look_at_login_screen (context);
  g_autoptr (AnCheckResult) console = look_at_consoles (context);

  if (screen->state != AN_CHECK_ATTENTION && console != NULL)
    return g_steal_pointer (&console);
  return g_steal_pointer (&screen);
}

/* Returns: (transfer full) (nullable): those of @paths that are there, for a command line */
static char *
list_files (const AnCheckContext *context, const char *const *paths)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    if (an_check_context_exists (context, paths[i]))
      g_string_append_printf (list, " %s", paths[i]);
  return list->len > 0 ? g_strdup (list->str) : NULL;
}

/* The service of accounts writes GDM's file; whether it would is seen from what it says now. */
static AnFix *
plan_account (const AnCheckContext *context)
{
  const char *name = context->user != NULL ? context->user : g_get_user_name ();
  AnChange change = {
    AN_CHANGE_ACCOUNT, (char *) name, (char *) "AutomaticLogin", NULL, NULL, NULL
  };
  g_autoptr (GVariant) now = NULL;
  AnFix *fix;

  if (context->root != NULL || !an_change_read (&change, context, &now, NULL) ||
      !g_variant_is_of_type (now, G_VARIANT_TYPE_BOOLEAN) || !g_variant_get_boolean (now))
    return NULL;
  fix = an_fix_new ("no-automatic-login");
  an_fix_add (fix,
              AN_CHANGE_ACCOUNT,
              name,
              "AutomaticLogin",
              g_steal_pointer (&now),
              g_variant_new_boolean (FALSE),
              _ ("This PC asks for the password when it starts"));
  return fix;
}

static AnFix *
plan (const AnCheckContext *context)
{
  static const char *const gdm[] = { "/etc/gdm3/daemon.conf",
                                     "/etc/gdm3/custom.conf",
                                     "/etc/gdm/custom.conf",
                                     NULL };
  static const char *const lightdm[] = { "/etc/lightdm/lightdm.conf",
                                         "/etc/lightdm/lightdm.conf.d/*.conf",
                                         NULL };
  static const char *const lightdm_places[] = { "/etc/lightdm/lightdm.conf",
                                                "/etc/lightdm/lightdm.conf.d",
                                                NULL };
  g_autoptr (AnCheckResult) screen = look_at_login_screen (context);
  g_autofree char *running = find_login_screen (context), *files = NULL;
  const char *words = _ ("This PC asks for the password when it starts");

  if (running == NULL || screen->state != AN_CHECK_ATTENTION)
    return NULL;
  if (g_str_has_prefix (running, "gdm")) {
    AnFix *fix = plan_account (context);

    files = list_files (context, gdm);
    if (fix != NULL || files == NULL)
      return fix;
    return an_fix_new_for_command (
        "no-automatic-login",
        words,
        "sudo sed -i -E 's/^ *(AutomaticLoginEnable|TimedLoginEnable) *=.*/\\1=false/I'%s",
        files);
  }
  if (!g_str_has_prefix (running, "lightdm") ||
      !an_check_context_exists (context, lightdm_places[0]))
    return NULL;
  return an_fix_new_for_command ("no-automatic-login",
                                 words,
                                 "sudo sed -i -E 's/^ *(autologin-(user|guest) *=)/#\\1/' %s%s%s",
                                 lightdm[0],
                                 an_check_context_exists (context, lightdm_places[1]) ? " " : "",
                                 an_check_context_exists (context, lightdm_places[1]) ? lightdm[1]
                                                                                      : "");
}

const AnCheck an_check_no_automatic_login = {
  .id = "no-automatic-login",
  .title = N_ ("This PC asks who it is when it starts"), .look = look, .plan = plan,
  };
