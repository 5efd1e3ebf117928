// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Who is administrator: groups, sudoers, polkit. */

#include "privacy/an-account.h"
#include "tree.h"

typedef struct {
  const char *label;
  TreeFile files[3];
  AnCheckState state;
  const char *reason;
} Case;

#define GROUPS(more) "root:x:0:\nusers:x:100:nhi\nnhi:x:1001:\n" more

static const Case cases[] = {
  { "ordinary", { { NULL } }, AN_CHECK_OK, "“nhi” is an ordinary account." },
  { "group sudo", { { "/etc/group", GROUPS ("sudo:x:27:bo,nhi\n") } }, AN_CHECK_ATTENTION, "sudo" },
  { "group wheel", { { "/etc/group", GROUPS ("wheel:x:10:nhi\n") } }, AN_CHECK_ATTENTION, "wheel" },
  { "group docker",
    { { "/etc/group", GROUPS ("docker:x:9:nhi\n") } },
    AN_CHECK_ATTENTION,
    "docker" },
  { "group adm reads logs only", { { "/etc/group", GROUPS ("adm:x:4:nhi\n") } }, AN_CHECK_OK, "" },
  { "first group is sudo",
    { { "/etc/passwd", "nhi:x:1001:27::/home/nhi:/bin/bash\n" }, { "/etc/group", "sudo:x:27:\n" } },
    AN_CHECK_ATTENTION,
    "sudo" },
  { "user 0 by another name",
    { { "/etc/passwd", "nhi:x:0:1001::/home/nhi:/bin/bash\n" } },
    AN_CHECK_ATTENTION,
    "system's own" },
  { "a name that only begins alike",
    { { "/etc/group", GROUPS ("sudo:x:27:nhi2\n") } },
    AN_CHECK_OK,
    "ordinary" },
  { "no such account",
    { { "/etc/passwd", "bo:x:1000:1000::/home/bo:/bin/bash\n" } },
    AN_CHECK_UNKNOWN,
    "There is no account “nhi”" },
  { "sudoers names the account",
    { { "/etc/sudoers", "Defaults env_reset\nnhi ALL=(ALL) ALL\n" } },
    AN_CHECK_ATTENTION,
    "/etc/sudoers" },
  { "sudoers.d, in a list, over two lines",
    { { "/etc/sudoers.d/home", "bo,\\\n  nhi ALL = NOPASSWD: /usr/bin/apt\n" } },
    AN_CHECK_ATTENTION,
    "/etc/sudoers.d/home" },
  { "sudoers by number",
    { { "/etc/sudoers", "#1001 ALL=(ALL) ALL\n" } },
    AN_CHECK_ATTENTION,
    "/etc/sudoers" },
  { "sudoers by alias",
    { { "/etc/sudoers", "User_Alias KIDS = nhi, an\nKIDS ALL=(ALL) ALL\n" } },
    AN_CHECK_ATTENTION,
    "/etc/sudoers" },
  { "sudoers by group",
    { { "/etc/sudoers", "%users ALL=(ALL) ALL\n" } },
    AN_CHECK_ATTENTION,
    "/etc/sudoers" },
  { "sudoers for everybody",
    { { "/etc/sudoers", "ALL ALL=(ALL) ALL\n" } },
    AN_CHECK_ATTENTION,
    "/etc/sudoers" },
  { "Debian's own sudoers",
    { { "/etc/sudoers",
        "# User privilege specification\nDefaults secure_path=\"/usr/sbin\"\n"
        "root\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n" } },
    AN_CHECK_OK,
    "“nhi” is an ordinary account." },
  { "a comment names the account",
    { { "/etc/sudoers", "# nhi ALL=(ALL) ALL\n#1002 ALL=(ALL) ALL\n" } },
    AN_CHECK_OK,
    "ordinary" },
  { "sudoers cannot be read", { { "/etc/sudoers", NULL } }, AN_CHECK_OK, "only be seen by an adm" },
  { "polkit rule",
    { { "/etc/polkit-1/rules.d/10-home.rules",
        "polkit.addAdminRule (function (a, s) { return [\"unix-user:nhi\"]; });" } },
    AN_CHECK_ATTENTION,
    "10-home.rules" },
  { "polkit rule for a group",
    { { "/usr/share/polkit-1/rules.d/10-home.rules",
        "polkit.addAdminRule(function(a,s){return ['unix-group:users'];});" } },
    AN_CHECK_ATTENTION,
    "10-home.rules" },
  { "polkit rule about something else",
    { { "/etc/polkit-1/rules.d/10-home.rules",
        "polkit.addRule(function(a,s){ if (s.user == 'nhi') return 'unix-user:nhi'; });" } },
    AN_CHECK_OK,
    "ordinary" },
  { "no list of groups", { { "/etc/group", NULL } }, AN_CHECK_UNKNOWN, "" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  Tree tree;

  tree_set_up (&tree, NULL);
  if (c->files[0].path != NULL && c->files[0].text == NULL) {
    g_autofree char *real = an_check_context_path (tree.context, c->files[0].path);

    if (g_file_test (real, G_FILE_TEST_EXISTS))
      tree_remove (real);
  }
  tree_write_all (&tree, c->files, G_N_ELEMENTS (c->files));
  tree_expect (&tree, &an_check_child_not_administrator, c->state, c->reason);
  tree_tear_down (&tree, NULL);
}

/* The running system is asked through NSS: there, user 0 is root and “nobody” is nobody. */
static void
test_running_system (void)
{
  g_autoptr (AnCheckContext) root = an_check_context_new (NULL, "root");
  g_autoptr (AnCheckContext) nobody = an_check_context_new (NULL, "nobody");
  g_autoptr (AnCheckContext) missing = an_check_context_new (NULL, "there is no such user");
  Tree tree = { .context = root };

  tree_expect (&tree, &an_check_child_not_administrator, AN_CHECK_ATTENTION, "“root”");
  tree.context = nobody;
  tree_expect (&tree, &an_check_child_not_administrator, AN_CHECK_OK, "“nobody”");
  tree.context = missing;
  tree_expect (&tree, &an_check_child_not_administrator, AN_CHECK_UNKNOWN, "no account");
}

static void
test_own_account (void)
{
  g_autoptr (AnCheckContext) context = an_check_context_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnAccount) account = an_account_find (context, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (account->name, ==, g_get_user_name ());
}

static void
test_people (Tree *tree, gconstpointer data)
{
  g_auto (GStrv) names = an_account_list_people (tree->context);
  const char *const expected[] = { "bo", "nhi", NULL };

  g_assert_cmpstrv (names, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/administrator/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/administrator/running-system", test_running_system);
  g_test_add_func ("/account/own", test_own_account);
  g_test_add ("/account/people", Tree, NULL, tree_set_up, test_people, tree_tear_down);
  return g_test_run ();
}
