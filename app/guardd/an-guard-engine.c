// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* All managed children of this PC, and the time that holds for them. */

#include "guardd/an-guard-engine-private.h"

const char *const an_event_ids[] = {
  "limit-ended",     "terminated",   "false-claim",  "clock-back",      "clock-forward",
  "clock-confirmed", "granted",      "requested",    "approved",        "declined",
  "code-redeemed",   "code-refused", "pin-redeemed", "pin-refused",     "policy-set",
  "paused",          "resumed",      "identity",     "data-rescued",    "break",
  "codes-enrolled",  "pin-set",      "taken-back",   "history-deleted", "keep-set",
  "login-refused",   "makeshift",    NULL,
};

static void
read_clock (AnGuardEngine *self)
{
  self->host.read_clock (&self->clock, self->host_data);
}

AnGuardEngine *
an_guard_engine_new (const AnGuardHost *host, gpointer host_data, GTimeZone *zone)
{
  AnGuardEngine *self;

  g_return_val_if_fail (host != NULL && host->read_clock != NULL, NULL);

  self = g_new0 (AnGuardEngine, 1);
  self->host = *host;
  self->host_data = host_data;
  self->zone = g_time_zone_ref (zone);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) an_guard_child_free);
  return self;
}

void
an_guard_engine_free (AnGuardEngine *self)
{
  if (self == NULL)
    return;
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->children);
  g_free (self);
}

void
an_guard_engine_note (AnGuardEngine *self, guint32 uid, AnEventKind kind, gint64 detail)
{
  if (self->host.event != NULL)
    self->host.event (uid, kind, detail, self->host_data);
}

static gboolean
is_synchronized (AnGuardEngine *self)
{
  return self->host.is_synchronized != NULL && self->host.is_synchronized (self->host_data);
}

static void
note_clock (AnGuardEngine *self, AnClockVerdict verdict)
{
  gint64 off = self->clock.realtime - an_trusted_time_at (&self->time, self->clock.boottime);

  if (verdict == AN_CLOCK_SET_BACK)
    an_guard_engine_note (self, 0, AN_EVENT_CLOCK_BACK, ABS (off) / AN_USEC_PER_MINUTE);
  else if (verdict == AN_CLOCK_SET_FORWARD)
    an_guard_engine_note (self, 0, AN_EVENT_CLOCK_FORWARD, ABS (off) / AN_USEC_PER_MINUTE);
  else if (verdict == AN_CLOCK_ACCEPTED)
    an_guard_engine_note (self, 0, AN_EVENT_CLOCK_CONFIRMED, 0);
}

/**
 * an_guard_engine_start:
 * @state: what the store remembers of time
 *
 * To be called once, after the children were added.
 */
void
an_guard_engine_start (AnGuardEngine *self, const AnTrustedTimeState *state)
{
  read_clock (self);
  note_clock (
      self,
      an_trusted_time_start (&self->time, state, &self->clock, is_synchronized (self), self->zone));
}

/* (transfer full) */
void
an_guard_engine_add_child (AnGuardEngine *self, AnGuardChild *child)
{
  g_ptr_array_add (self->children, child);
}

gboolean
an_guard_engine_remove_child (AnGuardEngine *self, guint32 uid)
{
  AnGuardChild *child = an_guard_engine_find_child (self, uid);

  return child != NULL && g_ptr_array_remove (self->children, child);
}

/* Returns: (transfer none) (nullable) */
AnGuardChild *
an_guard_engine_find_child (AnGuardEngine *self, guint32 uid)
{
  for (guint i = 0; i < self->children->len; i++) {
    AnGuardChild *child = self->children->pdata[i];

    if (child->uid == uid)
      return child;
  }
  return NULL;
}

/* Returns: (transfer none) (element-type AnGuardChild) */
GPtrArray *
an_guard_engine_get_children (AnGuardEngine *self)
{
  return self->children;
}

void
an_guard_engine_get_moment (AnGuardEngine *self, AnMoment *now)
{
  *now = (AnMoment){
    .monotonic = self->clock.monotonic,
    .trusted = an_trusted_time_at (&self->time, self->clock.boottime),
    .verified = self->time.trusted,
    .zone = self->zone,
  };
}

/**
 * an_guard_engine_read_moment:
 *
 * The moment by the clock as it is now, without an update: cheap enough for whoever asks too often.
 */
void
an_guard_engine_read_moment (AnGuardEngine *self, AnMoment *now)
{
  read_clock (self);
  an_guard_engine_get_moment (self, now);
}

/**
 * an_guard_engine_set_sleeping:
 *
 * Between PrepareForSleep(true) and (false) logind says that no session is active; that is not the
 * child going away.
 */
void
an_guard_engine_set_sleeping (AnGuardEngine *self, gboolean sleeping)
{
  self->sleeping = sleeping;
}

/**
 * an_guard_engine_take_sessions:
 * @sessions: (transfer container) (element-type AnSession): all sessions; must not free its
 * elements
 * @listed_uids: (element-type guint32): the users logind lists
 *
 * Hands the sessions to the children they belong to and frees the others.
 */
void
an_guard_engine_take_sessions (AnGuardEngine *self, GPtrArray *sessions, GArray *listed_uids)
{
  if (self->sleeping) {
    for (guint i = 0; i < sessions->len; i++)
      an_session_free (sessions->pdata[i]);
    g_ptr_array_unref (sessions);
    return;
  }
  for (guint c = 0; c < self->children->len; c++) {
    AnGuardChild *child = self->children->pdata[c];
    GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) an_session_free);
    gboolean listed = FALSE;

    for (guint i = 0; i < sessions->len; i++) {
      AnSession *session = sessions->pdata[i];

      if (session != NULL && session->uid == child->uid)
        g_ptr_array_add (own, g_steal_pointer (&sessions->pdata[i]));
    }
    for (guint i = 0; i < listed_uids->len; i++)
      listed = listed || g_array_index (listed_uids, guint32, i) == child->uid;
    an_guard_child_take_sessions (child, own, listed);
  }
  for (guint i = 0; i < sessions->len; i++)
    an_session_free (sessions->pdata[i]);
  g_ptr_array_unref (sessions);
}

/* Whether locking is the end of a time. The pause and the rest have words of their own. */
static gboolean
is_over (const AnGuardChild *child)
{
  return !child->answer.allowed && child->answer.reason != AN_REASON_PAUSED;
}

static void
act (AnGuardEngine *self, AnGuardChild *child, const AnChildNews *news)
{
  const AnGuardHost *host = &self->host;
  const AnPolicyGuard *guard = an_policy_get_guard (child->policy);

  if (news->false_claim)
    an_guard_engine_note (self, child->uid, AN_EVENT_FALSE_CLAIM, 0);
  if (news->ended)
    an_guard_engine_note (self, child->uid, AN_EVENT_LIMIT_ENDED, (gint64) child->answer.reason);
  if (news->break_due)
    an_guard_engine_note (self, child->uid, AN_EVENT_BREAK, guard->break_rest_minutes);
  if (news->actions & AN_ENDING_DO_TERMINATE)
    an_guard_engine_note (self, child->uid, AN_EVENT_TERMINATED, 0);

  if (host->warn != NULL && news->warn_minutes > 0)
    host->warn (child, "time-left", child->answer.remaining_seconds, self->host_data);
  if (host->warn != NULL && news->break_due)
    host->warn (child, "break", guard->break_rest_minutes * 60, self->host_data);
  if (host->warn != NULL && (news->actions & AN_ENDING_DO_WARN))
    host->warn (child, "countdown", guard->grace_seconds, self->host_data);
  if (host->warn != NULL && (news->actions & AN_ENDING_DO_LOCK) && is_over (child))
    host->warn (child, "held", 0, self->host_data);
  if (host->lock != NULL && (news->actions & AN_ENDING_DO_LOCK))
    host->lock (child, self->host_data);
  if (host->terminate != NULL && (news->actions & AN_ENDING_DO_TERMINATE))
    host->terminate (child, self->host_data);
  if (host->kill != NULL && (news->actions & AN_ENDING_DO_KILL))
    host->kill (child, self->host_data);
  if (host->show_greeter != NULL && (news->actions & AN_ENDING_DO_GREETER))
    host->show_greeter (self->host_data);
  if (host->status_changed != NULL && news->status_changed)
    host->status_changed (child, self->host_data);
}

static gboolean
is_anybody_logged_in (AnGuardEngine *self)
{
  for (guint i = 0; i < self->children->len; i++) {
    AnGuardChild *child = self->children->pdata[i];

    if (an_guard_child_is_enforced (child) && child->presence.logged_in)
      return TRUE;
  }
  return FALSE;
}

static void
watch_input (AnGuardEngine *self)
{
  gboolean wanted = FALSE;

  for (guint i = 0; i < self->children->len; i++) {
    AnGuardChild *child = self->children->pdata[i];

    wanted = wanted || (an_guard_child_is_enforced (child) && child->presence.wants_input);
  }
  if (wanted == self->watching)
    return;
  self->watching = wanted;
  if (self->host.watch_input != NULL)
    self->host.watch_input (wanted, self->host_data);
}

/* Whether the wall clock was set; NTP is asked only if so. */
static void
check_clock (AnGuardEngine *self)
{
  gint64 step = self->clock.realtime - self->clock.boottime - self->time.offset;
  gboolean asks = !self->time.trusted || ABS (step) > AN_CLOCK_STEP_USEC;

  note_clock (self,
              an_trusted_time_check (&self->time, &self->clock, asks && is_synchronized (self)));
}

/**
 * an_guard_engine_update:
 *
 * Reads the clock, updates every child, saves and publishes. To be called after anything changed
 * and at the deadline.
 */
void
an_guard_engine_update (AnGuardEngine *self)
{
  gboolean input = FALSE;
  AnMoment now;

  read_clock (self);
  check_clock (self);
  an_trusted_time_advance (&self->time, &self->clock, self->zone);
  if (self->watching && self->host.take_input != NULL)
    input = self->host.take_input (self->host_data);
  an_guard_engine_get_moment (self, &now);
  for (guint i = 0; i < self->children->len; i++) {
    AnGuardChild *child = self->children->pdata[i];
    AnChildNews news;

    an_guard_child_update (child, &now, input, &news);
    act (self, child, &news);
    an_ledger_forget_before (child->ledger,
                             an_ledger_local_day (now.trusted, self->zone) - AN_LEDGER_KEEP_DAYS,
                             now.trusted);
  }
  watch_input (self);
  self->saved_at = now.monotonic;
  if (self->host.save != NULL)
    self->host.save (self->host_data);
  if (self->host.publish != NULL)
    self->host.publish (self->host_data);
}

/**
 * an_guard_engine_get_deadline:
 *
 * Returns: µs of CLOCK_MONOTONIC at which an_guard_engine_update() is due; %G_MAXINT64: nobody is
 *   logged in that the guard looks after
 */
gint64
an_guard_engine_get_deadline (AnGuardEngine *self)
{
  gint64 next = G_MAXINT64;
  AnMoment now;

  an_guard_engine_get_moment (self, &now);
  for (guint i = 0; i < self->children->len; i++)
    next = MIN (next, an_guard_child_next_deadline (self->children->pdata[i], &now));
  if (is_anybody_logged_in (self))
    next = MIN (next, self->saved_at + AN_GUARD_TICK_USEC);
  return next;
}

GTimeZone *
an_guard_engine_get_zone (AnGuardEngine *self)
{
  return self->zone;
}

void
an_guard_engine_set_zone (AnGuardEngine *self, GTimeZone *zone)
{
  g_time_zone_ref (zone);
  g_time_zone_unref (self->zone);
  self->zone = zone;
  an_guard_engine_update (self);
}

const AnTrustedTimeState *
an_guard_engine_get_time_state (AnGuardEngine *self)
{
  return &self->time.state;
}

gboolean
an_guard_engine_is_clock_trusted (AnGuardEngine *self)
{
  return self->time.trusted;
}

void
an_guard_engine_confirm_clock (AnGuardEngine *self)
{
  read_clock (self);
  an_trusted_time_confirm (&self->time, &self->clock);
  an_guard_engine_note (self, 0, AN_EVENT_CLOCK_CONFIRMED, 0);
  an_guard_engine_update (self);
}
