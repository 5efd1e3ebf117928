// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Accounts and their groups: of the running system through NSS (LDAP, systemd-homed …), of another
 * root from its etc/passwd and etc/group.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-account.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

#include "base/an-i18n.h"

#define BUFFER_BYTES (256 * 1024)
#define MAX_GROUPS 4096

/* Accounts of people, as adduser gives them out. */
#define FIRST_UID 1000
#define LAST_UID 59999

/* Helpers */

static AnAccount *
take_passwd (const struct passwd *entry)
{
  AnAccount *self = g_new0 (AnAccount, 1);

  self->name = g_strdup (entry->pw_name);
  self->uid = entry->pw_uid;
  self->gid = entry->pw_gid;
  self->home = g_strdup (entry->pw_dir);
  return self;
}

static AnAccount *
fail_missing (const char *user, GError **error)
{
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_NOT_FOUND,
               _ ("There is no account “%s” on this PC."), user);
  return NULL;
}

static char **
list_groups (const AnAccount *account)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *buffer = g_malloc (BUFFER_BYTES);
  g_autofree gid_t *gids = g_new0 (gid_t, MAX_GROUPS);
  int count = MAX_GROUPS;

  if (getgrouplist (account->name, account->gid, gids, &count) < 0)
    count = MAX_GROUPS;
  for (int i = 0; i < count; i++) {
    struct group group, *found = NULL;

    if (getgrgid_r (gids[i], &group, buffer, BUFFER_BYTES, &found) == 0 && found != NULL)
      g_strv_builder_add (names, group.gr_name);
  }
  return g_strv_builder_end (names);
}

static AnAccount *
find_running (const char *user, GError **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_BYTES);
  struct passwd entry, *found = NULL;
  AnAccount *self;

  if (user != NULL)
    getpwnam_r (user, &entry, buffer, BUFFER_BYTES, &found);
  else
    getpwuid_r (getuid (), &entry, buffer, BUFFER_BYTES, &found);
  if (found == NULL)
    return fail_missing (user != NULL ? user : g_get_user_name (), error);
  self = take_passwd (found);
  self->groups = list_groups (self);
  return self;
}

static FILE *
open_table (const AnCheckContext *context, const char *path, GError **error)
{
  g_autofree char *real = an_check_context_path (context, path);
  FILE *stream = fopen (real, "re");

  if (stream == NULL)
    g_set_error (error,
                 G_IO_ERROR,
                 (int) g_io_error_from_errno (errno),
                 /* Translators: a file, then the system's reason */
                 _ ("%s cannot be read: %s"), path, g_strerror (errno));
  return stream;
}

/* Returns: FALSE when not all of the table could be read */
static gboolean
close_table (FILE *stream, const char *path, GError **error)
{
  gboolean is_whole = !ferror (stream);

  fclose (stream);
  if (!is_whole)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s cannot be read."), path);
  return is_whole;
}

static AnAccount *
find_in_files (const AnCheckContext *context, GError **error)
{
  const char *user = context->user != NULL ? context->user : g_get_user_name ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  AnAccount *self = NULL;
  struct passwd *entry;
  struct group *group;
  FILE *stream;

  stream = open_table (context, "/etc/passwd", error);
  if (stream == NULL)
    return NULL;
  while (self == NULL && (entry = fgetpwent (stream)) != NULL)
    if (g_str_equal (entry->pw_name, user))
      self = take_passwd (entry);
  if (!close_table (stream, "/etc/passwd", error)) {
    g_clear_pointer (&self, an_account_free);
    return NULL;
  }
  if (self == NULL)
    return fail_missing (user, error);

  stream = open_table (context, "/etc/group", error);
  if (stream == NULL) {
    an_account_free (self);
    return NULL;
  }
  while ((group = fgetgrent (stream)) != NULL)
    if (group->gr_gid == self->gid || g_strv_contains ((const char *const *) group->gr_mem, user))
      g_strv_builder_add (names, group->gr_name);
  self->groups = g_strv_builder_end (names);
  if (!close_table (stream, "/etc/group", error))
    g_clear_pointer (&self, an_account_free);
  return self;
}

/* Whether @group is one that only the account itself is in, as Debian makes for each user. */
static gboolean
is_own_group (const struct group *group, const AnAccount *account)
{
  if (!g_str_equal (group->gr_name, account->name))
    return FALSE;
  for (char **member = group->gr_mem; *member != NULL; member++)
    if (!g_str_equal (*member, account->name))
      return FALSE;
  return TRUE;
}

/* Public */

/**
 * an_account_find:
 *
 * Returns: (transfer full): the account @context is about; %NULL with a translated reason
 */
AnAccount *
an_account_find (const AnCheckContext *context, GError **error)
{
  return context->root != NULL ? find_in_files (context, error)
                               : find_running (context->user, error);
}

gboolean
an_account_is_in_group (const AnAccount *self, const char *group)
{
  return g_strv_contains ((const char *const *) self->groups, group);
}

/**
 * an_account_shares_group:
 *
 * Returns: whether somebody else may be in the group @gid; %TRUE when that is not known
 */
gboolean
an_account_shares_group (const AnCheckContext *context, const AnAccount *self, gid_t gid)
{
  g_autofree char *buffer = NULL;
  struct group entry, *group = NULL;
  gboolean shared = TRUE;
  FILE *stream;

  if (context->root == NULL) {
    buffer = g_malloc (BUFFER_BYTES);
    if (getgrgid_r (gid, &entry, buffer, BUFFER_BYTES, &group) == 0 && group != NULL)
      shared = !is_own_group (group, self);
    return shared;
  }
  stream = open_table (context, "/etc/group", NULL);
  if (stream == NULL)
    return TRUE;
  while ((group = fgetgrent (stream)) != NULL)
    if (group->gr_gid == gid)
      shared = !is_own_group (group, self);
  return !close_table (stream, "/etc/group", NULL) || shared;
}

/**
 * an_account_list_people:
 *
 * Returns: (transfer full): names of the accounts that somebody can log in to, whoever runs this
 *   first; accounts that only a server knows are not listed
 */
char **
an_account_list_people (const AnCheckContext *context)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *own = g_get_user_name ();
  FILE *stream = open_table (context, "/etc/passwd", NULL);
  struct passwd *entry;

  if (context->root == NULL)
    g_strv_builder_add (names, own);
  while (stream != NULL && (entry = fgetpwent (stream)) != NULL) {
    if (entry->pw_uid < FIRST_UID || entry->pw_uid > LAST_UID ||
        g_str_has_suffix (entry->pw_shell, "/nologin") ||
        g_str_has_suffix (entry->pw_shell, "/false") ||
        (context->root == NULL && g_str_equal (entry->pw_name, own)))
      continue;
    g_strv_builder_add (names, entry->pw_name);
  }
  if (stream != NULL)
    fclose (stream);
  return g_strv_builder_end (names);
}

void
an_account_free (AnAccount *self)
{
  g_free (self->name);
  g_free (self->home);
  g_strfreev (self->groups);
  g_free (self);
}
