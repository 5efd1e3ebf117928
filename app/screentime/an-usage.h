// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define AN_USAGE_SCHEMA "vn.annhi.usage/1"
#define AN_USAGE_MAX_BYTES (1024 * 1024)

/**
 * AnUsage:
 *
 * What one child has used and been given, `vn.annhi.usage/1`. Immutable. May be read from any
 * thread.
 */
#define AN_TYPE_USAGE (an_usage_get_type ())
typedef struct _AnUsage AnUsage;
GType an_usage_get_type (void);

AnUsage *an_usage_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;
AnUsage *an_usage_from_json (JsonNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnUsage *an_usage_parse (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnUsage *an_usage_ref (AnUsage *self);
void an_usage_unref (AnUsage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnUsage, an_usage_unref)

gboolean an_usage_is_paused (const AnUsage *self);
/* Days since 1970 and weeks of them, as an_day_get_week() counts. */
gint64 an_usage_get_used_usec (const AnUsage *self, gint64 day);
gint64 an_usage_get_bonus_usec (const AnUsage *self, gint64 day);
void an_usage_sum_week (const AnUsage *self, gint64 week, gint64 *used_usec, gint64 *bonus_usec);

G_END_DECLS
