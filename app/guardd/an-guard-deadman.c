// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * RuntimeMaxSec= of a running scope: systemd 252 refuses to set the property, but takes a drop-in
 * and a reload. It counts from the scope's start.
 */

#include "guardd/an-guard-deadman.h"

#include <glib/gstdio.h>

#define DROP_IN "50-annhi.conf"
#define FOREVER_SECONDS (30 * 86400)

struct _AnGuardDeadman {
  GDBusConnection *bus; /* (owned) */
  char *unit_directory; /* (owned) */
};

AnGuardDeadman *
an_guard_deadman_new (GDBusConnection *bus, const char *unit_directory)
{
  AnGuardDeadman *self = g_new0 (AnGuardDeadman, 1);

  self->bus = g_object_ref (bus);
  self->unit_directory = g_strdup (unit_directory);
  return self;
}

void
an_guard_deadman_free (AnGuardDeadman *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->bus);
  g_free (self->unit_directory);
  g_free (self);
}

/* Whether @name can be a file name here: it comes from logind, and ends up in a path. */
static gboolean
is_scope_name (const char *name)
{
  return name != NULL && g_str_has_suffix (name, ".scope") && strchr (name, '/') == NULL;
}

static gboolean
write_drop_in (AnGuardDeadman *self, const AnSession *session, gint64 seconds)
{
  g_autofree char *folder = g_strconcat (session->scope, ".d", NULL);
  g_autofree char *directory = g_build_filename (self->unit_directory, folder, NULL);
  g_autofree char *path = g_build_filename (directory, DROP_IN, NULL);
  g_autofree char *text = g_strdup_printf ("# Written by the guard of An Nhi\n[Scope]\n"
                                           "RuntimeMaxSec=%lld\nTimeoutStopSec=5\n",
                                           (long long) seconds);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (directory, 0755) < 0 ||
      !g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error)) {
    g_message ("the limit of %s stays as it is: %s",
               session->scope,
               error != NULL ? error->message : g_strerror (errno));
    return FALSE;
  }
  return TRUE;
}

/**
 * an_guard_deadman_lengthen:
 *
 * Sets the limits of the child's open sessions anew, after its time was changed.
 */
void
an_guard_deadman_lengthen (AnGuardDeadman *self, const AnGuardChild *child)
{
  gint64 limit = an_guard_child_runtime_max (child);
  gint64 now = g_get_monotonic_time ();
  gboolean written = FALSE;

  if (limit == 0)
    limit = FOREVER_SECONDS;
  for (guint i = 0; i < child->sessions->len; i++) {
    const AnSession *session = child->sessions->pdata[i];
    gint64 age = MAX (now - session->started_usec, 0) / G_USEC_PER_SEC;

    if (an_session_is_login (session) && is_scope_name (session->scope))
      written = write_drop_in (self, session, age + limit) || written;
  }
  if (written)
    g_dbus_connection_call (self->bus,
                            "org.freedesktop.systemd1",
                            "/org/freedesktop/systemd1",
                            "org.freedesktop.systemd1.Manager",
                            "Reload",
                            NULL,
                            NULL,
                            G_DBUS_CALL_FLAGS_NONE,
                            -1,
                            NULL,
                            NULL,
                            NULL);
}
