// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl: finds the command and runs it. */

#include <locale.h>
#include <sodium.h>

#include "base/an-i18n.h"
#include "cli/an-cli.h"

static const AnCommand *const tables[] = {
  an_cli_checklist_commands,
  an_cli_fix_commands,
  an_cli_child_commands,
  an_cli_policy_commands,
  an_cli_report_commands,
  an_cli_schedule_commands,
  NULL,
};

/* All commands, or those of @group. */
static void
print_help (const char *group, void (*print) (const char *format, ...))
{
  print ("%s", _ ("Usage: annhictl COMMAND [OPTIONS]\n\nCommands:\n"));
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const AnCommand *c = tables[i]; c->group != NULL; c++)
      if (group == NULL || g_str_equal (c->group, group))
        print ("  %-10s %-14s %s\n", c->group, c->name, _ (c->summary));
  /* Translators: COMMAND stays as it is */
  print ("%s", _ ("\nannhictl COMMAND --help tells the options of one command.\n"));
}

static gboolean
is_group (const char *word)
{
  for (gsize i = 0; tables[i] != NULL; i++)
    if (g_str_equal (tables[i]->group, word))
      return TRUE;
  return FALSE;
}

static gboolean
is_help (const char *word)
{
  return g_str_equal (word, "--help") || g_str_equal (word, "-h") || g_str_equal (word, "help");
}

/* What to say when the words name no command. */
static int
answer_no_command (int argc, char **argv)
{
  const char *group = argc > 1 && is_group (argv[1]) ? argv[1] : NULL;

  if (argc > 1 && is_help (argv[argc > 2 && group != NULL ? 2 : 1])) {
    print_help (group, g_print);
    return AN_EXIT_DONE;
  }
  if (argc < 2 || (argc == 2 && group != NULL)) {
    print_help (group, g_printerr);
    return AN_EXIT_USAGE;
  }
  if (argc == 2)
    return an_cli_usage (_ ("no such command: %s (see annhictl --help)"), argv[1]);
  return an_cli_usage (_ ("no such command: %s %s (see annhictl --help)"), argv[1], argv[2]);
}

static const AnCommand *
find_command (const char *group, const char *name)
{
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const AnCommand *c = tables[i]; c->group != NULL; c++)
      if (g_str_equal (c->group, group) && g_strcmp0 (c->name, name) == 0)
        return c;
  return NULL;
}

int
main (int argc, char **argv)
{
  const AnCommand *command;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ANNHI_LOCALE_DIR") ?: AN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("annhictl");
  if (sodium_init () < 0)
    return AN_EXIT_REFUSED;

  if (argc > 1 && g_str_equal (argv[1], "--version")) {
    g_print ("annhictl %s\n", AN_VERSION);
    return AN_EXIT_DONE;
  }
  command = argc > 2 ? find_command (argv[1], argv[2]) : NULL;
  if (command == NULL)
    return answer_no_command (argc, argv);
  return command->run (argc - 2, argv + 2);
}
