// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Where files lie, and whether such a place can be trusted. */

#include "base/an-paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"

/* Helpers */

/* Makes the open directory ours alone. */
static gboolean
close_to_others (int fd, const char *path, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) < 0)
    return an_errno_fail (path, errno, error);
  if (info.st_uid != geteuid ()) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_PERMISSION_DENIED,
                 _ ("%s: this folder belongs to another user"), path);
    return FALSE;
  }
  if ((info.st_mode & 07777) != 0700 && fchmod (fd, 0700) < 0)
    return an_errno_fail (path, errno, error);
  return TRUE;
}

/* Nobody but root can change what stands at @path. */
static gboolean
is_owned_by_root_alone (const char *path)
{
  struct stat info;

  if (lstat (path, &info) < 0 || info.st_uid != 0)
    return FALSE;
  if ((info.st_mode & 0022) == 0)
    return TRUE;
  /* In a sticky directory such as /tmp others can add, but not replace what root put there. */
  return S_ISDIR (info.st_mode) && (info.st_mode & S_ISVTX) != 0;
}

/* Public */

/**
 * an_paths_user_data_dir:
 *
 * Returns: (transfer full): `$XDG_DATA_HOME/annhi`, which need not exist
 */
char *
an_paths_user_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "annhi", NULL);
}

/**
 * an_paths_system_channels_dir:
 *
 * Returns: (transfer full): where the administrator puts the channel files of offices
 */
char *
an_paths_system_channels_dir (void)
{
  return g_build_filename (AN_SYSCONF_DIR, "annhi", "channels.d", NULL);
}

/**
 * an_paths_ensure_private_dir:
 * @path: a directory of the current user
 *
 * Makes @path and its parents where they are missing, and closes @path to everybody else.
 *
 * Returns: whether @path is now a directory of mode 0700 of ours; otherwise a %G_IO_ERROR
 */
gboolean
an_paths_ensure_private_dir (const char *path, GError **error)
{
  gboolean good;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_mkdir_with_parents (path, 0700) < 0)
    return an_errno_fail (path, errno, error);
  fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return an_errno_fail (path, errno, error);
  good = close_to_others (fd, path, error);
  close (fd);
  return good;
}

/**
 * an_paths_is_root_owned:
 * @path: a file or a directory
 *
 * Returns: whether nobody but root can change @path, or replace it through one of the directories
 *   above it; links are followed first
 */
gboolean
an_paths_is_root_owned (const char *path)
{
  char *resolved;
  g_autofree char *place = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  resolved = realpath (path, NULL);
  if (resolved == NULL)
    return FALSE;
  place = g_strdup (resolved);
  free (resolved);
  while (is_owned_by_root_alone (place)) {
    char *parent = g_path_get_dirname (place);

    if (g_str_equal (parent, place)) {
      g_free (parent);
      return TRUE;
    }
    g_free (place);
    place = parent;
  }
  return FALSE;
}
