// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls that a child makes for itself. */

#include "base/an-i18n.h"
#include "guardd/an-guard-bus-private.h"
#include "guardd/an-guard-codes.h"

#define MAX_REASON_CHARS 500

static AnGuardEngine *
engine_of (AnGuardBus *self)
{
  return an_guard_daemon_get_engine (self->daemon);
}

static AnGuardStore *
store_of (AnGuardBus *self)
{
  return an_guard_daemon_get_store (self->daemon);
}

/* The first instant of the local day. */
static gint64
begin_of_today (const AnMoment *now)
{
  return an_ledger_day_end (now->trusted, now->zone) - AN_USEC_PER_DAY;
}

static gboolean
check_may_ask (AnGuardBus *self, AnGuardChild *child, const AnMoment *now, GError **error)
{
  const AnPolicyGuard *guard = an_policy_get_guard (child->policy);
  g_autoptr (GError) local = NULL;
  gint64 asked = an_guard_store_count_requests (store_of (self),
                                                child->uid,
                                                begin_of_today (now),
                                                FALSE,
                                                &local);

  if (!an_guard_bus_check_storage (asked >= 0, local, error))
    return FALSE;
  if (asked < guard->requests_per_day)
    return TRUE;
  g_set_error (error,
               AN_GUARD_ERROR,
               AN_GUARD_ERROR_TOO_MANY,
               _ ("you have asked %d times today; ask your parents directly"), (int) asked);
  return FALSE;
}

static GVariant *
request_time (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (AnTimeRequest) request = an_time_request_new ();
  AnGuardChild *child = an_guard_bus_find (self, caller, error);
  g_autoptr (GError) local = NULL;
  const char *reason;
  AnMoment now;

  g_variant_get (parameters, "(i&s)", &request->minutes, &reason);
  if (child == NULL ||
      !an_guard_bus_check_minutes (request->minutes,
                                   an_policy_get_guard (child->policy)->requests_max_minutes,
                                   error))
    return NULL;
  if (g_utf8_strlen (reason, -1) > MAX_REASON_CHARS) {
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_INVALID_ARGUMENT,
                 _ ("reason: at most %d characters"), MAX_REASON_CHARS);
    return NULL;
  }
  an_guard_engine_read_moment (engine_of (self), &now);
  if (!check_may_ask (self, child, &now, error))
    return NULL;
  request->id = g_uuid_string_random ();
  request->uid = caller;
  request->reason = g_strdup (reason);
  request->asked_at = now.trusted;
  if (!an_guard_bus_check_storage (an_guard_store_put_request (store_of (self), request, &local),
                                   local,
                                   error))
    return NULL;
  an_guard_engine_note (engine_of (self), caller, AN_EVENT_REQUESTED, request->minutes);
  an_guard_watchers_emit (self->watchers,
                          caller,
                          "RequestAdded",
                          g_variant_new ("(us)", caller, request->id));
  an_guard_bus_changed (self, child);
  return g_variant_new ("(s)", request->id);
}

/* What a code or PIN opened. @right and @wrong are the events. */
static GVariant *
redeem (AnGuardBus *self,
        AnGuardChild *child,
        AnSecretResult result,
        int minutes,
        AnEventKind right,
        AnEventKind wrong,
        GError *local,
        GError **error)
{
  AnGuardEngine *engine = engine_of (self);

  switch (result) {
  case AN_SECRET_RIGHT:
    an_guard_engine_note (engine, child->uid, right, minutes);
    an_guard_engine_grant (engine, child, minutes, TRUE, NULL);
    an_guard_bus_changed (self, child);
    return g_variant_new ("()");
  case AN_SECRET_WRONG:
    an_guard_engine_note (engine, child->uid, wrong, 0);
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_WRONG_CODE,
                 _ ("that is not right, or it was used already"));
    return NULL;
  case AN_SECRET_LOCKED_OUT:
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_LOCKED_OUT,
                 _ ("too many wrong tries; wait a while"));
    return NULL;
  case AN_SECRET_NONE:
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_NOT_READY,
                 _ ("your parents have not set this up yet"));
    return NULL;
  case AN_SECRET_FAILED:
  default:
    an_guard_bus_check_storage (FALSE, local, error);
    return NULL;
  }
}

static AnGuardChild *
find_redeemer (AnGuardBus *self, guint32 caller, int minutes, AnMoment *now, GError **error)
{
  AnGuardChild *child = an_guard_bus_find (self, caller, error);

  if (child == NULL ||
      !an_guard_bus_check_minutes (minutes,
                                   an_policy_get_guard (child->policy)->codes_max_minutes,
                                   error))
    return NULL;
  an_guard_engine_update (engine_of (self));
  an_guard_engine_get_moment (engine_of (self), now);
  return child;
}

static GVariant *
redeem_code (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local = NULL;
  AnGuardChild *child;
  AnSecretResult result;
  const char *code;
  AnMoment now;
  int minutes;

  g_variant_get (parameters, "(&si)", &code, &minutes);
  child = find_redeemer (self, caller, minutes, &now, error);
  if (child == NULL)
    return NULL;
  result = an_guard_codes_redeem (store_of (self), caller, code, now.trusted, &local);
  return redeem (self,
                 child,
                 result,
                 minutes,
                 AN_EVENT_CODE_REDEEMED,
                 AN_EVENT_CODE_REFUSED,
                 local,
                 error);
}

static GVariant *
redeem_pin (AnGuardBus *self, guint32 caller, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local = NULL;
  AnGuardChild *child;
  AnSecretResult result;
  const char *pin;
  AnMoment now;
  int minutes;

  g_variant_get (parameters, "(&si)", &pin, &minutes);
  child = find_redeemer (self, caller, minutes, &now, error);
  if (child == NULL)
    return NULL;
  result = an_guard_pin_redeem (store_of (self), pin, now.trusted, &local);
  return redeem (self,
                 child,
                 result,
                 minutes,
                 AN_EVENT_PIN_REDEEMED,
                 AN_EVENT_PIN_REFUSED,
                 local,
                 error);
}

const AnGuardMethod an_guard_child_methods[] = {
  { "RequestTime", AN_GUARD_FOR_CHILD, request_time },
  { "RedeemCode", AN_GUARD_FOR_CHILD, redeem_code },
  { "RedeemPin", AN_GUARD_FOR_CHILD, redeem_pin },
  { NULL, AN_GUARD_FOR_CHILD, NULL },
};
