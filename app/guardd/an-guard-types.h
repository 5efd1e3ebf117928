// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What logind says of one session (org.freedesktop.login1.Session), read anew at each change. */
typedef struct {
  char *id;   /* (owned) such as "3" */
  char *path; /* (owned) object path */
  guint32 uid;
  char *class;         /* (owned) user, greeter, lock-screen, manager, background … */
  char *type;          /* (owned) x11, wayland, mir, tty, unspecified */
  char *desktop;       /* (owned) may be "" */
  char *seat;          /* (owned) "" when it has none */
  char *scope;         /* (owned) unit, such as session-3.scope */
  char *state;         /* (owned) online, active, closing */
  guint vt;            /* 0 without one */
  gint64 started_usec; /* CLOCK_MONOTONIC */
  gboolean active, remote, locked_hint, idle_hint;
} AnSession;

AnSession *an_session_new (void) G_GNUC_WARN_UNUSED_RESULT;
void an_session_free (AnSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnSession, an_session_free)

/* Whether somebody sits at it: a login of a person, not a greeter or the user's manager, which
 * systemd 256 and later list as sessions too. */
gboolean an_session_is_login (const AnSession *self);
gboolean an_session_is_graphical (const AnSession *self);

G_END_DECLS
