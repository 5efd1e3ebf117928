// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * child-not-administrator: an administrator can undo every rule of this PC, read every account and
 * install anything. On Debian that is user 0, the group sudo, and whoever sudoers or polkit name.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "base/an-i18n.h"
#include "privacy/an-admin-rules.h"
#include "privacy/an-change.h"

/* sudo (Debian), wheel (Fedora, Arch), admin (old Ubuntu); then those who can become root by what
 * the group lets them do. */
static const char *const admin_groups[] = {
  "sudo", "wheel", "admin", "root", "docker", "lxd", "incus-admin", "libvirt", "disk", NULL,
};

/* The first of them are for nothing else. */
#define N_SUDO_GROUPS 3

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

/* Whether somebody else is left who can mend this PC. */
static gboolean
has_another_administrator (const AnCheckContext *context, const AnAccount *account)
{
  g_auto (GStrv) people = an_account_list_people (context);

  for (guint i = 0; people[i] != NULL; i++) {
    g_autoptr (AnCheckContext) other = an_check_context_new (context->root, people[i]);
    g_autoptr (AnAccount) found = an_account_find (other, NULL);

    if (found == NULL || g_str_equal (found->name, account->name))
      continue;
    for (guint k = 0; k < N_SUDO_GROUPS; k++)
      if (an_account_is_in_group (found, admin_groups[k]))
        return TRUE;
  }
  return FALSE;
}

/* Never takes the rights of the last administrator; the steps say to make another one first. */
static AnFix *
plan (const AnCheckContext *context)
{
  g_autoptr (AnAccount) account = an_account_find (context, NULL);
  AnChange change = { .kind = AN_CHANGE_ACCOUNT, .key = (char *) "AccountType" };
  g_autoptr (GVariant) now = NULL;
  const char *group = NULL;
  AnFix *fix;

  if (account == NULL || account->uid == 0 || !has_another_administrator (context, account))
    return NULL;
  for (guint i = 0; admin_groups[i] != NULL && group == NULL; i++)
    if (an_account_is_in_group (account, admin_groups[i]))
      group = admin_groups[i];
  if (group == NULL || g_str_equal (group, "root"))
    return NULL;
  change.place = account->name;
  if (context->root == NULL && g_str_equal (group, "sudo") &&
      an_change_read (&change, context, &now, NULL) &&
      g_variant_is_of_type (now, G_VARIANT_TYPE_INT32) && g_variant_get_int32 (now) == 1) {
    fix = an_fix_new ("child-not-administrator");
    an_fix_add (fix,
                AN_CHANGE_ACCOUNT,
                account->name,
                "AccountType",
                g_steal_pointer (&now),
                g_variant_new_int32 (0),
                _ ("The child's account becomes an ordinary one, from its next login on"));
    return fix;
  }
  return an_fix_new_for_command (
      "child-not-administrator",
      _ ("The child's account becomes an ordinary one, from its next login on"),
         "sudo gpasswd --delete %s %s",
         account->name,
         group);
}

const AnCheck an_check_child_not_administrator = {
  .id = "child-not-administrator",
  .title = N_ ("The child's account is not an administrator"), .look = look, .plan = plan,
  };
