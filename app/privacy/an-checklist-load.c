// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Finding checklists: those built into the library, and those of an administrator, which add to
 * them or stand in for the one with the same id. A broken file never hides a good one.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-checklist.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "an-privacy-data.h"
#include "base/an-i18n.h"

#define PREFIX "/vn/annhi/AnNhi/privacy/checklists/"

/* Helpers */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* By age, then those for roles, then by id. */
static int
compare_lists (gconstpointer a, gconstpointer b)
{
  const AnChecklist *left = *(AnChecklist *const *) a, *right = *(AnChecklist *const *) b;
  AnChecklistAudience first = an_checklist_get_audience (left);
  AnChecklistAudience second = an_checklist_get_audience (right);

  if (first != second)
    return first < second ? -1 : 1;
  for (guint years = 0; first == AN_CHECKLIST_FOR_AGES && years < 18; years++) {
    if (an_checklist_has_age (left, years) != an_checklist_has_age (right, years))
      return an_checklist_has_age (left, years) ? -1 : 1;
  }
  return strcmp (an_checklist_get_id (left), an_checklist_get_id (right));
}

static void
take (GPtrArray *lists, AnChecklist *list)
{
  for (guint i = 0; i < lists->len; i++) {
    AnChecklist *old = g_ptr_array_index (lists, i);

    if (!g_str_equal (an_checklist_get_id (old), an_checklist_get_id (list)))
      continue;
    an_checklist_unref (old);
    lists->pdata[i] = list;
    return;
  }
  g_ptr_array_add (lists, list);
}

static void
load_built_in (GPtrArray *lists)
{
  GResource *resource = an_privacy_data_get_resource ();
  g_auto (GStrv) names =
      g_resource_enumerate_children (resource, PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (PREFIX, names[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes =
        g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
    AnChecklist *list = NULL;

    if (bytes != NULL)
      list = an_checklist_new_from_data (g_bytes_get_data (bytes, NULL),
                                         g_bytes_get_size (bytes),
                                         &error);
    if (list != NULL)
      take (lists, list);
    else
      g_critical ("%s: %s", names[i], error->message);
  }
}

/* Whoever may write what the family reads must be an administrator. */
static gboolean
check_owner (int fd, mode_t type, uid_t owner, struct stat *status, GError **error)
{
  if (fstat (fd, status) != 0) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         (int) g_io_error_from_errno (errno),
                         g_strerror (errno));
    return FALSE;
  }
  if ((status->st_mode & S_IFMT) != type) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("not a plain file"));
    return FALSE;
  }
  if (status->st_uid == owner && (status->st_mode & (S_IWGRP | S_IWOTH)) == 0)
    return TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_PERMISSION_DENIED,
                       _ ("left out: others than the administrator can change it"));
  return FALSE;
}

static char *
read_all (int fd, gsize size, gsize *length, GError **error)
{
  g_autofree char *data = g_malloc (size + 1);
  gsize used = 0;

  while (used < size) {
    ssize_t got = read (fd, data + used, size - used);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           (int) g_io_error_from_errno (errno),
                           g_strerror (errno));
      return NULL;
    }
    if (got == 0)
      break;
    used += (gsize) got;
  }
  *length = used;
  return g_steal_pointer (&data);
}

static AnChecklist *
load_file (int directory, const char *name, uid_t owner, GError **error)
{
  int fd = openat (directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  g_autofree char *data = NULL;
  gsize length = 0;

  if (fd < 0) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         (int) g_io_error_from_errno (errno),
                         g_strerror (errno));
    return NULL;
  }
  if (!check_owner (fd, S_IFREG, owner, &status, error)) {
    close (fd);
    return NULL;
  }
  /* One byte more than allowed is enough for the reader to refuse. */
  data = read_all (fd, (gsize) MIN (status.st_size, AN_JSON_MAX_BYTES + 1), &length, error);
  close (fd);
  return data != NULL ? an_checklist_new_from_data (data, length, error) : NULL;
}

/* Only names ending in .json; sorted, so that of two files with one id the last name wins. */
static char **
list_names (const char *path, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;
  char **names;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && g_str_has_suffix (name, ".json"))
      g_strv_builder_add (builder, name);
  names = g_strv_builder_end (builder);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

static void
load_directory (GPtrArray *lists, const char *path, uid_t owner, GStrvBuilder *warnings)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  struct stat status;
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 && errno == ENOENT)
    return;
  if (fd < 0) {
    g_set_error_literal (&error,
                         G_IO_ERROR,
                         (int) g_io_error_from_errno (errno),
                         g_strerror (errno));
  } else if (check_owner (fd, S_IFDIR, owner, &status, &error)) {
    names = list_names (path, &error);
  }
  if (error != NULL) {
    g_autofree char *warning = g_strdup_printf ("%s: %s", path, error->message);

    g_strv_builder_add (warnings, warning);
  }
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autoptr (GError) problem = NULL;
    AnChecklist *list = load_file (fd, names[i], owner, &problem);
    g_autofree char *warning = NULL;

    if (list != NULL) {
      take (lists, list);
      continue;
    }
    warning = g_strdup_printf ("%s/%s: %s", path, names[i], problem->message);
    g_strv_builder_add (warnings, warning);
  }
  if (fd >= 0)
    close (fd);
}

/* Public */

/**
 * an_checklist_load_all:
 * @directory: (nullable): files beside the built-in ones, such as %AN_CHECKLIST_CONTENT_DIR; it
 *   need not exist
 * @owner: who must own @directory and its files for them to count: 0 but in tests
 * @warnings: (out) (optional) (transfer full): what could not be taken, a sentence a file
 *
 * Returns: (transfer full) (element-type AnChecklist): by age, then for caregivers, then schools
 */
GPtrArray *
an_checklist_load_all (const char *directory, uid_t owner, char ***warnings)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) an_checklist_unref);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) said = NULL;

  load_built_in (lists);
  if (directory != NULL)
    load_directory (lists, directory, owner, builder);
  g_ptr_array_sort (lists, compare_lists);
  said = g_strv_builder_end (builder);
  if (warnings != NULL)
    *warnings = g_steal_pointer (&said);
  return lists;
}

/**
 * an_checklist_find:
 *
 * Returns: (transfer none) (nullable): the list of @lists with this id
 */
const AnChecklist *
an_checklist_find (GPtrArray *lists, const char *id)
{
  for (guint i = 0; i < lists->len; i++)
    if (g_strcmp0 (an_checklist_get_id (g_ptr_array_index (lists, i)), id) == 0)
      return g_ptr_array_index (lists, i);
  return NULL;
}
