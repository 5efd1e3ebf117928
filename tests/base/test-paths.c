// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Where files lie, and who can reach them. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-paths.h"

typedef struct {
  char *directory; /* (owned) */
  char *path;      /* (owned) of something in it */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->directory = g_dir_make_tmp ("annhi-paths-XXXXXX", NULL);
  f->path = g_build_filename (f->directory, "x", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_remove (f->path);
  g_assert_cmpint (g_rmdir (f->directory), ==, 0);
  g_free (f->directory);
  g_free (f->path);
}

static void
test_places (void)
{
  g_autofree char *user = an_paths_user_data_dir ();
  g_autofree char *expected = g_build_filename (g_get_user_data_dir (), "annhi", NULL);
  g_autofree char *channels = an_paths_system_channels_dir ();

  g_assert_cmpstr (user, ==, expected);
  g_assert_true (g_path_is_absolute (channels));
  g_assert_true (g_str_has_suffix (channels, "/etc/annhi/channels.d"));
}

static void
test_private_dir (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (an_paths_ensure_private_dir (f->path, &error));
  g_assert_cmpint (g_chmod (f->path, 0777), ==, 0);
  g_assert_true (an_paths_ensure_private_dir (f->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);
}

static void
test_no_dir (Fixture *f, gconstpointer data)
{
  g_autofree char *below = g_build_filename (f->path, "y", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
  g_assert_false (an_paths_ensure_private_dir (f->path, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, f->path));
  g_clear_error (&error);
  g_assert_false (an_paths_ensure_private_dir (below, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

/* Mine is root's only when the test runs as root. */
static void
test_root_owned (Fixture *f, gconstpointer data)
{
  gboolean mine = geteuid () == 0;

  g_assert_true (an_paths_is_root_owned ("/etc/passwd"));
  g_assert_false (an_paths_is_root_owned ("/etc/không có"));
  g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
  g_assert_cmpint (an_paths_is_root_owned (f->path), ==, mine);
  g_assert_cmpint (g_chmod (f->path, 0666), ==, 0);
  g_assert_false (an_paths_is_root_owned (f->path));
  g_assert_cmpint (g_chmod (f->path, 0644), ==, 0);
  g_assert_cmpint (g_chmod (f->directory, 0777), ==, 0);
  g_assert_false (an_paths_is_root_owned (f->path));
  g_assert_cmpint (g_chmod (f->directory, 0700), ==, 0);

  /* A link is followed first; whoever owns it does not matter. */
  g_assert_cmpint (g_remove (f->path), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", f->path), ==, 0);
  g_assert_true (an_paths_is_root_owned (f->path));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paths/places", test_places);
  ADD ("/paths/private-dir", test_private_dir);
  ADD ("/paths/no-dir", test_no_dir);
  ADD ("/paths/root-owned", test_root_owned);
  return g_test_run ();
}
