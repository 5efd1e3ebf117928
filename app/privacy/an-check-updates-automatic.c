// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* updates-automatic: known holes in programs are closed without anybody having to think of it. */

#define G_LOG_DOMAIN "an-privacy"

#include <string.h>

#include "base/an-i18n.h"
#include "privacy/an-fix.h"

#define FOLDER "/etc/apt/apt.conf.d"
#define TOOL "/usr/bin/unattended-upgrade"

/* What APT's files say of a key; the last one counts, as for APT. */
typedef struct {
  gboolean lists;
  gboolean upgrades;
  gboolean is_whole;
} Periodic;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* `KEY "1";` or `"always"`; anything else that is set switches it off. */
static void
read_key (const char *text, const char *key, gboolean *is_on)
{
  g_autofree char *pattern =
      g_strdup_printf ("^\\s*APT::Periodic::%s\\s+\"?([A-Za-z0-9]+)\"?\\s*;", key);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree char *value = g_match_info_fetch (match, 1);

    *is_on = !g_str_equal (value, "0");
  }
}

static Periodic
read_folder (const AnCheckContext *context)
{
  g_autofree char *real = an_check_context_path (context, FOLDER);
  g_autoptr (GDir) dir = g_dir_open (real, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Periodic self = { .is_whole = dir != NULL };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && (strchr (name, '.') == NULL || g_str_has_suffix (name, ".conf")))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (real, g_ptr_array_index (names, i), NULL);
    g_autofree char *text = NULL;

    if (!g_file_get_contents (path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL)) {
      self.is_whole = FALSE;
      continue;
    }
    read_key (text, "Update-Package-Lists", &self.lists);
    read_key (text, "Unattended-Upgrade", &self.upgrades);
  }
  return self;
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  Periodic periodic;

  if (!an_check_context_exists (context, FOLDER))
    return an_check_result_new (AN_CHECK_UNKNOWN,
                                "%s",
                                _ ("An Nhi does not know how this system updates itself."));
  periodic = read_folder (context);
  if (!periodic.is_whole)
    return an_check_result_new (AN_CHECK_UNKNOWN, _ ("%s cannot be read."), FOLDER);
  if (!an_check_context_exists (context, TOOL) || !periodic.lists || !periodic.upgrades)
    return an_check_result_new (AN_CHECK_ATTENTION,
                                "%s",
                                _ ("Updates are not installed unless somebody does it."));
  return an_check_result_new (AN_CHECK_OK, "%s", _ ("Updates are installed by themselves."));
}

static AnFix *
plan (const AnCheckContext *context)
{
  return an_fix_new_for_command (
      "updates-automatic",
      _ ("Installs the program that updates this PC by itself, and switches it on"),
         "sudo apt install unattended-upgrades && printf '%%s\\n' "
         "'APT::Periodic::Update-Package-Lists \"1\";' 'APT::Periodic::Unattended-Upgrade \"1\";' "
         "| sudo tee /etc/apt/apt.conf.d/90annhi-updates");
}

const AnCheck an_check_updates_automatic = {
  .id = "updates-automatic",
  .title = N_ ("This PC updates itself"), .look = look, .plan = plan,
  };
