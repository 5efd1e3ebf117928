// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-staff.h"

G_BEGIN_DECLS

#define AN_SESSION_COOKIE "__Host-annhi"
#define AN_SESSION_MAX_SECONDS ((gint64) 10 * 3600) /* a working day, used or not */
#define AN_SESSION_GRANT_SECONDS                                                                   \
  ((gint64) 600) /* a piece of evidence stays open after its reason */

/**
 * AnSession:
 *
 * An officer who is signed in, with the opened key. The server keeps a hash of the cookie only, and
 * all of it in memory only: a server that starts anew has no sessions. @staff never changes and may
 * be used by any thread that holds the session; the rest is the main loop's.
 */
typedef struct {
  AnStaff *staff; /* (owned) */
  guint8 id[32];  /* SHA-256 of the cookie */
  char csrf[44];  /* base64url */
  gboolean has_totp;
  gint64 begun, used;  /* µs, monotonic */
  GHashTable *granted; /* (owned) of gint64* by "report/evidence": until when */
  guint8 new_totp[AN_STAFF_TOTP_BYTES];
  gboolean has_new_totp; /* a secret that waits for its first code */
} AnSession;

AnSession *an_session_ref (AnSession *self);
void an_session_unref (AnSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnSession, an_session_unref)
void an_session_grant (AnSession *self, const char *report, const char *evidence, gint64 now);
gboolean
an_session_is_granted (AnSession *self, const char *report, const char *evidence, gint64 now);

/* All who are signed in. Times are µs, monotonic. */
typedef struct _AnSessions AnSessions;

AnSessions *an_sessions_new (guint idle_seconds) G_GNUC_WARN_UNUSED_RESULT;
void an_sessions_free (AnSessions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnSessions, an_sessions_free)
AnSession *an_sessions_add (AnSessions *self, AnStaff *staff, gint64 now, char **cookie);
AnSession *an_sessions_find (AnSessions *self, const char *cookies, gint64 now);
void an_sessions_remove (AnSessions *self, AnSession *session);
void an_sessions_remove_person (AnSessions *self, const char *name);
guint an_sessions_count (AnSessions *self);
void an_sessions_sweep (AnSessions *self, gint64 now);
gint64 an_sessions_get_end (AnSessions *self, const AnSession *session);

G_END_DECLS
