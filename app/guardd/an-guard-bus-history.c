// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls by which a parent has the PC forget. */

#include "base/an-i18n.h"
#include "guardd/an-guard-bus-private.h"

static GVariant *
delete_history (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local = NULL;
  const char *before;
  gint64 day;
  guint32 uid;

  g_variant_get (parameters, "(u&s)", &uid, &before);
  if (an_guard_bus_find (self, uid, error) == NULL)
    return NULL;
  an_guard_engine_update (an_guard_daemon_get_engine (self->daemon));
  if (!an_day_parse (before, &day) || day > an_guard_daemon_get_week_begin (self->daemon)) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_INVALID_ARGUMENT,
                 _ ("before: a date such as 2026-11-23, no later than Monday of this week"));
    return NULL;
  }
  if (!an_guard_bus_check_storage (an_guard_daemon_forget (self->daemon, uid, day, &local),
                                   local,
                                   error))
    return NULL;
  an_guard_engine_note (an_guard_daemon_get_engine (self->daemon),
                        uid,
                        AN_EVENT_HISTORY_DELETED,
                        0);
  return g_variant_new ("()");
}

/* Every child sees how long things are kept. */
static GVariant *
set_keep_days (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  AnGuardEngine *engine = an_guard_daemon_get_engine (self->daemon);
  GPtrArray *children = an_guard_engine_get_children (engine);
  g_autoptr (GError) local = NULL;
  guint32 days;

  g_variant_get (parameters, "(u)", &days);
  if (days < AN_GUARD_MIN_KEEP_DAYS || days > AN_GUARD_MAX_KEEP_DAYS) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_INVALID_ARGUMENT,
                 _ ("days: %d to %d are possible"), AN_GUARD_MIN_KEEP_DAYS, AN_GUARD_MAX_KEEP_DAYS);
    return NULL;
  }
  if (!an_guard_bus_check_storage (an_guard_daemon_set_keep_days (self->daemon, days, &local),
                                   local,
                                   error))
    return NULL;
  an_guard_engine_note (engine, 0, AN_EVENT_KEEP_SET, days);
  for (guint i = 0; i < children->len; i++)
    an_guard_bus_changed (self, children->pdata[i]);
  return g_variant_new ("()");
}

const AnGuardMethod an_guard_history_methods[] = {
  { "DeleteHistory", AN_GUARD_FOR_PARENT, delete_history },
  { "SetKeepDays", AN_GUARD_FOR_PARENT, set_keep_days },
  { NULL, AN_GUARD_FOR_PARENT, NULL },
};
