// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What one child has used and been given. Pure bookkeeping; the store makes it last. */

#include "guardd/an-ledger.h"

static void
free_grant (gpointer data)
{
  AnLedgerGrant *grant = data;

  g_free (grant->note);
  g_free (grant);
}

static int
compare_grants (gconstpointer a, gconstpointer b)
{
  const AnLedgerGrant *first = *(AnLedgerGrant *const *) a;
  const AnLedgerGrant *second = *(AnLedgerGrant *const *) b;

  return (first->expires_usec > second->expires_usec) -
         (first->expires_usec < second->expires_usec);
}

/* Seconds since 1970 of the wall clock in @zone. */
static gint64
local_seconds (gint64 instant_usec, GTimeZone *zone)
{
  gint64 seconds = an_floor_div (instant_usec, AN_USEC_PER_SECOND);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return seconds + g_time_zone_get_offset (zone, interval);
}

AnLedger *
an_ledger_new (void)
{
  AnLedger *self = g_new0 (AnLedger, 1);

  self->days = g_array_new (FALSE, TRUE, sizeof (AnLedgerDay));
  self->grants = g_ptr_array_new_with_free_func (free_grant);
  return self;
}

void
an_ledger_free (AnLedger *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->days);
  g_ptr_array_unref (self->grants);
  g_free (self);
}

/**
 * an_ledger_ensure_day:
 * @day: days since 1970
 *
 * Returns: (transfer none): the day, empty if it is new; valid until the next call
 */
AnLedgerDay *
an_ledger_ensure_day (AnLedger *self, gint64 day)
{
  AnLedgerDay fresh = { .day = day, .verified = TRUE };
  guint at = self->days->len;

  while (at > 0 && g_array_index (self->days, AnLedgerDay, at - 1).day >= day)
    at--;
  if (at == self->days->len || g_array_index (self->days, AnLedgerDay, at).day != day)
    g_array_insert_val (self->days, at, fresh);
  return &g_array_index (self->days, AnLedgerDay, at);
}

/**
 * an_ledger_find_day:
 *
 * Returns: (transfer none) (nullable): the day if anything is written on it
 */
const AnLedgerDay *
an_ledger_find_day (const AnLedger *self, gint64 day)
{
  for (guint i = 0; i < self->days->len; i++)
    if (g_array_index (self->days, AnLedgerDay, i).day == day)
      return &g_array_index (self->days, AnLedgerDay, i);
  return NULL;
}

/**
 * an_ledger_add_grant:
 *
 * Returns: (transfer none): the new grant
 */
AnLedgerGrant *
an_ledger_add_grant (AnLedger *self, gint64 remaining_usec, gint64 expires_usec, const char *note)
{
  AnLedgerGrant *grant = g_new0 (AnLedgerGrant, 1);

  grant->remaining_usec = remaining_usec;
  grant->expires_usec = expires_usec;
  grant->note = g_strdup (note);
  grant->changed = TRUE;
  g_ptr_array_add (self->grants, grant);
  g_ptr_array_sort (self->grants, compare_grants);
  return grant;
}

/**
 * an_ledger_take_back:
 * @at_usec: grants that have lapsed by then are left alone
 * @wanted_usec: at most so much
 *
 * Returns: how much of what was given was not used yet and is gone now
 */
gint64
an_ledger_take_back (AnLedger *self, gint64 at_usec, gint64 wanted_usec)
{
  gint64 taken = 0;

  for (guint i = self->grants->len; i > 0 && taken < wanted_usec; i--) {
    AnLedgerGrant *grant = self->grants->pdata[i - 1];
    gint64 part = MIN (grant->remaining_usec, wanted_usec - taken);

    if (grant->expires_usec <= at_usec || part <= 0)
      continue;
    grant->remaining_usec -= part;
    grant->changed = TRUE;
    taken += part;
  }
  return taken;
}

static void
spend_grants (AnLedger *self, gint64 at_usec, gint64 spent_usec)
{
  for (guint i = 0; i < self->grants->len && spent_usec > 0; i++) {
    AnLedgerGrant *grant = self->grants->pdata[i];
    gint64 part = MIN (grant->remaining_usec, spent_usec);

    if (grant->expires_usec <= at_usec || part <= 0)
      continue;
    grant->remaining_usec -= part;
    grant->changed = TRUE;
    spent_usec -= part;
  }
}

/* Adds a stretch to the hours of its local day, split at full hours. */
static void
add_hours (AnLedger *self, gint64 from_usec, gint64 until_usec, gboolean verified, GTimeZone *zone)
{
  while (from_usec < until_usec) {
    gint64 seconds = local_seconds (from_usec, zone);
    gint64 hour_left = 3600 - (seconds - an_floor_div (seconds, 3600) * 3600);
    gint64 until = MIN (until_usec, from_usec + hour_left * AN_USEC_PER_SECOND);
    gint64 day_number = an_floor_div (seconds, 86400);
    AnLedgerDay *day = an_ledger_ensure_day (self, day_number);

    day->hours_usec[(seconds - day_number * 86400) / 3600] += until - from_usec;
    day->verified = day->verified && verified;
    day->changed = TRUE;
    from_usec = until;
  }
}

/**
 * an_ledger_charge:
 * @from_usec: trusted time, µs since 1970
 * @until_usec: not included
 * @reason: why it was allowed all the while; a refusal charges nothing
 * @verified: whether the clock is trusted
 * @zone: the household's
 *
 * Writes down a stretch of use that lies in one minute of the wall clock.
 */
void
an_ledger_charge (AnLedger *self,
                  gint64 from_usec,
                  gint64 until_usec,
                  AnReason reason,
                  gboolean verified,
                  GTimeZone *zone)
{
  g_return_if_fail (from_usec <= until_usec);

  add_hours (self, from_usec, until_usec, verified, zone);
  if (reason == AN_REASON_WITHIN) {
    AnLedgerDay *day = an_ledger_ensure_day (self, an_ledger_local_day (from_usec, zone));

    day->used_usec += until_usec - from_usec;
    day->changed = TRUE;
  } else if (reason == AN_REASON_GRANT) {
    spend_grants (self, from_usec, until_usec - from_usec);
  }
}

/**
 * an_ledger_forget_before:
 * @day: the first day to keep in memory
 * @now_usec: grants that have expired by then go too
 *
 * Frees what no rule can ask for any more. What was not saved stays.
 */
void
an_ledger_forget_before (AnLedger *self, gint64 day, gint64 now_usec)
{
  for (guint i = self->days->len; i > 0; i--) {
    const AnLedgerDay *entry = &g_array_index (self->days, AnLedgerDay, i - 1);

    if (entry->day < day && !entry->changed)
      g_array_remove_index (self->days, i - 1);
  }
  for (guint i = self->grants->len; i > 0; i--) {
    const AnLedgerGrant *grant = self->grants->pdata[i - 1];

    if (!grant->changed && (grant->expires_usec <= now_usec || grant->remaining_usec <= 0))
      g_ptr_array_remove_index (self->grants, i - 1);
  }
}

static void
add_seconds (JsonBuilder *builder, const char *key, gint64 usec)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, usec / AN_USEC_PER_SECOND);
}

static void
add_grants (JsonBuilder *builder, const AnLedger *self)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  json_builder_set_member_name (builder, "grants");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->grants->len; i++) {
    const AnLedgerGrant *grant = self->grants->pdata[i];
    g_autofree char *expires = an_instant_format (grant->expires_usec, utc);

    json_builder_begin_object (builder);
    add_seconds (builder, "remaining_seconds", grant->remaining_usec);
    json_builder_set_member_name (builder, "expires_at");
    json_builder_add_string_value (builder, expires);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/**
 * an_ledger_to_usage:
 *
 * Returns: (transfer full): what the evaluation asks for, `vn.annhi.usage/1`
 */
AnUsage *
an_ledger_to_usage (const AnLedger *self, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, AN_USAGE_SCHEMA);
  json_builder_set_member_name (builder, "paused");
  json_builder_add_boolean_value (builder, self->paused);
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (guint i = 0; i < self->days->len; i++) {
    const AnLedgerDay *day = &g_array_index (self->days, AnLedgerDay, i);
    g_autofree char *name = an_day_format (day->day);

    json_builder_set_member_name (builder, name);
    json_builder_begin_object (builder);
    add_seconds (builder, "used_seconds", day->used_usec);
    add_seconds (builder, "bonus_seconds", day->bonus_usec);
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
  add_grants (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return an_usage_from_json (root, error);
}

/**
 * an_ledger_local_day:
 *
 * Returns: the local date of an instant, in days since 1970
 */
gint64
an_ledger_local_day (gint64 instant_usec, GTimeZone *zone)
{
  return an_floor_div (local_seconds (instant_usec, zone), 86400);
}

/**
 * an_ledger_day_begin:
 * @day: a local date, in days since 1970
 *
 * Returns: its first instant, in µs since 1970
 */
gint64
an_ledger_day_begin (gint64 day, GTimeZone *zone)
{
  gint64 seconds = day * 86400;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_STANDARD, seconds);

  return (seconds - g_time_zone_get_offset (zone, MAX (interval, 0))) * AN_USEC_PER_SECOND;
}

/**
 * an_ledger_day_end:
 *
 * Returns: the first instant of the next local date, in µs since 1970; a day that changes its
 *   offset ends by the offset it began with
 */
gint64
an_ledger_day_end (gint64 instant_usec, GTimeZone *zone)
{
  gint64 seconds = local_seconds (instant_usec, zone);
  gint64 left = 86400 - (seconds - an_floor_div (seconds, 86400) * 86400);

  return (an_floor_div (instant_usec, AN_USEC_PER_SECOND) + left) * AN_USEC_PER_SECOND;
}
