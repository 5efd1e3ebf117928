// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * A start while the disk is full or read-only. The rules must hold all the same and use must be
 * counted, so the guard goes on with a copy of its memory under /run; a later start takes that back
 * to the disk. What was counted meanwhile is lost only if the PC is switched off before.
 */

#include "guardd/an-guard-makeshift.h"

#include <glib/gstdio.h>

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (from, &content, &length, error) &&
         g_file_set_contents_full (to,
                                   content,
                                   (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

/* What was written since the last checkpoint belongs to this one database file. */
static void
remove_log (const char *directory)
{
  static const char *const names[] = { AN_GUARD_STORE_FILE "-wal", AN_GUARD_STORE_FILE "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (directory, names[i], NULL);

    g_unlink (path);
  }
}

static void
remove_all (const char *directory)
{
  g_autoptr (GDir) listing = g_dir_open (directory, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    g_unlink (path);
  }
  g_rmdir (directory);
}

/* The database last: it is what makes a copy one. The memory-mapped index is made anew. */
static gboolean
copy_all (const char *from, const char *to, GError **error)
{
  g_autoptr (GDir) listing = g_dir_open (from, 0, error);
  g_autofree char *database = g_build_filename (from, AN_GUARD_STORE_FILE, NULL);
  g_autofree char *database_to = g_build_filename (to, AN_GUARD_STORE_FILE, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL) {
    g_autofree char *path = g_build_filename (from, name, NULL);
    g_autofree char *path_to = g_build_filename (to, name, NULL);

    if (!g_str_has_suffix (name, ".json") && !g_str_equal (name, AN_GUARD_STORE_FILE "-wal"))
      continue;
    if (!copy_file (path, path_to, error))
      return FALSE;
  }
  return listing != NULL && (!g_file_test (database, G_FILE_TEST_IS_REGULAR) ||
                             copy_file (database, database_to, error));
}

/* Whether what was written under /run is on the disk now. Closing a store empties its log into the
 * database, and the disk's old log must not be replayed into it. */
static gboolean
take_back (const char *directory, const char *spare, GError **error)
{
  g_autofree char *probe = g_build_filename (directory, "probe", NULL);
  g_autoptr (AnGuardStore) store = NULL;
  gboolean rescued;

  if (!g_file_set_contents_full (probe, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  g_unlink (probe);
  store = an_guard_store_open (spare, &rescued, error);
  if (store == NULL)
    return FALSE;
  g_clear_pointer (&store, an_guard_store_close);
  remove_log (directory);
  if (!copy_all (spare, directory, error))
    return FALSE;
  remove_all (spare);
  return TRUE;
}

/* Public functions */

/**
 * an_guard_makeshift_open:
 * @directory: on the disk
 * @spare_directory: in memory; need not be there
 * @news: (out)
 *
 * Returns: (transfer full): the store on the disk, or if that cannot be written its copy
 */
AnGuardStore *
an_guard_makeshift_open (const char *directory,
                         const char *spare_directory,
                         AnGuardStoreNews *news,
                         GError **error)
{
  g_autofree char *spare_file = g_build_filename (spare_directory, AN_GUARD_STORE_FILE, NULL);
  gboolean has_spare = g_file_test (spare_file, G_FILE_TEST_EXISTS);
  g_autoptr (GError) local = NULL;
  AnGuardStore *store = NULL;

  *news = (AnGuardStoreNews){ 0 };
  if (!has_spare || take_back (directory, spare_directory, &local))
    store = an_guard_store_open (directory, &news->rescued, &local);
  if (store != NULL)
    return store;

  g_warning ("the disk cannot be used, going on in memory: %s", local->message);
  if (g_mkdir_with_parents (spare_directory, 0700) != 0 ||
      (!has_spare && !copy_all (directory, spare_directory, NULL))) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  news->makeshift = TRUE;
  return an_guard_store_open (spare_directory, &news->rescued, error);
}
