// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How long what happened is kept, and its end: by itself, or because a parent says so. */

#include "guardd/an-guard-daemon-private.h"

#define DEFAULT_KEEP_DAYS 365
#define KEEP_SETTING "keep-days"

static gint64
get_today (AnGuardDaemon *self, AnMoment *now)
{
  an_guard_engine_get_moment (self->engine, now);
  return an_ledger_local_day (now->trusted, now->zone);
}

/* Once, when the store is open. A number that cannot be is not believed. */
void
an_guard_history_load (AnGuardDaemon *self)
{
  g_autofree char *text = an_guard_store_get_setting (self->store, KEEP_SETTING, NULL);
  guint64 days;

  self->keep_days = DEFAULT_KEEP_DAYS;
  if (text != NULL && g_ascii_string_to_unsigned (text,
                                                  10,
                                                  AN_GUARD_MIN_KEEP_DAYS,
                                                  AN_GUARD_MAX_KEEP_DAYS,
                                                  &days,
                                                  NULL))
    self->keep_days = (guint) days;
}

/* Deletes what has become too old, once a day. */
gboolean
an_guard_history_forget_old (AnGuardDaemon *self, GError **error)
{
  AnMoment now;
  gint64 today = get_today (self, &now);

  if (today == self->forgot_day)
    return TRUE;
  self->forgot_day = today;
  return an_guard_store_forget_before (self->store,
                                       0,
                                       today - self->keep_days,
                                       now.trusted - self->keep_days * AN_USEC_PER_DAY,
                                       error);
}

guint
an_guard_daemon_get_keep_days (AnGuardDaemon *self)
{
  return self->keep_days;
}

/**
 * an_guard_daemon_set_keep_days:
 * @days: %AN_GUARD_MIN_KEEP_DAYS to %AN_GUARD_MAX_KEEP_DAYS
 *
 * What is older by then is deleted at once.
 */
gboolean
an_guard_daemon_set_keep_days (AnGuardDaemon *self, guint days, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", days);

  if (!an_guard_store_set_setting (self->store, KEEP_SETTING, text, error))
    return FALSE;
  self->keep_days = days;
  self->forgot_day = 0;
  return an_guard_history_forget_old (self, error);
}

/* The Monday of the week under way, in days since 1970. */
gint64
an_guard_daemon_get_week_begin (AnGuardDaemon *self)
{
  AnMoment now;
  gint64 today = get_today (self, &now);

  return today - an_day_get_weekday (today);
}

/**
 * an_guard_daemon_forget:
 * @before: days since 1970, no later than the Monday of the week under way
 */
gboolean
an_guard_daemon_forget (AnGuardDaemon *self, guint32 uid, gint64 before, GError **error)
{
  AnMoment now;

  get_today (self, &now);
  return an_guard_store_forget_before (self->store,
                                       uid,
                                       before,
                                       an_ledger_day_begin (before, now.zone),
                                       error);
}
