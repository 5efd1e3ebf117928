// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `case list` and `case show`. Who read what is in the audit log before anything is shown. */

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-secret.h"
#include "intake/an-audit.h"
#include "intake/an-case.h"
#include "intake/an-command.h"
#include "report/an-uuid.h"

typedef struct {
  const char *actor, *action, *subject, *detail; /* (not owned) */
} Note;

/* The options of both commands. */
typedef struct {
  char *officer; /* (owned) */
  int password_fd;
  gboolean json;
  char *directory; /* (owned) (nullable) */
} Options;

/* Helpers */

static void
clear_options (Options *self)
{
  g_free (self->officer);
  g_free (self->directory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
append_note (AnDatabase *database, gpointer data, GError **error)
{
  Note *note = data;

  return an_audit_append (database, note->actor, note->action, note->subject, note->detail, error);
}

/* A refused attempt is noted too, without telling the one who tried whether the name is known. */
static void
note_refusal (AnDatabase *database, const char *name)
{
  Note note = { "console", "staff.refused", "", "" };

  if (an_staff_check_name (name, NULL))
    note.subject = name;
  an_database_transact (database, append_note, &note, NULL);
}

/* (transfer full): the officer with the opened key */
static AnStaff *
unlock (AnDatabase *database, const Options *options, GError **error)
{
  char *password = an_secret_read (options->password_fd, error);
  g_autoptr (GError) refusal = NULL;
  AnStaff *staff;

  if (password == NULL)
    return NULL;
  staff = an_staff_unlock (database, options->officer, password, &refusal);
  an_secret_free (password);
  if (staff == NULL) {
    if (g_error_matches (refusal, AN_STAFF_ERROR, AN_STAFF_ERROR_REFUSED))
      note_refusal (database, options->officer);
    g_propagate_error (error, g_steal_pointer (&refusal));
  }
  return staff;
}

static int
parse (Options *options, gboolean has_directory, int *argc, char ***argv, int n_words)
{
  GOptionEntry entries[] = {
    { "officer", 0, 0, G_OPTION_ARG_STRING, &options->officer, N_ ("Name of the officer"), "NAME" },
      { "password-fd",
        0,
        0,
        G_OPTION_ARG_INT,
        &options->password_fd,
        N_ ("Where the password is read"), "FD" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("For programs"), NULL },
          { has_directory ? "evidence-dir" : NULL,
            0,
            0,
            G_OPTION_ARG_FILENAME,
            &options->directory,
            N_ ("Where to save the opened evidence"), "DIRECTORY" },
            G_OPTION_ENTRY_NULL,
        };

  options->password_fd = -1;
  if (!an_command_parse (entries, argc, argv, n_words))
    return AN_COMMAND_USAGE;
  if (options->officer == NULL || options->password_fd < 0)
    return an_command_usage (_ ("--officer and --password-fd are needed"));
  return AN_COMMAND_DONE;
}

static void
print_list (GPtrArray *cases, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (!json) {
    for (guint i = 0; i < cases->len; i++) {
      g_autofree char *line = an_case_to_line (g_ptr_array_index (cases, i));

      g_print ("%s\n", line);
    }
    if (cases->len == 0)
      g_print (_ ("No report has been received yet.\n"));
    return;
  }
  json_builder_begin_array (builder);
  for (guint i = 0; i < cases->len; i++)
    an_case_add_line (g_ptr_array_index (cases, i), builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = an_json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static gboolean
list_cases (const char *store, const Options *options, GError **error)
{
  g_autoptr (AnDatabase) database = an_command_open (store, error);
  g_autoptr (AnStaff) staff = database ? unlock (database, options, error) : NULL;
  g_autoptr (GPtrArray) cases = staff ? an_case_list (database, staff, error) : NULL;
  Note note = { options->officer, "case.listed", "", "" };

  if (cases == NULL || !an_database_transact (database, append_note, &note, error))
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    an_case_open (g_ptr_array_index (cases, i), staff, NULL); /* shown as not to be opened */
  print_list (cases, options->json);
  return TRUE;
}

static gboolean
make_directory (const char *directory, GError **error)
{
  if (directory == NULL || g_mkdir_with_parents (directory, 0700) == 0)
    return TRUE;
  return an_errno_fail (directory, errno, error);
}

static gboolean
show_case (const char *store, const char *id, const Options *options, GError **error)
{
  g_autoptr (AnDatabase) database = an_command_open (store, error);
  g_autoptr (AnStaff) staff = database ? unlock (database, options, error) : NULL;
  g_autoptr (AnCase) shown = staff ? an_case_find (database, id, staff, error) : NULL;
  g_autoptr (AnEvidenceFiles) files = NULL;
  g_autofree char *text = NULL;
  Note note = { options->officer, "case.read", id, options->directory ? "evidence saved" : "" };

  if (shown == NULL || !an_database_transact (database, append_note, &note, error) ||
      !an_case_open (shown, staff, error) || !make_directory (options->directory, error))
    return FALSE;
  files = an_evidence_files_open (store, AN_EVIDENCE_FILES_READ, NULL); /* may not be there yet */
  if (!an_case_look_at_evidence (shown, files, options->directory, error))
    return FALSE;
  if (options->json) {
    g_autoptr (JsonNode) root = an_case_to_json (shown);

    text = an_json_to_string (root, TRUE);
  } else {
    text = an_case_to_text (shown);
  }
  g_print ("%s\n", text);
  return TRUE;
}

/* Commands */

static int
run_list (const char *store, int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  int result = parse (&options, FALSE, &argc, &argv, 1);

  if (result != AN_COMMAND_DONE)
    return result;
  return list_cases (store, &options, &error) ? AN_COMMAND_DONE : an_command_fail (error);
}

static int
run_show (const char *store, int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  int result = parse (&options, TRUE, &argc, &argv, 2);

  if (result != AN_COMMAND_DONE)
    return result;
  if (!an_uuid_is_valid (argv[1]))
    return an_command_usage (_ ("this is not the id of a case"));
  return show_case (store, argv[1], &options, &error) ? AN_COMMAND_DONE : an_command_fail (error);
}

const AnIntakeCommand an_intake_case_commands[] = {
  { "case",
    "list",
    "--officer NAME --password-fd FD [--json]",
    N_ ("lists what was received"), run_list },
    { "case",
      "show",
      "ID --officer NAME --password-fd FD [--json] [--evidence-dir DIRECTORY]",
      N_ ("shows one report with its evidence"), run_show },
      { NULL },
  };
