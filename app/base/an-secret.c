// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Passwords and receipts as text: from a file descriptor, and out of memory. */

#include "base/an-secret.h"

#include <errno.h>
#include <gio/gio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/an-i18n.h"

#define MAX_SECRET_BYTES 1024

/**
 * an_secret_read:
 * @fd: an open file descriptor, not closed here
 *
 * Reads one line, or all up to the end, without the line break.
 *
 * Returns: (transfer full): the secret; to be given to an_secret_free()
 */
char *
an_secret_read (int fd, GError **error)
{
  char buffer[MAX_SECRET_BYTES + 1];
  gsize length = 0;
  char *secret = NULL;

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
  if (length == 0 || length > MAX_SECRET_BYTES || memchr (buffer, '\0', length) != NULL)
    g_set_error (
        error,
        G_IO_ERROR,
        G_IO_ERROR_INVALID_DATA,
        _ ("file descriptor %d must give 1 to %d bytes without NUL"), fd, MAX_SECRET_BYTES);
  else
    secret = g_strndup (buffer, length);
  sodium_memzero (buffer, sizeof buffer);
  return secret;
}

/**
 * an_secret_free:
 * @secret: (transfer full) (nullable):
 *
 * Wipes @secret before its memory is given back.
 */
void
an_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  sodium_memzero (secret, strlen (secret));
  g_free (secret);
}
