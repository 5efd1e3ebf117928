// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tree.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

void
tree_set_up (Tree *tree, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tree->root = g_dir_make_tmp ("an-tree-XXXXXX", &error);
  g_assert_no_error (error);
  tree->context = an_check_context_new (tree->root, "nhi");
  tree_write (tree,
              "/etc/passwd",
              "root:x:0:0:root:/root:/bin/bash\n"
              "daemon:x:1:1::/usr/sbin:/usr/sbin/nologin\n"
              "bo:x:1000:1000:Bố:/home/bo:/bin/bash\n"
              "nhi:x:1001:1001:Bé Nhi:/home/nhi:/bin/bash\n"
              "khach:x:1002:100::/home/khach:/bin/false\n");
  tree_write (tree,
              "/etc/group",
              "root:x:0:\nsudo:x:27:bo\nusers:x:100:nhi,bo\nbo:x:1000:\nnhi:x:1001:\n");
}

void
tree_tear_down (Tree *tree, gconstpointer data)
{
  tree_remove (tree->root);
  an_check_context_unref (tree->context);
  g_free (tree->root);
}

void
tree_remove (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK)) {
    g_assert_cmpint (g_chmod (path, 0700), ==, 0);
    dir = g_dir_open (path, 0, NULL);
    while ((name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *child = g_build_filename (path, name, NULL);

      tree_remove (child);
    }
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static char *
make_parent (Tree *tree, const char *path)
{
  char *real = an_check_context_path (tree->context, path);
  g_autofree char *parent = g_path_get_dirname (real);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  return real;
}

void
tree_write (Tree *tree, const char *path, const char *text)
{
  g_autofree char *real = make_parent (tree, path);
  g_autoptr (GError) error = NULL;

  if (text == NULL) {
    g_assert_cmpint (g_mkdir (real, 0755), ==, 0);
    return;
  }
  g_file_set_contents (real, text, -1, &error);
  g_assert_no_error (error);
}

void
tree_write_all (Tree *tree, const TreeFile *files, gsize n_files)
{
  for (gsize i = 0; i < n_files && files[i].path != NULL; i++)
    tree_write (tree, files[i].path, files[i].text);
}

void
tree_link (Tree *tree, const char *path, const char *target)
{
  g_autofree char *real = make_parent (tree, path);

  g_assert_cmpint (symlink (target, real), ==, 0);
}

void
tree_expect (Tree *tree, const AnCheck *check, AnCheckState state, const char *reason_part)
{
  g_autoptr (AnCheckResult) result = check->look (tree->context, NULL);

  g_assert_nonnull (result->reason);
  if (strstr (result->reason, reason_part) == NULL)
    g_error ("“%s” does not say “%s”", result->reason, reason_part);
  g_assert_cmpstr (an_check_state_ids[result->state], ==, an_check_state_ids[state]);
}

static const char schemas[] =
    "<schemalist>"
    "<schema id='org.gnome.desktop.privacy' path='/org/gnome/desktop/privacy/'>"
    "<key name='disable-camera' type='b'><default>false</default></key>"
    "<key name='disable-microphone' type='b'><default>false</default></key>"
    "<key name='remember-recent-files' type='b'><default>true</default></key>"
    "<key name='report-technical-problems' type='b'><default>false</default></key>"
    "<key name='send-software-usage-stats' type='b'><default>false</default></key></schema>"
    "<schema id='org.gnome.system.location' path='/org/gnome/system/location/'>"
    "<key name='enabled' type='b'><default>false</default></key></schema>"
    "<schema id='org.gnome.desktop.notifications' path='/org/gnome/desktop/notifications/'>"
    "<key name='show-in-lock-screen' type='b'><default>true</default></key></schema>"
    "<schema id='org.gnome.desktop.screensaver' path='/org/gnome/desktop/screensaver/'>"
    "<key name='lock-enabled' type='b'><default>true</default></key>"
    "<key name='lock-delay' type='u'><default>0</default></key></schema>"
    "<schema id='org.gnome.desktop.session' path='/org/gnome/desktop/session/'>"
    "<key name='idle-delay' type='u'><default>300</default></key></schema>"
    "<schema id='org.gnome.desktop.lockdown' path='/org/gnome/desktop/lockdown/'>"
    "<key name='disable-lock-screen' type='b'><default>false</default></key></schema>"
    "<schema id='org.gnome.desktop.remote-desktop.rdp' path='/org/gnome/desktop/rdp/'>"
    "<key name='enable' type='b'><default>false</default></key></schema>"
    "<schema id='apps.light-locker' path='/apps/light-locker/'>"
    "<key name='lock-after-screensaver' type='u'><default>5</default></key></schema>"
    "</schemalist>";

void
tree_install_schemas (Tree *tree)
{
  g_autofree char *folder = an_check_context_path (tree->context, "/usr/share/glib-2.0/schemas");
  const char *argv[] = { "glib-compile-schemas", "--strict", folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  tree_write (tree, "/usr/share/glib-2.0/schemas/an.gschema.xml", schemas);
  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

void
tree_boot (Tree *tree)
{
  tree_write (tree, "/run/systemd/system/.keep", "");
}

void
tree_use_gnome (Tree *tree, const char *settings)
{
  tree_install_schemas (tree);
  tree_write (tree, "/usr/bin/gnome-shell", "");
  tree_write (tree, TREE_SETTINGS, settings != NULL ? settings : "");
}
