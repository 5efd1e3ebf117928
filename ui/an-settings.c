// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Few choices in a file beside the vault: they are needed before it is open. */

#include "ui/an-settings.h"

#include <locale.h>
#include <string.h>

#include "base/an-paths.h"

#define GROUP "settings"
#define MAX_VALUE 64

static char *
get_path (void)
{
  g_autofree char *directory = an_paths_user_data_dir ();

  return g_build_filename (directory, "settings.ini", NULL);
}

static GKeyFile *
load (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = get_path ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

char *
an_settings_get (const char *key)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *value = g_key_file_get_string (file, GROUP, key, NULL);

  return value != NULL && strlen (value) <= MAX_VALUE ? g_steal_pointer (&value) : NULL;
}

/**
 * an_settings_set:
 * @value: (nullable)
 *
 * What cannot be written is asked again another time.
 */
void
an_settings_set (const char *key, const char *value)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *directory = an_paths_user_data_dir ();
  g_autofree char *path = get_path ();
  g_autoptr (GError) error = NULL;

  if (value != NULL)
    g_key_file_set_string (file, GROUP, key, value);
  else
    g_key_file_remove_key (file, GROUP, key, NULL);
  if (!an_paths_ensure_private_dir (directory, &error) ||
      !g_key_file_save_to_file (file, path, &error))
    g_debug ("a setting is not kept: %s", error->message);
}

/**
 * an_settings_apply_language:
 *
 * Before anything is translated and before there is another thread.
 */
void
an_settings_apply_language (void)
{
  g_autofree char *language = an_settings_get (AN_SETTING_LANGUAGE);
  static const char *const translated[] = { "vi_VN.UTF-8", "en_US.UTF-8", "C.UTF-8" };
  const char *locale;

  if (g_strcmp0 (language, "vi") != 0 && g_strcmp0 (language, "en") != 0)
    return;
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "");
  locale = setlocale (LC_MESSAGES, NULL);
  if (locale != NULL && !g_str_equal (locale, "POSIX") && *locale != 'C')
    return;
  /* The plain locale is never translated, and C.UTF-8 by few systems. */
  for (gsize i = 0; i < G_N_ELEMENTS (translated); i++)
    if (setlocale (LC_ALL, translated[i]) != NULL) {
      g_setenv ("LC_ALL", translated[i], TRUE);
      return;
    }
}
