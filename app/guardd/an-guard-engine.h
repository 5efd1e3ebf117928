// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-child.h"
#include "guardd/an-trusted-time.h"

G_BEGIN_DECLS

#define AN_GUARD_TICK_USEC (30 * G_USEC_PER_SEC) /* reconcile and checkpoint */

/* What happened, for the parent; texts in data/screentime/events.json. */
typedef enum {
  AN_EVENT_LIMIT_ENDED,   /* a child's time ran out while logged in */
  AN_EVENT_TERMINATED,    /* the child's programs were ended */
  AN_EVENT_FALSE_CLAIM,   /* locked or idle was claimed while the PC was used */
  AN_EVENT_CLOCK_BACK,    /* detail: minutes */
  AN_EVENT_CLOCK_FORWARD, /* detail: minutes */
  AN_EVENT_CLOCK_CONFIRMED,
  AN_EVENT_GRANTED,   /* detail: minutes */
  AN_EVENT_REQUESTED, /* detail: minutes */
  AN_EVENT_APPROVED,  /* detail: minutes */
  AN_EVENT_DECLINED,
  AN_EVENT_CODE_REDEEMED, /* detail: minutes */
  AN_EVENT_CODE_REFUSED,
  AN_EVENT_PIN_REDEEMED, /* detail: minutes */
  AN_EVENT_PIN_REFUSED,
  AN_EVENT_POLICY_SET,
  AN_EVENT_PAUSED,
  AN_EVENT_RESUMED,
  AN_EVENT_IDENTITY,     /* the account was renamed, recycled or removed */
  AN_EVENT_DATA_RESCUED, /* the database was damaged and moved aside */
  AN_EVENT_BREAK,
  AN_EVENT_CODES_ENROLLED,
  AN_EVENT_PIN_SET,
  AN_EVENT_TAKEN_BACK,      /* detail: minutes */
  AN_EVENT_HISTORY_DELETED, /* by a parent */
  AN_EVENT_KEEP_SET,        /* detail: days */
  AN_EVENT_LOGIN_REFUSED,   /* by PAM */
  AN_EVENT_MAKESHIFT,       /* the disk cannot be written; going on in memory */
} AnEventKind;
#define AN_EVENT_LAST AN_EVENT_MAKESHIFT
extern const char *const an_event_ids[];

typedef struct _AnGuardEngine AnGuardEngine;

/**
 * AnGuardHost:
 *
 * What the engine asks of whoever runs it: the daemon, or a test. None may block or call back into
 * the engine. Any member may be %NULL.
 */
typedef struct {
  void (*read_clock) (AnClockReading *now, gpointer data);
  gboolean (*is_synchronized) (gpointer data); /* by NTP; asked only when the clock was set */
  gboolean (*take_input) (gpointer data);      /* whether input arrived since the last call */
  void (*watch_input) (gboolean watch, gpointer data);
  void (*lock) (AnGuardChild *child, gpointer data);
  void (*terminate) (AnGuardChild *child, gpointer data); /* lingering off, TerminateUser */
  void (*kill) (AnGuardChild *child, gpointer data);
  void (*show_greeter) (gpointer data);
  void (*lengthen) (AnGuardChild *child, gpointer data); /* the dead-man's limit of open sessions */
  void (*warn) (AnGuardChild *child, const char *kind, gint64 seconds, gpointer data);
  void (*status_changed) (AnGuardChild *child, gpointer data);
  void (*event) (guint32 uid, AnEventKind kind, gint64 detail, gpointer data);
  void (*save) (gpointer data);    /* ledgers and trusted time, durably */
  void (*publish) (gpointer data); /* verdict and timetable */
} AnGuardHost;

/**
 * AnGuardEngine:
 *
 * All managed children of this PC. Knows neither bus nor database nor clock: it is told of sessions
 * and asked to update, and tells its host what to do and when to wake it.
 */
AnGuardEngine *an_guard_engine_new (const AnGuardHost *host,
                                    gpointer host_data,
                                    GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_engine_free (AnGuardEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardEngine, an_guard_engine_free)

void an_guard_engine_start (AnGuardEngine *self, const AnTrustedTimeState *state);
void an_guard_engine_add_child (AnGuardEngine *self, AnGuardChild *child);
gboolean an_guard_engine_remove_child (AnGuardEngine *self, guint32 uid);
AnGuardChild *an_guard_engine_find_child (AnGuardEngine *self, guint32 uid);
GPtrArray *an_guard_engine_get_children (AnGuardEngine *self);

void an_guard_engine_set_sleeping (AnGuardEngine *self, gboolean sleeping);
void an_guard_engine_take_sessions (AnGuardEngine *self, GPtrArray *sessions, GArray *listed_uids);
void an_guard_engine_update (AnGuardEngine *self);
gint64 an_guard_engine_get_deadline (AnGuardEngine *self);

void an_guard_engine_get_moment (AnGuardEngine *self, AnMoment *now);
void an_guard_engine_read_moment (AnGuardEngine *self, AnMoment *now);
GTimeZone *an_guard_engine_get_zone (AnGuardEngine *self);
void an_guard_engine_set_zone (AnGuardEngine *self, GTimeZone *zone);
const AnTrustedTimeState *an_guard_engine_get_time_state (AnGuardEngine *self);
gboolean an_guard_engine_is_clock_trusted (AnGuardEngine *self);
void an_guard_engine_confirm_clock (AnGuardEngine *self);
void an_guard_engine_note (AnGuardEngine *self, guint32 uid, AnEventKind kind, gint64 detail);

/* A parent's acts; each ends with an update. */
void an_guard_engine_set_policy (AnGuardEngine *self,
                                 AnGuardChild *child,
                                 AnPolicy *policy,
                                 guint64 version);
void an_guard_engine_grant (AnGuardEngine *self,
                            AnGuardChild *child,
                            int minutes,
                            gboolean override,
                            const char *note);
int an_guard_engine_take_back (AnGuardEngine *self, AnGuardChild *child, int minutes);
void an_guard_engine_set_paused (AnGuardEngine *self, AnGuardChild *child, gboolean paused);

G_END_DECLS
