// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * `backup`: the store, the evidence it knows and the anchors, copied while the server runs. The
 * store first: what it calls received is on the disk whole.
 */

#include <errno.h>
#include <glib/gstdio.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "intake/an-anchor.h"
#include "intake/an-command.h"

#define NAME "office.db"
#define FOLDER_MODE 0700

/* Helpers */

static gboolean
make_folder (const char *path, GError **error)
{
  return g_mkdir (path, FOLDER_MODE) == 0 || errno == EEXIST || an_errno_fail (path, errno, error);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, error) &&
         (g_chmod (to, 0600) == 0 || an_errno_fail (to, errno, error));
}

/* One piece of evidence; @from and @to: roots */
static gboolean
copy_evidence (const char *from, const char *to, const char *report, const char *id, GError **error)
{
  g_autofree char *folder = g_build_filename (to, report, NULL);
  g_autofree char *source = g_build_filename (from, report, id, NULL);
  g_autofree char *target = g_build_filename (folder, id, NULL);

  return make_folder (folder, error) && copy_file (source, target, error);
}

static gboolean
copy_all_evidence (AnDatabase *copy, const char *from, const char *to, GError **error)
{
  g_autoptr (GError) broken = NULL;
  g_autoptr (AnRows) rows =
      an_database_query (copy, error, "SELECT report, id FROM evidence WHERE received > 0", "");

  if (rows == NULL || !make_folder (to, error))
    return FALSE;
  while (an_rows_next (rows, &broken))
    if (!copy_evidence (from, to, an_rows_text (rows, 0), an_rows_text (rows, 1), error))
      return FALSE;
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* The anchors before the store: none may be of an entry that the copy does not have. */
static gboolean
copy_anchors (const char *store, const char *to, GError **error)
{
  g_autofree char *source = g_strconcat (store, AN_ANCHOR_FILE_END, NULL);
  g_autofree char *target = g_strconcat (to, AN_ANCHOR_FILE_END, NULL);

  return !g_file_test (source, G_FILE_TEST_EXISTS) || copy_file (source, target, error);
}

static gboolean
check_copy (const char *path, gint64 *n_entries, GError **error)
{
  g_autoptr (AnDatabase) copy = an_command_open (path, error);
  g_autoptr (GArray) anchors = copy ? an_anchor_load (path, error) : NULL;

  return anchors != NULL && an_database_check (copy, error) &&
         an_anchor_verify (anchors, copy, n_entries, error);
}

static gboolean
back_up (const char *store, const char *folder, GError **error)
{
  g_autoptr (AnDatabase) database = an_command_open (store, error);
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *from = g_strconcat (store, "-evidence", NULL);
  g_autofree char *to = g_strconcat (path, "-evidence", NULL);
  gint64 n = 0;

  if (database == NULL)
    return FALSE;
  if (g_mkdir (folder, FOLDER_MODE) != 0)
    return an_errno_fail (folder, errno, error);
  if (!copy_anchors (store, path, error) || !an_database_backup (database, path, error))
    return FALSE;
  {
    g_autoptr (AnDatabase) copy = an_database_open (path, AN_DATABASE_EXISTING, error);

    if (copy == NULL || !copy_all_evidence (copy, from, to, error))
      return FALSE;
  }
  return check_copy (path, &n, error);
}

static int
run_backup (const char *store, int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = { { "to",
                               0,
                               0,
                               G_OPTION_ARG_FILENAME,
                               &folder,
                               N_ ("A folder that is not there yet"), "DIRECTORY" },
                               G_OPTION_ENTRY_NULL };

  if (!an_command_parse (entries, &argc, &argv, 1))
    return AN_COMMAND_USAGE;
  if (folder == NULL)
    return an_command_usage (_ ("--to is needed"));
  if (!back_up (store, folder, &error))
    return an_command_fail (error);
  g_print (_ ("The copy in %s is whole.\n"), folder);
  return AN_COMMAND_DONE;
}

const AnIntakeCommand an_intake_backup_commands[] = {
  { "backup",
    NULL,
    "--to DIRECTORY",
    N_ ("copies everything while the server runs, and checks the copy"), run_backup },
    { NULL },
};
