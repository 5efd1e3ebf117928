// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Rights of administrators given by name: sudoers and polkit. Both are only searched for the
 * account and its groups, never evaluated: a rule that names them is worth a look in any case.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-admin-rules.h"

#include <string.h>

#define MAX_FILE_BYTES (1024 * 1024)

typedef gboolean (*Search) (const char *text, const AnAccount *account);

typedef struct {
  const AnCheckContext *context;
  const AnAccount *account;
  Search search;
  gboolean unreadable;
  char *place; /* (owned) (nullable): the file that names the account */
} Look;

/* Helpers */

/* `an`, `%group`, `#1001`, `ALL`, as sudoers name users. */
static gboolean
names_account (const char *word, const AnAccount *account)
{
  g_autofree char *number = g_strdup_printf ("#%lu", (gulong) account->uid);

  if (*word == '%')
    return an_account_is_in_group (account, word + 1);
  return g_str_equal (word, account->name) || g_str_equal (word, number);
}

static gboolean
search_rule (const char *rule, const AnAccount *account)
{
  const char *skipped[] = { "Defaults", "Host_Alias", "Cmnd_Alias", "Runas_Alias", "@include" };
  gboolean is_alias = g_str_has_prefix (rule, "User_Alias");
  const char *end = strchr (rule, '=');
  g_autofree char *users = NULL;
  g_auto (GStrv) words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (g_str_has_prefix (rule, skipped[i]))
      return FALSE;
  if (end == NULL || (*rule == '#' && !g_ascii_isdigit (rule[1])))
    return FALSE;
  users = is_alias ? g_strdup (rule) : g_strndup (rule, (gsize) (end - rule));
  words = g_strsplit_set (users, " \t,=:!\"", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (names_account (words[i], account))
      return TRUE;
  return !is_alias && words[0] != NULL && g_str_equal (words[0], "ALL");
}

static gboolean
search_sudoers (const char *text, const AnAccount *account)
{
  g_auto (GStrv) parts = g_strsplit (text, "\\\n", -1);
  g_autofree char *joined = g_strjoinv (" ", parts);
  g_auto (GStrv) lines = g_strsplit (joined, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (search_rule (g_strstrip (lines[i]), account))
      return TRUE;
  return FALSE;
}

/* Both the rules in JavaScript and the older .conf files name `unix-user:an`. */
static gboolean
search_polkit (const char *text, const AnAccount *account)
{
  g_auto (GStrv) words = NULL;

  if (strstr (text, "addAdminRule") == NULL && strstr (text, "AdminIdentities") == NULL)
    return FALSE;
  words = g_strsplit_set (text, " \t\r\n,;=()[]{}\"'", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    if (g_str_has_prefix (words[i], "unix-user:") &&
        g_str_equal (words[i] + strlen ("unix-user:"), account->name))
      return TRUE;
    if (g_str_has_prefix (words[i], "unix-group:") &&
        an_account_is_in_group (account, words[i] + strlen ("unix-group:")))
      return TRUE;
  }
  return FALSE;
}

static void
look_into_file (Look *look, const char *path)
{
  g_autofree char *real = an_check_context_path (look->context, path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (look->place != NULL)
    return;
  if (!g_file_get_contents (real, &text, &length, &error)) {
    if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      look->unreadable = TRUE;
    return;
  }
  if (length > MAX_FILE_BYTES || memchr (text, '\0', length) != NULL)
    look->unreadable = TRUE;
  else if (look->search (text, look->account))
    look->place = g_strdup (path);
}

static void
look_into_directory (Look *look, const char *path)
{
  g_autofree char *real = an_check_context_path (look->context, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (real, 0, &error);
  const char *name;

  if (dir == NULL) {
    if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      look->unreadable = TRUE;
    return;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    g_autofree char *file_real = an_check_context_path (look->context, file);

    if (g_file_test (file_real, G_FILE_TEST_IS_DIR))
      look_into_directory (look, file);
    else
      look_into_file (look, file);
  }
}

/* Public */

/**
 * an_admin_rules_look_up:
 * @place: (out) (nullable) (transfer full): the file that names @account
 */
AnAdminRules
an_admin_rules_look_up (const AnCheckContext *context, const AnAccount *account, char **place)
{
  Look look = { .context = context, .account = account, .search = search_sudoers };

  look_into_file (&look, "/etc/sudoers");
  look_into_directory (&look, "/etc/sudoers.d");
  look.search = search_polkit;
  look_into_directory (&look, "/etc/polkit-1/rules.d");
  look_into_directory (&look, "/usr/share/polkit-1/rules.d");
  look_into_directory (&look, "/etc/polkit-1/localauthority.conf.d");
  *place = look.place;
  if (look.place != NULL)
    return AN_ADMIN_RULES_NAME_ACCOUNT;
  return look.unreadable ? AN_ADMIN_RULES_UNREADABLE : AN_ADMIN_RULES_SILENT;
}
