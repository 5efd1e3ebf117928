// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What all commands of annhictl share: option parsing and errors. */

#include "cli/an-cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/an-i18n.h"

/* GLib would name the program alone, not the command. */
static void
print_help (GOptionContext *context, const char *usage)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
  const char *options = strstr (help, "\n\n");

  g_print (_ ("Usage: annhictl %s\n"), usage);
  g_print ("%s", options != NULL ? options + 1 : "\n");
}

/**
 * an_cli_parse:
 * @usage: what follows the program's name, such as `policy check FILE`
 * @entries: the options, ended by an empty entry
 * @argc: (inout): number of words
 * @argv: (inout): the words; options are taken out
 *
 * Knows --help by itself, and ends the program then.
 *
 * Returns: %FALSE after saying on stderr what is wrong; exit with %AN_EXIT_USAGE then
 */
gboolean
an_cli_parse (const char *usage, GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean wants_help = FALSE;
  const GOptionEntry help[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Show these options"), NULL }, { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error)) {
    if (!wants_help)
      return TRUE;
    print_help (context, usage);
    exit (AN_EXIT_DONE);
  }
  g_printerr ("annhictl: %s\n", error->message);
  g_printerr (_ ("Usage: annhictl %s\n"), usage);
  return FALSE;
}

/**
 * an_cli_fail:
 *
 * Says @error on stderr.
 *
 * Returns: @code
 */
int
an_cli_fail (int code, const GError *error)
{
  g_printerr ("annhictl: %s\n", error->message);
  return code;
}

int
an_cli_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("annhictl: %s\n", text);
  return AN_EXIT_USAGE;
}
