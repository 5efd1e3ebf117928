// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* AnPolicy as a value: its life and its getters. an-policy-parse.c reads the document. */

#include "screentime/an-policy.h"

#include "screentime/an-policy-private.h"

const char *const an_weekday_ids[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };

G_DEFINE_BOXED_TYPE (AnPolicy, an_policy, an_policy_ref, an_policy_unref)

/* (transfer full): for the parser, which fills it before anybody else sees it. */
AnPolicy *
an_policy_new_empty (JsonNode *document)
{
  AnPolicy *self = g_new0 (AnPolicy, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->document = json_node_ref (document);
  return self;
}

AnPolicy *
an_policy_ref (AnPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
an_policy_unref (AnPolicy *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_dates; i++)
    g_free (self->dates[i].label);
  g_free (self->dates);
  json_node_unref (self->document);
  g_free (self);
}

gboolean
an_policy_is_enabled (const AnPolicy *self)
{
  return self->enabled;
}

/**
 * an_policy_get_weekday_rule:
 * @weekday: 0 (Monday) to 6
 *
 * Returns: the rule, complete: what the document leaves out is the whole day, nothing uncounted
 */
const AnRule *
an_policy_get_weekday_rule (const AnPolicy *self, guint weekday)
{
  g_return_val_if_fail (weekday < AN_DAYS_PER_WEEK, NULL);

  return &self->days[weekday];
}

/**
 * an_policy_get_bedtime:
 * @weekday: 0 (Monday) to 6, the day on which the bedtime begins
 * @start: (out): minutes since midnight
 * @end: (out): minutes since midnight; at or before @start it lies on the next day
 *
 * Returns: whether this day has a bedtime
 */
gboolean
an_policy_get_bedtime (const AnPolicy *self, guint weekday, guint *start, guint *end)
{
  g_return_val_if_fail (weekday < AN_DAYS_PER_WEEK, FALSE);

  *start = self->bedtime[weekday].start;
  *end = self->bedtime[weekday].end;
  return self->bedtime[weekday].is_set;
}

int
an_policy_get_weekly_quota_minutes (const AnPolicy *self)
{
  return self->weekly_quota_minutes;
}

guint
an_policy_get_n_dates (const AnPolicy *self)
{
  return self->n_dates;
}

const AnDateRule *
an_policy_get_date_rule (const AnPolicy *self, guint index)
{
  g_return_val_if_fail (index < self->n_dates, NULL);

  return &self->dates[index];
}

const AnPolicyGuard *
an_policy_get_guard (const AnPolicy *self)
{
  return &self->guard;
}

/**
 * an_policy_to_json:
 *
 * Returns: (transfer full): the document as it was read, immutable
 */
JsonNode *
an_policy_to_json (const AnPolicy *self)
{
  return json_node_ref (self->document);
}
