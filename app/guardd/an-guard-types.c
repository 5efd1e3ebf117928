// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Sessions as values. */

#include "guardd/an-guard-types.h"

AnSession *
an_session_new (void)
{
  return g_new0 (AnSession, 1);
}

void
an_session_free (AnSession *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->path);
  g_free (self->class);
  g_free (self->type);
  g_free (self->desktop);
  g_free (self->seat);
  g_free (self->scope);
  g_free (self->state);
  g_free (self);
}

/**
 * an_session_is_login:
 *
 * A session of a person's class: user, user-early or user-light (sd_session_get_class(3)). The
 * class comes from the login's environment, so a session of any other class counts as well if
 * somebody sits at its seat or is connected to it from afar; those of the user manager have
 * neither.
 *
 * Returns: whether this is a login, and not on its way out
 */
gboolean
an_session_is_login (const AnSession *self)
{
  static const char *const classes[] = { "user", "user-early", "user-light", NULL };

  if (self->class == NULL || g_strcmp0 (self->state, "closing") == 0)
    return FALSE;
  return g_strv_contains (classes, self->class) || self->seat[0] != '\0' || self->remote;
}

gboolean
an_session_is_graphical (const AnSession *self)
{
  static const char *const types[] = { "x11", "wayland", "mir", NULL };

  return self->type != NULL && g_strv_contains (types, self->type);
}
