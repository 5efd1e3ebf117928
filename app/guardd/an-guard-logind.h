// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "guardd/an-guard-types.h"

G_BEGIN_DECLS

/**
 * AnGuardLogind:
 *
 * Who is logged in, from logind (org.freedesktop.login1(5)), and the ending of logins. Signals only
 * say that something changed; what holds is always read anew, because logind 252 announces neither
 * a session's State nor the Active of a new one.
 *
 * Signals:
 *   changed ()             read again
 *   sleeping (gboolean)    PrepareForSleep
 *   stopping ()            PrepareForShutdown: save now
 */
#define AN_TYPE_GUARD_LOGIND (an_guard_logind_get_type ())
G_DECLARE_FINAL_TYPE (AnGuardLogind, an_guard_logind, AN, GUARD_LOGIND, GObject)

AnGuardLogind *an_guard_logind_new (GDBusConnection *bus) G_GNUC_WARN_UNUSED_RESULT;

/* Reads all sessions and users. */
void an_guard_logind_read_async (AnGuardLogind *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *an_guard_logind_read_finish (AnGuardLogind *self,
                                        GAsyncResult *result,
                                        GArray **listed_uids,
                                        GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of AnSession, which it does not free; uids of guint32 */

/* Each is sent and not waited for; failures are logged. */
void an_guard_logind_lock (AnGuardLogind *self, const char *session_id);
void an_guard_logind_terminate_user (AnGuardLogind *self, guint32 uid); /* and no lingering */
void an_guard_logind_kill_user (AnGuardLogind *self, guint32 uid);
void an_guard_logind_activate (AnGuardLogind *self, const char *session_id);

/* Keeps sleep and shutdown waiting until what changed is saved; released by let_go. */
void an_guard_logind_inhibit (AnGuardLogind *self);
void an_guard_logind_let_go (AnGuardLogind *self);

G_END_DECLS
