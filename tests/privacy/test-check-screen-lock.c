// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* When the screen locks: GNOME, Xfce's screen saver, light-locker. */

#include "privacy/an-fix.h"
#include "tree.h"

typedef struct {
  const char *label;
  const char *settings; /* of GNOME, or of Xfce's screen saver */
  AnCheckState state;
  const char *reason;
  guint n_changes;
} Case;

#define SCREENSAVER "[org/gnome/desktop/screensaver]\n"
#define SESSION "[org/gnome/desktop/session]\n"

static const Case gnome_cases[] = {
  { "as installed", NULL, AN_CHECK_OK, "after 5 minutes", 0 },
  { "one minute", SESSION "idle-delay=uint32 60\n", AN_CHECK_OK, "after 1 minute", 0 },
  { "ten minutes", SESSION "idle-delay=uint32 600\n", AN_CHECK_ATTENTION, "after 10 minutes", 1 },
  { "never dark", SESSION "idle-delay=uint32 0\n", AN_CHECK_ATTENTION, "does not lock", 1 },
  { "late", SCREENSAVER "lock-delay=uint32 1\n", AN_CHECK_ATTENTION, "after 6 minutes", 1 },
  { "off", SCREENSAVER "lock-enabled=false\n", AN_CHECK_ATTENTION, "does not lock", 1 },
  { "forbidden",
    "[org/gnome/desktop/lockdown]\ndisable-lock-screen=true\n",
    AN_CHECK_ATTENTION,
    "does not lock",
    1 },
  { "everything wrong",
    SCREENSAVER "lock-enabled=false\nlock-delay=uint32 3600\n" SESSION "idle-delay=uint32 900\n",
    AN_CHECK_ATTENTION,
    "does not lock",
    3 },
};

#define SAVER(inner) "<channel name='xfce4-screensaver' version='1.0'>" inner "</channel>"
#define DELAY(n)                                                                                   \
  "<property name='saver' type='empty'><property name='idle-activation' type='empty'>"             \
  "<property name='delay' type='int' value='" n "'/></property></property>"

static const Case xfce_cases[] = {
  { "as installed", NULL, AN_CHECK_OK, "after 5 minutes", 0 },
  { "two minutes", SAVER (DELAY ("2")), AN_CHECK_OK, "after 2 minutes", 0 },
  { "an hour", SAVER (DELAY ("60")), AN_CHECK_ATTENTION, "after 60 minutes", 1 },
  { "no screen saver",
    SAVER ("<property name='saver' type='empty'>"
           "<property name='enabled' type='bool' value='false'/></property>"),
    AN_CHECK_ATTENTION,
    "does not lock",
    1 },
  { "no lock, and late",
    SAVER ("<property name='lock' type='empty'>"
           "<property name='enabled' type='bool' value='false'/></property>" DELAY ("30")),
    AN_CHECK_ATTENTION,
    "does not lock",
    2 },
  { "the same name elsewhere",
    SAVER ("<property name='enabled' type='bool' value='false'/>"),
    AN_CHECK_OK,
    "after 5 minutes",
    0 },
  { "broken", "<channel name='x'", AN_CHECK_UNKNOWN, "", 0 },
};

static void
check_plan (Tree *tree, guint n_changes)
{
  g_autoptr (AnFix) fix = an_fix_plan (tree->context, "screen-lock");

  g_assert_cmpuint (fix != NULL ? fix->changes->len : 0, ==, n_changes);
}

static void
test_gnome (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (AnFix) fix = NULL;
  g_autoptr (GError) error = NULL;
  Tree tree;

  tree_set_up (&tree, NULL);
  tree_use_gnome (&tree, c->settings);
  tree_expect (&tree, &an_check_screen_lock, c->state, c->reason);
  check_plan (&tree, c->n_changes);
  fix = an_fix_plan (tree.context, "screen-lock");
  if (fix != NULL) {
    g_assert_true (an_fix_apply (fix, tree.context, &error));
    g_assert_no_error (error);
    tree_expect (&tree, &an_check_screen_lock, AN_CHECK_OK, "The screen locks after");
    g_assert_true (an_fix_undo (fix, tree.context, &error));
    g_assert_no_error (error);
    tree_expect (&tree, &an_check_screen_lock, c->state, c->reason);
  }
  tree_tear_down (&tree, NULL);
}

static void
test_xfce (gconstpointer data)
{
  const Case *c = data;
  Tree tree;

  tree_set_up (&tree, NULL);
  tree_write (&tree, "/usr/bin/xfce4-session", "");
  tree_write (&tree, "/usr/bin/xfce4-screensaver", "");
  if (c->settings != NULL)
    tree_write (&tree,
                "/home/nhi/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-screensaver.xml",
                c->settings);
  tree_expect (&tree, &an_check_screen_lock, c->state, c->reason);
  check_plan (&tree, c->n_changes);
  tree_tear_down (&tree, NULL);
}

static void
test_other_lockers (Tree *tree, gconstpointer data)
{
  g_autoptr (AnFix) fix = NULL;

  tree_expect (tree, &an_check_screen_lock, AN_CHECK_UNKNOWN, "does not know how this desktop");
  tree_write (tree, "/usr/bin/xfce4-session", "");
  tree_expect (tree, &an_check_screen_lock, AN_CHECK_ATTENTION, "No program is installed");
  fix = an_fix_plan (tree->context, "screen-lock");
  g_assert_cmpstr (fix->command, ==, "sudo apt install xfce4-screensaver");
  tree_write (tree, "/usr/bin/light-locker", "");
  tree_expect (tree, &an_check_screen_lock, AN_CHECK_UNKNOWN, "light-locker");
  tree_install_schemas (tree);
  tree_write (tree, TREE_SETTINGS, "[apps/light-locker]\nlock-after-screensaver=uint32 0\n");
  tree_expect (tree, &an_check_screen_lock, AN_CHECK_ATTENTION, "does not lock");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (gnome_cases); i++) {
    g_autofree char *path = g_strdup_printf ("/screen-lock/gnome/%s", gnome_cases[i].label);

    g_test_add_data_func (path, &gnome_cases[i], test_gnome);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (xfce_cases); i++) {
    g_autofree char *path = g_strdup_printf ("/screen-lock/xfce/%s", xfce_cases[i].label);

    g_test_add_data_func (path, &xfce_cases[i], test_xfce);
  }
  g_test_add ("/screen-lock/other-lockers",
              Tree,
              NULL,
              tree_set_up,
              test_other_lockers,
              tree_tear_down);
  return g_test_run ();
}
