// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "guardd/an-guard-engine.h"
#include "guardd/an-guard-store.h"

G_BEGIN_DECLS

/* Where things lie on this PC; tests name other places. */
typedef struct {
  char *state_directory; /* (owned) /var/lib/annhi */
  char *run_directory;   /* (owned) /run/annhi */
  char *input_directory; /* (owned) /dev/input */
  char *unit_directory;  /* (owned) /run/systemd/system, for the dead-man's limit */
} AnGuardPlaces;

void an_guard_places_free (AnGuardPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardPlaces, an_guard_places_free)

/**
 * AnGuardDaemon:
 *
 * The engine with all it needs around it: logind, input devices, the store, the clock, the files
 * for PAM. Knows the bus only as logind's and timedate1's; what others may call is AnGuardBus's.
 *
 * Signals:
 *   status-changed (guint uid)
 *   warning (guint uid, const char *kind, gint64 seconds)
 */
#define AN_TYPE_GUARD_DAEMON (an_guard_daemon_get_type ())
G_DECLARE_FINAL_TYPE (AnGuardDaemon, an_guard_daemon, AN, GUARD_DAEMON, GObject)

AnGuardDaemon *an_guard_daemon_new (GDBusConnection *bus,
                                    const AnGuardPlaces *places,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_daemon_start (AnGuardDaemon *self);
void an_guard_daemon_stop (AnGuardDaemon *self);

AnGuardEngine *an_guard_daemon_get_engine (AnGuardDaemon *self);
AnGuardStore *an_guard_daemon_get_store (AnGuardDaemon *self);
const char *an_guard_daemon_get_timezone (AnGuardDaemon *self);
void an_guard_daemon_rearm (AnGuardDaemon *self);
void an_guard_daemon_refresh (AnGuardDaemon *self); /* reads logind anew, at once and later */
gboolean an_guard_daemon_is_saved (AnGuardDaemon *self);
gboolean an_guard_daemon_adopt_timezone (AnGuardDaemon *self, GError **error);

/* How long what happened is kept: an-guard-history.c */
#define AN_GUARD_MIN_KEEP_DAYS 31
#define AN_GUARD_MAX_KEEP_DAYS 730
guint an_guard_daemon_get_keep_days (AnGuardDaemon *self);
gboolean an_guard_daemon_set_keep_days (AnGuardDaemon *self, guint days, GError **error);
gint64 an_guard_daemon_get_week_begin (AnGuardDaemon *self);
gboolean an_guard_daemon_forget (AnGuardDaemon *self, guint32 uid, gint64 before, GError **error);

G_END_DECLS
