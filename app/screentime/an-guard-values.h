// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "screentime/an-policy.h"

G_BEGIN_DECLS

/* What the guard tells, as values. data/dbus/vn.annhi.Guard1.xml says what each member means.
 * Times are RFC 3339 text with the household zone's offset, “” where there is none. */

typedef enum {
  AN_GUARD_ABSENT, /* not logged in */
  AN_GUARD_USING,
  AN_GUARD_AWAY,
  AN_GUARD_LOCKED,
  AN_GUARD_STATE_UNKNOWN, /* a newer guard's word */
} AnGuardState;
extern const char *const an_guard_state_ids[];

typedef enum {
  AN_GUARD_ENDING_NONE,
  AN_GUARD_ENDING_COUNTDOWN,
  AN_GUARD_ENDING_HELD,
  AN_GUARD_ENDING_TERMINATING,
  AN_GUARD_ENDING_UNKNOWN,
} AnGuardEnding;
extern const char *const an_guard_ending_ids[];

typedef enum {
  AN_GUARD_IDENTITY_OK,
  AN_GUARD_IDENTITY_RENAMED,
  AN_GUARD_IDENTITY_RECYCLED,
  AN_GUARD_IDENTITY_GONE,
  AN_GUARD_IDENTITY_UNKNOWN,
} AnGuardIdentity;
extern const char *const an_guard_identity_ids[];

typedef enum {
  AN_GUARD_REQUEST_OPEN,
  AN_GUARD_REQUEST_APPROVED,
  AN_GUARD_REQUEST_DECLINED,
  AN_GUARD_REQUEST_EXPIRED,
  AN_GUARD_REQUEST_UNKNOWN,
} AnGuardRequestState;
extern const char *const an_guard_request_state_ids[];

/* One managed child of this PC. */
typedef struct {
  guint32 uid;
  char *user;      /* (owned) */
  char *real_name; /* (owned) may be "" */
  gboolean enabled;
  AnGuardIdentity identity;
  AnGuardState state;
} AnGuardEntry;

typedef struct {
  guint32 uid;
  char *user; /* (owned) */
  gboolean allowed;
  char *reason; /* (owned) */
  gint64 remaining_seconds;
  char *ends_at;         /* (owned) */
  char *ends_because;    /* (owned) */
  char *next_allowed_at; /* (owned) */
  AnGuardState state;
  char *since; /* (owned) */
  gint64 used_today_seconds;
  gint64 bonus_today_seconds;
  gint64 quota_today_seconds; /* -1: none */
  gint64 used_week_seconds;
  gboolean paused;
  AnGuardEnding ending;
  char *ending_at;   /* (owned) */
  char *break_until; /* (owned) */
  gboolean clock_trusted;
  guint32 open_requests;
  guint64 version;
  guint32 keep_days; /* how long history is kept */
} AnGuardStatus;

typedef struct {
  char *id; /* (owned) */
  guint32 uid;
  char *user; /* (owned) */
  int minutes;
  char *reason;   /* (owned) a child's own words */
  char *asked_at; /* (owned) */
  AnGuardRequestState state;
  char *answered_at; /* (owned) */
  int granted_minutes;
} AnGuardRequest;

typedef struct {
  char *at; /* (owned) */
  guint32 uid;
  char *kind;    /* (owned) */
  char *text_vi; /* (owned) */
  char *text_en; /* (owned) */
} AnGuardEvent;

typedef struct {
  char *date; /* (owned) YYYY-MM-DD */
  gint64 used_seconds;
  gint64 bonus_seconds;
  gint64 quota_seconds; /* -1: none */
  gint64 hours[24];     /* seconds used in each hour */
  gboolean verified;    /* the clock was believed that day */
} AnGuardDay;

void an_guard_entry_free (AnGuardEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardEntry, an_guard_entry_free)
void an_guard_status_free (AnGuardStatus *self);
AnGuardStatus *an_guard_status_copy (const AnGuardStatus *self) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardStatus, an_guard_status_free)
void an_guard_request_free (AnGuardRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardRequest, an_guard_request_free)
void an_guard_event_free (AnGuardEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardEvent, an_guard_event_free)
void an_guard_day_free (AnGuardDay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardDay, an_guard_day_free)

/* From the guard's answers. Wrong or missing members are errors; unknown ones are left alone. */
AnGuardStatus *an_guard_status_from_variant (GVariant *dict,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *an_guard_entries_from_variant (GVariant *list, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *an_guard_requests_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *an_guard_events_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *an_guard_days_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnPolicy *an_guard_policy_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
