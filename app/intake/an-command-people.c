// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `officer …`: the people of the office. */

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-secret.h"
#include "intake/an-command.h"
#include "intake/an-people.h"

/* The options of all of them; which are needed is each command's. */
typedef struct {
  char *name, *role, *by;     /* (owned) (nullable) */
  int password, new_password; /* descriptors, -1 */
} Options;

typedef struct {
  AnPeopleChange *change; /* (not owned) */
  const char *actor;      /* (not owned) */
} Saving;

/* Helpers */

static void
clear_options (Options *self)
{
  g_free (self->name);
  g_free (self->role);
  g_free (self->by);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
parse (Options *options, int *argc, char ***argv)
{
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name, N_ ("Name of the officer"), "NAME" },
      { "role",
        0,
        0,
        G_OPTION_ARG_STRING,
        &options->role,
        N_ ("officer, supervisor, administrator or auditor"), "ROLE" },
        { "by", 0, 0, G_OPTION_ARG_STRING, &options->by, N_ ("Name of the supervisor"), "NAME" },
          { "password-fd",
            0,
            0,
            G_OPTION_ARG_INT,
            &options->password,
            N_ ("Where the password is read"), "FD" },
            { "new-password-fd",
              0,
              0,
              G_OPTION_ARG_INT,
              &options->new_password,
              N_ ("Where the new password is read"), "FD" },
              G_OPTION_ENTRY_NULL,
          };

  options->password = options->new_password = -1;
  return an_command_parse (entries, argc, argv, 1);
}

static gboolean
load_change (AnDatabase *database, gpointer data, GError **error)
{
  return an_people_change_load (((Saving *) data)->change, database, error);
}

static gboolean
save_change (AnDatabase *database, gpointer data, GError **error)
{
  Saving *saving = data;

  return an_people_change_save (saving->change, database, saving->actor, error);
}

static gboolean
read_secret (int fd, char **secret, GError **error)
{
  if (fd < 0)
    return TRUE;
  *secret = an_secret_read (fd, error);
  return *secret != NULL;
}

/* @by: (nullable): a supervisor, who opens what is in escrow with the password */
static gboolean
carry_out (const char *store, AnPeopleChange *change, const char *by, GError **error)
{
  g_autoptr (AnDatabase) database = an_command_open (store, error);
  g_autoptr (AnStaff) supervisor = NULL;
  Saving saving = { change, by ? by : "console" };

  if (database == NULL)
    return FALSE;
  if (by != NULL) {
    supervisor = an_staff_unlock (database, by, change->password, error);
    if (supervisor == NULL)
      return FALSE;
  }
  return an_database_transact (database, load_change, &saving, error) &&
         an_people_change_work (change, supervisor, error) &&
         an_database_transact (database, save_change, &saving, error);
}

static int
change_person (const char *store, AnPeopleAction action, const Options *options)
{
  g_autoptr (AnPeopleChange) change = an_people_change_new (action, options->name);
  g_autoptr (GError) error = NULL;

  change->role = g_strdup (options->role);
  if (action == AN_PEOPLE_ADD) {
    if (change->role == NULL)
      change->role = g_strdup ("officer");
    if (!g_strv_contains (an_people_roles, change->role))
      return an_command_usage (_ ("there is no such role"));
    if (!read_secret (options->password, &change->new_password, &error))
      return an_command_fail (error);
  } else if (!read_secret (options->password, &change->password, &error) ||
             !read_secret (options->new_password, &change->new_password, &error)) {
    return an_command_fail (error);
  }
  return carry_out (store, change, options->by, &error) ? AN_COMMAND_DONE : an_command_fail (error);
}

/* Commands */

static int
run_add (const char *store, int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  int result;

  if (!parse (&options, &argc, &argv))
    return AN_COMMAND_USAGE;
  if (options.name == NULL || options.password < 0)
    return an_command_usage (_ ("--name and --password-fd are needed"));
  result = change_person (store, AN_PEOPLE_ADD, &options);
  if (result == AN_COMMAND_DONE)
    g_print (
        _ ("“%s” is added. The supervisors hold the key in escrow and can set a new password.\n"),
           options.name);
  return result;
}

static int
run_state (const char *store, AnPeopleAction action, int argc, char **argv)
{
  g_auto (Options) options = { NULL };

  if (!parse (&options, &argc, &argv))
    return AN_COMMAND_USAGE;
  if (options.name == NULL)
    return an_command_usage (_ ("--name is needed"));
  return change_person (store, action, &options);
}

static int
run_disable (const char *store, int argc, char **argv)
{
  return run_state (store, AN_PEOPLE_DISABLE, argc, argv);
}

static int
run_enable (const char *store, int argc, char **argv)
{
  return run_state (store, AN_PEOPLE_ENABLE, argc, argv);
}

static int
run_reset (const char *store, int argc, char **argv)
{
  g_auto (Options) options = { NULL };

  if (!parse (&options, &argc, &argv))
    return AN_COMMAND_USAGE;
  if (options.name == NULL || options.by == NULL || options.password < 0 ||
      options.new_password < 0)
    return an_command_usage (_ ("--name, --by, --password-fd and --new-password-fd are needed"));
  return change_person (store, AN_PEOPLE_RESET, &options);
}

static int
run_password (const char *store, int argc, char **argv)
{
  g_auto (Options) options = { NULL };

  if (!parse (&options, &argc, &argv))
    return AN_COMMAND_USAGE;
  if (options.name == NULL || options.password < 0 || options.new_password < 0)
    return an_command_usage (_ ("--name, --password-fd and --new-password-fd are needed"));
  g_clear_pointer (&options.by, g_free);
  return change_person (store, AN_PEOPLE_PASSWORD, &options);
}

static int
run_rotate (const char *store, int argc, char **argv)
{
  g_auto (Options) options = { NULL };

  if (!parse (&options, &argc, &argv))
    return AN_COMMAND_USAGE;
  if (options.name == NULL || options.password < 0)
    return an_command_usage (_ ("--name and --password-fd are needed"));
  g_clear_pointer (&options.by, g_free);
  return change_person (store, AN_PEOPLE_ROTATE, &options);
}

static int
run_list (const char *store, int argc, char **argv)
{
  GOptionEntry none[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (AnDatabase) database = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  if (!an_command_parse (none, &argc, &argv, 1))
    return AN_COMMAND_USAGE;
  database = an_command_open (store, &error);
  root = database ? an_people_list (database, &error) : NULL;
  if (root == NULL)
    return an_command_fail (error);
  json = an_json_to_string (root, TRUE);
  g_print ("%s\n", json);
  return AN_COMMAND_DONE;
}

const AnIntakeCommand an_intake_people_commands[] = {
  { "officer",
    "add",
    "--name NAME --password-fd FD [--role ROLE]",
    N_ ("adds a person; to an officer or a supervisor reports are sealed from now on"), run_add },
    { "officer", "list", "", N_ ("prints who is there, as JSON"), run_list },
      { "officer", "disable", "--name NAME", N_ ("lets a person sign in no more"), run_disable },
        { "officer", "enable", "--name NAME", N_ ("lets a person sign in again"), run_enable },
          { "officer",
            "reset",
            "--name NAME --by SUPERVISOR --password-fd FD --new-password-fd FD",
            N_ ("sets a new password with the key that the supervisor has in escrow"), run_reset },
            { "officer",
              "password",
              "--name NAME --password-fd FD --new-password-fd FD",
              N_ ("sets a new password with the one of now"), run_password },
              { "officer",
                "rotate-key",
                "--name NAME --password-fd FD",
                N_ ("makes a new key; old cases stay readable"), run_rotate },
                { NULL },
            };
