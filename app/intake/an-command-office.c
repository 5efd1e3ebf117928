// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `office init`. */

#include <glib/gstdio.h>

#include "base/an-i18n.h"
#include "base/an-secret.h"
#include "intake/an-command.h"
#include "intake/an-office.h"
#include "intake/an-schema.h"
#include "intake/an-staff.h"
#include "report/an-directory.h"

typedef struct {
  const char *name, *province, *password; /* (not owned) */
} NewPerson;

/* Helpers */

static gboolean
make_office (AnDatabase *database, gpointer data, GError **error)
{
  NewPerson *person = data;

  return an_schema_create (database, error) &&
         an_office_init (database, person->name, person->province, person->password, error);
}

/* Half an office is none: what a failed attempt made is taken away again. */
static void
remove_store (const char *store)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *path = g_strconcat (store, ends[i], NULL);

    g_unlink (path);
  }
}

static gboolean
init_store (const char *store, NewPerson *person, GError **error)
{
  g_autoptr (AnDatabase) database = an_database_open (store, AN_DATABASE_CREATE, error);
  g_autoptr (GError) foreign = NULL;

  if (database == NULL)
    return FALSE;
  if (an_database_transact (database, make_office, person, &foreign)) {
    g_autoptr (AnOffice) office = an_office_load (database, error);

    if (office == NULL)
      return FALSE;
    if (an_directory_find (office->province) == NULL)
      g_printerr (
          _ ("annhi-intake: no province has the code “%s”; the channel file will name none\n"),
             office->province);
    g_print (
        _ ("Office %s is made. Its supervisor is called “%s”.\n"), office->id, AN_STAFF_SUPERVISOR);
    return TRUE;
  }
  g_clear_pointer (&database, an_database_close);
  remove_store (store);
  g_propagate_error (error, g_steal_pointer (&foreign));
  return FALSE;
}

/* Commands */

static int
run_init (const char *store, int argc, char **argv)
{
  g_autofree char *name = NULL;
  g_autofree char *province = NULL;
  g_autoptr (GError) error = NULL;
  int fd = -1;
  gboolean done;
  char *password;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Name of the office"), "NAME" },
      { "province", 0, 0, G_OPTION_ARG_STRING, &province, N_ ("Code of its province"), "CODE" },
        { "password-fd", 0, 0, G_OPTION_ARG_INT, &fd, N_ ("Where the password is read"), "FD" },
          G_OPTION_ENTRY_NULL,
      };

  if (!an_command_parse (entries, &argc, &argv, 1))
    return AN_COMMAND_USAGE;
  if (name == NULL || province == NULL || fd < 0)
    return an_command_usage (_ ("--name, --province and --password-fd are needed"));
  password = an_secret_read (fd, &error);
  if (password == NULL)
    return an_command_fail (error);
  done = init_store (store, &(NewPerson){ name, province, password }, &error);
  an_secret_free (password);
  return done ? AN_COMMAND_DONE : an_command_fail (error);
}

const AnIntakeCommand an_intake_office_commands[] = {
  { "office",
    "init",
    "--name NAME --province CODE --password-fd FD",
    N_ ("makes the office, its keys and its supervisor"), run_init },
    { NULL },
};
