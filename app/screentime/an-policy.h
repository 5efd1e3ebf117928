// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "screentime/an-spans.h"

G_BEGIN_DECLS

#define AN_POLICY_SCHEMA "vn.annhi.policy/1"
#define AN_POLICY_MAX_BYTES (1024 * 1024)
#define AN_POLICY_MAX_DATES 400
#define AN_POLICY_MAX_WARNINGS 24
#define AN_POLICY_MAX_LABEL 200
#define AN_POLICY_NO_QUOTA (-1)

/**
 * AnRule:
 *
 * What holds on a day, or the part of it that an entry of `dates` says.
 */
typedef struct {
  gboolean has_windows, has_uncounted; /* FALSE: not said */
  AnSpans windows;                     /* open hours; the whole day when not said */
  AnSpans uncounted;                   /* open hours that cost nothing */
  int quota_minutes;                   /* AN_POLICY_NO_QUOTA: not said */
} AnRule;

/* An entry of `dates`: days since 1970, both included. */
typedef struct {
  gint64 from, to;
  char *label; /* (owned) (nullable) */
  AnRule rule;
} AnDateRule;

typedef enum {
  AN_AT_END_LOCK,
  AN_AT_END_LOGOUT,
} AnAtEnd;

/* What the guard alone obeys; the evaluation knows nothing of it. */
typedef struct {
  gboolean has_break;
  int break_after_minutes, break_rest_minutes;
  gboolean break_enforced;
  gboolean count_idle;
  int idle_after_seconds;
  guint n_warn_minutes;
  int warn_minutes[AN_POLICY_MAX_WARNINGS]; /* the longest first, none twice */
  AnAtEnd at_end;
  int grace_seconds;
  int requests_max_minutes, requests_per_day;
  int codes_max_minutes;
} AnPolicyGuard;

/**
 * AnPolicy:
 *
 * The rules of one child, `vn.annhi.policy/1`. Immutable; made by the parser alone, so what is
 * held is valid. May be read from any thread.
 */
#define AN_TYPE_POLICY (an_policy_get_type ())
typedef struct _AnPolicy AnPolicy;
GType an_policy_get_type (void);

AnPolicy *an_policy_from_json (JsonNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnPolicy *
an_policy_parse (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnPolicy *an_policy_ref (AnPolicy *self);
void an_policy_unref (AnPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnPolicy, an_policy_unref)

/* Weekdays count from 0, Monday. */
extern const char *const an_weekday_ids[]; /* mon … sun, NULL-terminated */

gboolean an_policy_is_enabled (const AnPolicy *self);
const AnRule *an_policy_get_weekday_rule (const AnPolicy *self, guint weekday);
gboolean an_policy_get_bedtime (const AnPolicy *self, guint weekday, guint *start, guint *end);
int an_policy_get_weekly_quota_minutes (const AnPolicy *self);
guint an_policy_get_n_dates (const AnPolicy *self);
const AnDateRule *an_policy_get_date_rule (const AnPolicy *self, guint index);
const AnPolicyGuard *an_policy_get_guard (const AnPolicy *self);
JsonNode *an_policy_to_json (const AnPolicy *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
