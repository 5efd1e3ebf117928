// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* home-private: other accounts of this PC cannot look into the child's folder. */

#define G_LOG_DOMAIN "an-privacy"

#include <errno.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/an-i18n.h"
#include "privacy/an-account.h"
#include "privacy/an-fix.h"

/* An access control list of owner, group and others says no more than the mode: 4 + 3 × 8 bytes. */
#define PLAIN_ACL_BYTES 28

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnAccount) account = an_account_find (context, &error);
  g_autofree char *home = NULL;
  struct stat status;

  if (account == NULL)
    return an_check_result_new (AN_CHECK_UNKNOWN, "%s", error->message);
  home = an_check_context_path (context, account->home);
  if (stat (home, &status) != 0)
    return an_check_result_new (
        AN_CHECK_UNKNOWN,
        _ ("The folder %s cannot be looked at: %s"), account->home, g_strerror (errno));
  if (!S_ISDIR (status.st_mode))
    return an_check_result_new (AN_CHECK_UNKNOWN, _ ("%s is not a folder."), account->home);
  if ((status.st_mode & S_IRWXO) != 0)
    return an_check_result_new (AN_CHECK_ATTENTION,
                                _ ("Every account on this PC can look into the folder %s."),
                                   account->home);
  if ((status.st_mode & S_IRWXG) != 0 &&
      getxattr (home, "system.posix_acl_access", NULL, 0) > PLAIN_ACL_BYTES)
    return an_check_result_new (
        AN_CHECK_ATTENTION,
        _ ("Some accounts were given the right to look into the folder %s."), account->home);
  if ((status.st_mode & S_IRWXG) != 0 && an_account_shares_group (context, account, status.st_gid))
    return an_check_result_new (AN_CHECK_ATTENTION,
                                _ ("Other accounts of the same group can look into the folder %s."),
                                   account->home);
  return an_check_result_new (AN_CHECK_OK,
                              _ ("Only “%s” and administrators can look into the folder %s."),
                                 account->name,
                                 account->home);
}

/* Only the owner of a folder can change its rights, and an access control list is not touched. */
static AnFix *
plan (const AnCheckContext *context)
{
  g_autoptr (AnAccount) account = an_account_find (context, NULL);
  g_autofree char *home = NULL, *words = NULL, *quoted = NULL;
  struct stat status;
  AnFix *fix;

  if (account == NULL)
    return NULL;
  home = an_check_context_path (context, account->home);
  if (stat (home, &status) != 0)
    return NULL;
  quoted = g_shell_quote (account->home);
  if (getxattr (home, "system.posix_acl_access", NULL, 0) > PLAIN_ACL_BYTES)
    return an_fix_new_for_command ("home-private",
                                   _ ("Only the child and administrators can open the folder"),
                                      "sudo setfacl --remove-all %s && sudo chmod 700 %s",
                                      quoted,
                                      quoted);
  if (status.st_uid != geteuid () && geteuid () != 0)
    return an_fix_new_for_command (
        "home-private",
        _ ("Only the child and administrators can open the folder"), "sudo chmod 700 %s", quoted);
  fix = an_fix_new ("home-private");
  words = g_strdup_printf (_ ("Only the child and administrators can open the folder %s"),
                              account->home);
  an_fix_add (fix,
              AN_CHANGE_MODE,
              account->home,
              NULL,
              g_variant_new_uint32 (status.st_mode & 07777),
              g_variant_new_uint32 (status.st_mode & 07700),
              words);
  return fix;
}

const AnCheck an_check_home_private = {
  .id = "home-private",
  .title = N_ ("Other accounts cannot look into the child's folder"), .look = look, .plan = plan,
  };
