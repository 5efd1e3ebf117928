// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What all commands of annhictl share: option parsing, errors, secrets on file descriptors. */

#include "cli/an-cli.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/an-i18n.h"

#define MAX_SECRET_BYTES 1024

/**
 * an_cli_parse:
 * @usage: what follows the program's name, such as `policy check FILE`
 * @entries: the options, ended by an empty entry
 * @argc: (inout): number of words
 * @argv: (inout): the words; options are taken out
 *
 * Returns: %FALSE after saying on stderr what is wrong; exit with %AN_EXIT_USAGE then
 */
gboolean
an_cli_parse (const char *usage, GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
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

/**
 * an_cli_read_secret:
 * @fd: an open file descriptor, not closed here
 *
 * Reads one line, or all up to the end, without the line break.
 *
 * Returns: (transfer full): the secret, to be wiped by the caller
 */
char *
an_cli_read_secret (int fd, GError **error)
{
  char buffer[MAX_SECRET_BYTES + 1];
  gsize length = 0;
  char *secret;

  while (length < sizeof buffer) {
    ssize_t got = read (fd, buffer + length, 1);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      g_set_error (error,
                   G_IO_ERROR,
                   (int) g_io_error_from_errno (errno),
                   _ ("cannot read file descriptor %d: %s"), fd, g_strerror (errno));
      sodium_memzero (buffer, sizeof buffer);
      return NULL;
    }
    if (got == 0 || buffer[length] == '\n')
      break;
    length++;
  }
  if (length == 0 || length > MAX_SECRET_BYTES || memchr (buffer, '\0', length) != NULL) {
    g_set_error (
        error,
        G_IO_ERROR,
        G_IO_ERROR_INVALID_DATA,
        _ ("file descriptor %d must give 1 to %d bytes without NUL"), fd, MAX_SECRET_BYTES);
    sodium_memzero (buffer, sizeof buffer);
    return NULL;
  }
  secret = g_strndup (buffer, length);
  sodium_memzero (buffer, sizeof buffer);
  return secret;
}
