// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The settings of GNOME that are on or off, as they stand in an account and when they are mended.
 */

#include <string.h>

#include "privacy/an-fix.h"
#include "tree.h"

typedef struct {
  const char *label;
  const AnCheck *check;
  const char *settings;
  AnCheckState state;
  guint n_changes; /* that mending takes */
} Case;

#define PRIVACY "[org/gnome/desktop/privacy]\n"
#define LOCATION "[org/gnome/system/location]\n"
#define NOTIFICATIONS "[org/gnome/desktop/notifications]\n"

static const Case cases[] = {
  { "camera, nothing set", &an_check_camera_off, NULL, AN_CHECK_ATTENTION, 1 },
  { "camera on", &an_check_camera_off, PRIVACY "disable-camera=false\n", AN_CHECK_ATTENTION, 1 },
  { "camera off", &an_check_camera_off, PRIVACY "disable-camera=true\n", AN_CHECK_OK, 0 },
  { "camera, rubbish", &an_check_camera_off, PRIVACY "disable-camera=7\n", AN_CHECK_ATTENTION, 1 },
  { "microphone, nothing set", &an_check_microphone_off, NULL, AN_CHECK_ATTENTION, 1 },
  { "microphone off",
    &an_check_microphone_off,
    PRIVACY "disable-microphone=true\n",
    AN_CHECK_OK,
    0 },
  { "location, nothing set", &an_check_location_off, NULL, AN_CHECK_OK, 0 },
  { "location on", &an_check_location_off, LOCATION "enabled=true\n", AN_CHECK_ATTENTION, 1 },
  { "recent files, nothing set", &an_check_recent_files_off, NULL, AN_CHECK_ATTENTION, 1 },
  { "recent files off",
    &an_check_recent_files_off,
    PRIVACY "remember-recent-files=false\n",
    AN_CHECK_OK,
    0 },
  { "reports, nothing set", &an_check_usage_reports_off, NULL, AN_CHECK_OK, 0 },
  { "reports, one of two",
    &an_check_usage_reports_off,
    PRIVACY "send-software-usage-stats=true\n",
    AN_CHECK_ATTENTION,
    1 },
  { "reports, both",
    &an_check_usage_reports_off,
    PRIVACY "send-software-usage-stats=true\nreport-technical-problems=true\n",
    AN_CHECK_ATTENTION,
    2 },
  { "notifications, nothing set", &an_check_notifications_hidden, NULL, AN_CHECK_ATTENTION, 1 },
  { "notifications hidden",
    &an_check_notifications_hidden,
    NOTIFICATIONS "show-in-lock-screen=false\n",
    AN_CHECK_OK,
    0 },
};

static AnCheckState
state_of (Tree *tree, const AnCheck *check)
{
  g_autoptr (AnCheckResult) result = check->look (tree->context, NULL);

  return result->state;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (AnFix) fix = NULL;
  g_autoptr (GError) error = NULL;
  Tree tree;

  tree_set_up (&tree, NULL);
  tree_use_gnome (&tree, c->settings);
  g_assert_cmpint (state_of (&tree, c->check), ==, c->state);
  fix = an_fix_plan (tree.context, c->check->id);
  g_assert_cmpuint (fix != NULL ? fix->changes->len : 0, ==, c->n_changes);
  if (fix != NULL) {
    g_assert_true (an_fix_apply (fix, tree.context, &error));
    g_assert_no_error (error);
    g_assert_cmpint (state_of (&tree, c->check), ==, AN_CHECK_OK);
    g_assert_true (an_fix_undo (fix, tree.context, &error));
    g_assert_no_error (error);
    g_assert_cmpint (state_of (&tree, c->check), ==, AN_CHECK_ATTENTION);
  }
  tree_tear_down (&tree, NULL);
}

static const AnCheck *const all[] = {
  &an_check_camera_off,       &an_check_microphone_off,    &an_check_location_off,
  &an_check_recent_files_off, &an_check_usage_reports_off, &an_check_notifications_hidden,
};

/* Where nobody acts on the setting, or it cannot be read, nothing is called fine. */
static void
test_never_falsely_fine (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (AnCheckContext) nobody = NULL;
    g_autoptr (AnCheckResult) result = NULL;
    Tree tree;

    tree_set_up (&tree, NULL);
    tree_expect (&tree, all[i], AN_CHECK_UNKNOWN, "Only the desktop GNOME");
    tree_write (&tree, "/usr/bin/gnome-shell", "");
    tree_expect (&tree, all[i], AN_CHECK_UNKNOWN, "does not have the settings");
    tree_install_schemas (&tree);
    nobody = an_check_context_new (tree.root, "nobody-at-all");
    result = all[i]->look (nobody, NULL);
    g_assert_cmpint (result->state, ==, AN_CHECK_UNKNOWN);
    g_assert_null (an_fix_plan (nobody, all[i]->id));
    tree_write (&tree, "/usr/bin/xfce4-session", "");
    tree_expect (&tree, all[i], AN_CHECK_UNKNOWN, "Only the desktop GNOME");
    tree_tear_down (&tree, NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/switches/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/switches/never-falsely-fine", test_never_falsely_fine);
  return g_test_run ();
}
