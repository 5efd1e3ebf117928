// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Rights of the child's folder, by mode, group and access control list. */

#include <glib/gstdio.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "tree.h"

typedef struct {
  const char *label;
  const char *group; /* /etc/group; NULL: nhi is alone in nhi */
  mode_t mode;
  AnCheckState state;
  const char *reason;
} Case;

static const Case cases[] = {
  { "Debian 12", NULL, 0700, AN_CHECK_OK, "Only “nhi”" },
  { "own group may look", NULL, 0750, AN_CHECK_OK, "Only “nhi”" },
  { "older systems", NULL, 0755, AN_CHECK_ATTENTION, "Every account" },
  { "names only", NULL, 0704, AN_CHECK_ATTENTION, "Every account" },
  { "who knows a name gets in", NULL, 0711, AN_CHECK_ATTENTION, "Every account" },
  { "somebody else in the group", "nhi:x:GID:bo\n", 0750, AN_CHECK_ATTENTION, "same group" },
  { "only itself in the group", "nhi:x:GID:nhi\n", 0750, AN_CHECK_OK, "Only “nhi”" },
  { "a group of many", "users:x:GID:\n", 0750, AN_CHECK_ATTENTION, "same group" },
  { "a group of many that may not look", "users:x:GID:\n", 0700, AN_CHECK_OK, "Only “nhi”" },
  { "a group without a name", "other:x:4242:\n", 0750, AN_CHECK_ATTENTION, "same group" },
};

/* The folder belongs to whoever runs the test; the table of groups is bent to that. */
static char *
fill_gid (const char *text)
{
  g_autofree char *gid = g_strdup_printf ("%u", (guint) getegid ());
  g_auto (GStrv) parts = g_strsplit (text, "GID", -1);

  return g_strjoinv (gid, parts);
}

static char *
make_home (Tree *tree, const char *group, mode_t mode)
{
  g_autofree char *text = fill_gid (group != NULL ? group : "nhi:x:GID:\n");
  char *home = an_check_context_path (tree->context, "/home/nhi");

  tree_write (tree, "/etc/group", text);
  g_assert_cmpint (g_mkdir_with_parents (home, 0700), ==, 0);
  g_assert_cmpint (g_chmod (home, mode), ==, 0);
  return home;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *home = NULL;
  Tree tree;

  tree_set_up (&tree, NULL);
  home = make_home (&tree, c->group, c->mode);
  tree_expect (&tree, &an_check_home_private, c->state, c->reason);
  tree_tear_down (&tree, NULL);
}

static void
test_not_there (Tree *tree, gconstpointer data)
{
  tree_expect (tree, &an_check_home_private, AN_CHECK_UNKNOWN, "/home/nhi");
}

static void
test_not_a_folder (Tree *tree, gconstpointer data)
{
  tree_write (tree, "/home/nhi", "a file");
  tree_expect (tree, &an_check_home_private, AN_CHECK_UNKNOWN, "not a folder");
}

static void
test_nobody (Tree *tree, gconstpointer data)
{
  tree_write (tree, "/etc/passwd", "");
  tree_expect (tree, &an_check_home_private, AN_CHECK_UNKNOWN, "no account");
}

/* Version 2; user_obj rwx, user 1000 r-x, group_obj ---, mask r-x, other ---. */
static void
test_list_of_accounts (Tree *tree, gconstpointer data)
{
  static const guint8 acl[] = {
    2, 0,    0,    0,    0x01, 0,    7,    0, 0xff, 0xff, 0xff, 0xff, 0x02, 0,    5,
    0, 0xe8, 3,    0,    0,    0x04, 0,    0, 0,    0xff, 0xff, 0xff, 0xff, 0x10, 0,
    5, 0,    0xff, 0xff, 0xff, 0xff, 0x20, 0, 0,    0,    0xff, 0xff, 0xff, 0xff,
  };
  g_autofree char *home = make_home (tree, NULL, 0700);

  g_assert_cmpint (setxattr (home, "system.posix_acl_access", acl, sizeof acl, 0), ==, 0);
  tree_expect (tree, &an_check_home_private, AN_CHECK_ATTENTION, "Some accounts");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/home-private/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add ("/home-private/not-there", Tree, NULL, tree_set_up, test_not_there, tree_tear_down);
  g_test_add ("/home-private/not-a-folder",
              Tree,
              NULL,
              tree_set_up,
              test_not_a_folder,
              tree_tear_down);
  g_test_add ("/home-private/nobody", Tree, NULL, tree_set_up, test_nobody, tree_tear_down);
  g_test_add ("/home-private/list-of-accounts",
              Tree,
              NULL,
              tree_set_up,
              test_list_of_accounts,
              tree_tear_down);
  return g_test_run ();
}
