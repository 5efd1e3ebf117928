// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Which channels there are on this PC. A file that somebody else than root could change might
 * lead a child's report to the wrong reader, so it is left out.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-paths.h"
#include "report/an-channel-private.h"
#include "report/an-content.h"

#define ENDING ".json"

/* Helpers */

static void
warn (GPtrArray *warnings, const GError *error)
{
  if (warnings != NULL)
    g_ptr_array_add (warnings, g_strdup (error->message));
}

/* (transfer full) @channel */
static void
add_channel (GPtrArray *channels, AnChannel *channel)
{
  for (guint i = 0; i < channels->len; i++) {
    AnChannel *other = g_ptr_array_index (channels, i);

    if (g_str_equal (other->id, channel->id)) {
      an_channel_free (other);
      channels->pdata[i] = channel;
      return;
    }
  }
  g_ptr_array_add (channels, channel);
}

static void
add_builtin (GPtrArray *channels, GPtrArray *warnings)
{
  g_auto (GStrv) names = an_content_list ("channels.d");

  for (char **name = names; *name != NULL; name++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) root = an_content_load (*name, &error);
    AnChannel *channel = root == NULL ? NULL : an_channel_from_json (root, &error);

    if (channel != NULL)
      add_channel (channels, channel);
    else
      warn (warnings, error);
  }
}

static int
fail_errno (GError **error, const char *path)
{
  an_errno_fail (path, errno, error);
  return -1;
}

/* Opens @name in @folder (a descriptor or AT_FDCWD) and asks the open file, not its name, whose it
 * is: nobody can exchange it in between. Answers the descriptor or -1. */
static int
open_owned (int folder, const char *name, int flags, uid_t owner, const char *path, GError **error)
{
  struct stat about;
  int file = openat (folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags);

  if (file < 0)
    return fail_errno (error, path);
  if (fstat (file, &about) != 0) {
    fail_errno (error, path);
    close (file);
    return -1;
  }
  if (about.st_uid == owner && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0 &&
      (S_ISREG (about.st_mode) || S_ISDIR (about.st_mode)))
    return file;
  g_set_error (error,
               AN_CHANNEL_ERROR,
               AN_CHANNEL_ERROR_NOT_ROOT_OWNED,
               _ ("%s is not used: others than the administrator could change it."), path);
  close (file);
  return -1;
}

/* (transfer full); closes @file. */
static AnChannel *
read_file (int file, const char *path, GError **error)
{
  g_autofree char *buffer = g_malloc (AN_JSON_MAX_BYTES + 1);
  g_autoptr (JsonNode) root = NULL;
  AnChannel *channel = NULL;
  gsize length = 0;
  gssize got;

  do {
    got = read (file, buffer + length, AN_JSON_MAX_BYTES + 1 - length);
    if (got > 0)
      length += (gsize) got;
  } while ((got > 0 && length <= AN_JSON_MAX_BYTES) || (got < 0 && errno == EINTR));
  if (got < 0)
    fail_errno (error, path);
  close (file);
  if (got < 0)
    return NULL;
  root = an_json_parse (buffer, length, AN_JSON_MAX_BYTES, error);
  if (root != NULL)
    channel = an_channel_from_json (root, error);
  if (channel == NULL)
    g_prefix_error (error, "%s: ", path);
  return channel;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): the channel files of the folder, sorted. */
static char **
list_files (const char *folder)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  char **names;
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    if (*name != '.' && g_str_has_suffix (name, ENDING))
      g_strv_builder_add (builder, name);
  }
  names = g_strv_builder_end (builder);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

/* Shared with the tests */

/*
 * an_channel_add_folder:
 * @path: a folder of channel files; that it is not there is no error
 * @owner: whose it and its files must be, writable to nobody else
 */
void
an_channel_add_folder (GPtrArray *channels, const char *path, uid_t owner, GPtrArray *warnings)
{
  g_autoptr (GError) folder_error = NULL;
  g_auto (GStrv) names = NULL;
  int folder = open_owned (AT_FDCWD, path, O_DIRECTORY, owner, path, &folder_error);

  if (folder < 0) {
    if (!g_error_matches (folder_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      warn (warnings, folder_error);
    return;
  }
  names = list_files (path);
  for (char **name = names; *name != NULL; name++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *full = g_build_filename (path, *name, NULL);
    int file = open_owned (folder, *name, 0, owner, full, &error);
    AnChannel *channel = file < 0 ? NULL : read_file (file, full, &error);

    if (channel != NULL)
      add_channel (channels, channel);
    else
      warn (warnings, error);
  }
  close (folder);
}

/* Public */

/**
 * an_channel_list:
 * @extra_path: (nullable): a channel file that the user named
 * @warnings: (nullable) (element-type utf8): gets a sentence for each file that was left out
 *
 * Returns: (transfer full) (element-type AnChannel): the channels
 */
GPtrArray *
an_channel_list (const char *extra_path, GPtrArray *warnings)
{
  g_autofree char *system = an_paths_system_channels_dir ();
  GPtrArray *channels = g_ptr_array_new_with_free_func ((GDestroyNotify) an_channel_free);

  add_builtin (channels, warnings);
  an_channel_add_folder (channels, system, 0, warnings);
  if (extra_path != NULL) {
    g_autoptr (GError) error = NULL;
    AnChannel *channel = an_channel_load (extra_path, &error);

    if (channel != NULL)
      add_channel (channels, channel);
    else
      warn (warnings, error);
  }
  return channels;
}
