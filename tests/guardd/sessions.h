// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Sessions for the tests of this folder. */

#pragma once

#include "guardd/an-guard-types.h"

#define SECOND G_GINT64_CONSTANT (1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

/* (transfer full): an active graphical login of uid 1001 on seat0, of @desktop */
static inline AnSession *
new_session (const char *desktop)
{
  AnSession *session = an_session_new ();

  session->id = g_strdup ("1");
  session->path = g_strdup ("/org/freedesktop/login1/session/_31");
  session->uid = 1001;
  session->class = g_strdup ("user");
  session->type = g_strdup ("wayland");
  session->desktop = g_strdup (desktop);
  session->seat = g_strdup ("seat0");
  session->scope = g_strdup ("session-1.scope");
  session->state = g_strdup ("active");
  session->active = TRUE;
  return session;
}

static inline GPtrArray *
new_sessions (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) an_session_free);
}
