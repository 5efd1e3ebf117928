// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What GetStatus and StatusChanged say of a child. */

#include "guardd/an-guard-bus-private.h"

static void
add_text (GVariantBuilder *builder, const char *key, const char *text)
{
  g_variant_builder_add (builder, "{sv}", key, g_variant_new_string (text));
}

static void
add_number (GVariantBuilder *builder, const char *key, gint64 number)
{
  g_variant_builder_add (builder, "{sv}", key, g_variant_new_int64 (number));
}

static void
add_boolean (GVariantBuilder *builder, const char *key, gboolean value)
{
  g_variant_builder_add (builder, "{sv}", key, g_variant_new_boolean (value));
}

static void
add_instant (GVariantBuilder *builder, const char *key, gint64 usec, GTimeZone *zone)
{
  g_autofree char *text = usec == AN_INSTANT_NONE ? g_strdup ("") : an_instant_format (usec, zone);

  add_text (builder, key, text);
}

/* When something measured by CLOCK_MONOTONIC is on the wall; NONE for 0. */
static gint64
to_wall (gint64 monotonic, const AnMoment *now)
{
  return monotonic == 0 ? AN_INSTANT_NONE : now->trusted + (monotonic - now->monotonic);
}

static void
add_rules (GVariantBuilder *builder, AnGuardChild *child, const AnMoment *now)
{
  const AnScheduleAnswer *answer = &child->answer;
  gboolean rested = now->monotonic >= child->break_until;

  add_boolean (builder, "allowed", an_guard_child_may_use (child, now));
  add_text (builder, "reason", rested ? an_reason_ids[answer->reason] : "break");
  add_number (builder, "remaining-seconds", rested ? answer->remaining_seconds : 0);
  add_instant (builder, "ends-at", answer->ends_usec, now->zone);
  add_text (builder,
            "ends-because",
            answer->ends_usec == AN_INSTANT_NONE ? "" : an_reason_ids[answer->ends_because]);
  add_instant (builder,
               "next-allowed-at",
               rested ? answer->next_allowed_usec : to_wall (child->break_until, now),
               now->zone);
  add_instant (builder,
               "break-until",
               rested ? AN_INSTANT_NONE : to_wall (child->break_until, now),
               now->zone);
}

/* The quota of a local date, in seconds; -1 for none. */
gint64
an_guard_status_find_quota (const AnPolicy *policy, gint64 day)
{
  const AnRule *rule = an_policy_get_weekday_rule (policy, an_day_get_weekday (day));
  int minutes = rule->quota_minutes;

  for (guint i = 0; i < an_policy_get_n_dates (policy); i++) {
    const AnDateRule *entry = an_policy_get_date_rule (policy, i);

    if (day < entry->from || day > entry->to)
      continue;
    if (entry->rule.quota_minutes != AN_POLICY_NO_QUOTA)
      minutes = entry->rule.quota_minutes;
    break;
  }
  return minutes == AN_POLICY_NO_QUOTA ? -1 : minutes * 60;
}

static void
add_use (GVariantBuilder *builder, AnGuardChild *child, const AnMoment *now)
{
  gint64 today = an_ledger_local_day (now->trusted, now->zone);
  const AnLedgerDay *day = an_ledger_find_day (child->ledger, today);
  gint64 week = 0;

  for (guint i = 0; i < child->ledger->days->len; i++) {
    const AnLedgerDay *entry = &g_array_index (child->ledger->days, AnLedgerDay, i);

    if (an_day_get_week (entry->day) == an_day_get_week (today))
      week += entry->used_usec;
  }
  add_number (builder, "used-today-seconds", day != NULL ? day->used_usec / AN_USEC_PER_SECOND : 0);
  add_number (builder,
              "bonus-today-seconds",
              day != NULL ? day->bonus_usec / AN_USEC_PER_SECOND : 0);
  add_number (builder, "quota-today-seconds", an_guard_status_find_quota (child->policy, today));
  add_number (builder, "used-week-seconds", week / AN_USEC_PER_SECOND);
}

/**
 * an_guard_status_new:
 *
 * Returns: (transfer floating): `a{sv}` as data/dbus/vn.annhi.Guard1.xml describes it
 */
GVariant *
an_guard_status_new (AnGuardDaemon *daemon, AnGuardChild *child)
{
  AnGuardEngine *engine = an_guard_daemon_get_engine (daemon);
  GVariantBuilder builder;
  AnMoment now;
  gint64 open;

  an_guard_engine_get_moment (engine, &now);
  open =
      an_guard_store_count_requests (an_guard_daemon_get_store (daemon), child->uid, 0, TRUE, NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "uid", g_variant_new_uint32 (child->uid));
  add_text (&builder, "user", child->user);
  add_rules (&builder, child, &now);
  add_text (&builder, "state", an_presence_ids[child->presence.state]);
  add_instant (&builder, "since", to_wall (child->presence.changed_at, &now), now.zone);
  add_use (&builder, child, &now);
  add_boolean (&builder, "paused", child->ledger->paused);
  add_text (&builder, "ending", an_ending_ids[child->ending.stage]);
  add_instant (&builder, "ending-at", to_wall (child->ending.deadline, &now), now.zone);
  add_boolean (&builder, "clock-trusted", now.verified);
  g_variant_builder_add (&builder,
                         "{sv}",
                         "open-requests",
                         g_variant_new_uint32 ((guint32) MAX (open, 0)));
  g_variant_builder_add (&builder, "{sv}", "version", g_variant_new_uint64 (child->version));
  g_variant_builder_add (&builder,
                         "{sv}",
                         "keep-days",
                         g_variant_new_uint32 (an_guard_daemon_get_keep_days (daemon)));
  return g_variant_builder_end (&builder);
}
