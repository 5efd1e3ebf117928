// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * child-not-administrator: an administrator can undo every rule of this PC, read every account and
 * install anything. On Debian that is user 0, the group sudo, and whoever sudoers or polkit name.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-admin-rules.h"

/* sudo (Debian), wheel (Fedora, Arch), admin (old Ubuntu); then those who can become root by what
 * the group lets them do. */
static const char *const admin_groups[] = {
  "sudo", "wheel", "admin", "root", "docker", "lxd", "incus-admin", "libvirt", "disk", NULL,
};

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnAccount) account = an_account_find (context, &error);
  g_autofree char *place = NULL;

  if (account == NULL)
    return an_check_result_new (AN_CHECK_UNKNOWN, "%s", error->message);
  if (account->uid == 0)
    return an_check_result_new (
        AN_CHECK_ATTENTION,
        _ ("“%s” is the system's own account, which may change everything on this PC."),
           account->name);
  for (guint i = 0; admin_groups[i] != NULL; i++) {
    if (an_account_is_in_group (account, admin_groups[i]))
      return an_check_result_new (
          AN_CHECK_ATTENTION,
          /* Translators: name of the account, name of a group such as sudo */
          _ ("“%s” may change everything on this PC (member of the group “%s”)."),
             account->name,
             admin_groups[i]);
  }
  switch (an_admin_rules_look_up (context, account, &place)) {
  case AN_ADMIN_RULES_NAME_ACCOUNT:
    return an_check_result_new (
        AN_CHECK_ATTENTION,
        /* Translators: name of the account, name of a file */
        _ ("“%s” is given an administrator's rights in %s."), account->name, place);
  case AN_ADMIN_RULES_UNREADABLE:
    return an_check_result_new (
        AN_CHECK_OK,
        _ ("“%s” is an ordinary account. Rights given to it by name can only be seen by an "
           "administrator."),
           account->name);
  case AN_ADMIN_RULES_SILENT:
  default:
    return an_check_result_new (AN_CHECK_OK, _ ("“%s” is an ordinary account."), account->name);
  }
}

const AnCheck an_check_child_not_administrator = {
  .id = "child-not-administrator",
  .title = N_ ("The child's account is not an administrator"), .look = look,
  };
