// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Whether input arrives: evdev devices, read and thrown away. */

#include "guardd/an-guard-activity.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct _AnGuardActivity {
  char *directory;     /* (owned) /dev/input */
  GHashTable *devices; /* (owned) of name → fd */
  gboolean watching;
};

static void
close_device (gpointer fd)
{
  close (GPOINTER_TO_INT (fd));
}

AnGuardActivity *
an_guard_activity_new (const char *directory)
{
  AnGuardActivity *self = g_new0 (AnGuardActivity, 1);

  self->directory = g_strdup (directory);
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close_device);
  return self;
}

void
an_guard_activity_free (AnGuardActivity *self)
{
  if (self == NULL)
    return;
  g_free (self->directory);
  g_hash_table_unref (self->devices);
  g_free (self);
}

/* Opens what was plugged in since the last time. */
static void
open_devices (AnGuardActivity *self)
{
  g_autoptr (GDir) listing = g_dir_open (self->directory, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL) {
    g_autofree char *path = NULL;
    int fd;

    if (!g_str_has_prefix (name, "event") || g_hash_table_contains (self->devices, name))
      continue;
    path = g_build_filename (self->directory, name, NULL);
    fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd >= 0)
      g_hash_table_insert (self->devices, g_strdup (name), GINT_TO_POINTER (fd));
  }
}

/* Empties the device. FALSE: it is gone. */
static gboolean
drain (int fd, gboolean *arrived)
{
  char bytes[4096];

  for (;;) {
    ssize_t got = read (fd, bytes, sizeof bytes);

    if (got > 0)
      *arrived = TRUE;
    else if (got < 0 && errno == EINTR)
      continue;
    else
      return got < 0 && errno == EAGAIN;
  }
}

/**
 * an_guard_activity_watch:
 *
 * Begins or ends looking. What arrived before does not count.
 */
void
an_guard_activity_watch (AnGuardActivity *self, gboolean watch)
{
  self->watching = watch;
  if (watch)
    open_devices (self);
  else
    g_hash_table_remove_all (self->devices);
}

/**
 * an_guard_activity_take:
 *
 * Returns: whether input arrived since the last call
 */
gboolean
an_guard_activity_take (AnGuardActivity *self)
{
  GHashTableIter iter;
  gpointer fd;
  gboolean arrived = FALSE;

  if (!self->watching)
    return FALSE;
  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, NULL, &fd))
    if (!drain (GPOINTER_TO_INT (fd), &arrived))
      g_hash_table_iter_remove (&iter);
  open_devices (self);
  return arrived;
}
