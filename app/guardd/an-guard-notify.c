// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What systemd wants to hear of a service. libsystemd would do it, and would be a tenth of what the
 * guard takes of the memory. */

#include "guardd/an-guard-notify.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void
an_guard_notify (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gsize length = path != NULL ? strlen (path) : 0;
  int fd;

  if (length < 2 || length >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@'))
    return;
  memcpy (address.sun_path, path, length);
  if (path[0] == '@')
    address.sun_path[0] = '\0';
  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || sendto (fd,
                        state,
                        strlen (state),
                        MSG_NOSIGNAL,
                        (struct sockaddr *) &address,
                        (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)) < 0)
    g_warning ("cannot tell systemd “%s”: %s", state, g_strerror (errno));
  if (fd >= 0)
    close (fd);
}

guint
an_guard_notify_get_watchdog_seconds (void)
{
  const char *usec_text = g_getenv ("WATCHDOG_USEC"), *pid_text = g_getenv ("WATCHDOG_PID");
  guint64 usec, pid;

  if (usec_text == NULL || !g_ascii_string_to_unsigned (usec_text, 10, 1, G_MAXINT64, &usec, NULL))
    return 0;
  if (pid_text != NULL && (!g_ascii_string_to_unsigned (pid_text, 10, 1, G_MAXINT, &pid, NULL) ||
                           (pid_t) pid != getpid ()))
    return 0;
  return (guint) CLAMP (usec / G_USEC_PER_SEC, 2, G_MAXINT);
}
