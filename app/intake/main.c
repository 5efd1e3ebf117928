// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhi-intake: finds the store and the command, and runs it. */

#include <locale.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>

#include "base/an-i18n.h"
#include "intake/an-command.h"

#define SQLITE_PREFIX "sqlite:"

static const AnIntakeCommand *const tables[] = {
  an_intake_office_commands,  an_intake_people_commands,
  an_intake_channel_commands, an_intake_serve_commands,
  an_intake_case_commands,    an_intake_audit_commands,
  an_intake_backup_commands,  NULL,
};

static void
print_help (void)
{
  g_print (_ ("Usage: annhi-intake --store sqlite:PATH COMMAND [OPTIONS]\n\nCommands:\n"));
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const AnIntakeCommand *c = tables[i]; c->group != NULL; c++)
      g_print ("  %s%s%s %s\n      %s\n",
               c->group,
               c->name ? " " : "",
               c->name ? c->name : "",
               c->usage,
               _ (c->summary));
}

static const AnIntakeCommand *
find_command (const char *group, const char *name)
{
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const AnIntakeCommand *c = tables[i]; c->group != NULL; c++)
      if (g_str_equal (c->group, group) && (c->name == NULL || g_strcmp0 (c->name, name) == 0))
        return c;
  return NULL;
}

/* Takes `--store WHERE` or `--store=WHERE` out of the front. */
static const char *
take_store (int *argc, char ***argv)
{
  const char *store = NULL;

  if (*argc > 2 && g_str_equal ((*argv)[1], "--store")) {
    store = (*argv)[2];
    *argc -= 2;
    *argv += 2;
  } else if (*argc > 1 && g_str_has_prefix ((*argv)[1], "--store=")) {
    store = (*argv)[1] + strlen ("--store=");
    *argc -= 1;
    *argv += 1;
  }
  return store;
}

static int
run (int argc, char **argv)
{
  const char *store = take_store (&argc, &argv);
  const AnIntakeCommand *command;
  int n_words;

  if (store == NULL)
    return an_command_usage (_ ("--store sqlite:PATH must come first"));
  if (g_str_has_prefix (store, "postgresql://") || g_str_has_prefix (store, "postgres://")) {
    g_printerr (_ ("annhi-intake: PostgreSQL is not built in yet; use sqlite:PATH\n"));
    return AN_COMMAND_REFUSED;
  }
  if (!g_str_has_prefix (store, SQLITE_PREFIX) || store[strlen (SQLITE_PREFIX)] == '\0')
    return an_command_usage (_ ("a store is written sqlite:PATH"));
  command = argc > 1 ? find_command (argv[1], argc > 2 ? argv[2] : NULL) : NULL;
  if (command == NULL)
    return an_command_usage (_ ("there is no such command"));
  n_words = command->name == NULL ? 1 : 2;
  return command->run (store + strlen (SQLITE_PREFIX), argc - n_words, argv + n_words);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ANNHI_LOCALE_DIR") ?: AN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("annhi-intake");
  if (sodium_init () < 0 || setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 }) != 0)
    return AN_COMMAND_REFUSED; /* a core file would hold passwords and opened keys */

  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help")) {
    print_help ();
    return argc < 2 ? AN_COMMAND_USAGE : AN_COMMAND_DONE;
  }
  if (g_str_equal (argv[1], "--version")) {
    g_print ("annhi-intake %s\n", AN_VERSION);
    return AN_COMMAND_DONE;
  }
  return run (argc, argv);
}
