// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What all commands of annhi-intake share: options, errors, the store. */

#include "intake/an-command.h"

#include <errno.h>

#include "base/an-i18n.h"
#include "intake/an-schema.h"

/**
 * an_command_parse:
 * @argc: (inout): number of words
 * @argv: (inout): the words; options are taken out
 * @n_words: how many must be left, the command's own one among them
 *
 * Returns: %FALSE after saying on stderr what is wrong; exit with %AN_COMMAND_USAGE then
 */
gboolean
an_command_parse (GOptionEntry *entries, int *argc, char ***argv, int n_words)
{
  return an_command_parse_two (entries, NULL, argc, argv, n_words);
}

/* The same with options of two tables; @more: (nullable) */
gboolean
an_command_parse_two (GOptionEntry *entries,
                      GOptionEntry *more,
                      int *argc,
                      char ***argv,
                      int n_words)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (more != NULL)
    g_option_context_add_main_entries (context, more, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    an_command_usage (error->message);
    return FALSE;
  }
  if (*argc != n_words) {
    an_command_usage (*argc < n_words ? _ ("a word is missing") : _ ("too many words"));
    return FALSE;
  }
  return TRUE;
}

int
an_command_fail (const GError *error)
{
  g_printerr ("annhi-intake: %s\n", error->message);
  return AN_COMMAND_REFUSED;
}

int
an_command_usage (const char *message)
{
  g_printerr ("annhi-intake: %s\n", message);
  g_printerr (_ ("See annhi-intake --help\n"));
  return AN_COMMAND_USAGE;
}

/**
 * an_command_open:
 * @store: path of the database
 *
 * Returns: (transfer full): the store of an office that this program knows
 */
AnDatabase *
an_command_open (const char *store, GError **error)
{
  g_autoptr (GError) foreign = NULL;
  g_autoptr (AnDatabase) database = an_database_open (store, AN_DATABASE_EXISTING, &foreign);

  if (g_error_matches (foreign, AN_DATABASE_ERROR, AN_DATABASE_ERROR_NOT_FOUND))
    g_set_error (error,
                 AN_DATABASE_ERROR,
                 AN_DATABASE_ERROR_NOT_FOUND,
                 _ ("%s is not there; make it with “office init”"), store);
  else if (foreign != NULL)
    g_propagate_error (error, g_steal_pointer (&foreign));
  if (database == NULL || !an_schema_check (database, error))
    return NULL;
  return g_steal_pointer (&database);
}
