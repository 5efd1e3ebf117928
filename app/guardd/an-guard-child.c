// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* One managed child, from what is seen to what is to be done. */

#include "guardd/an-guard-child.h"

#define DOUBT_LOOK_USEC (10 * G_USEC_PER_SEC) /* how often input behind a claim is looked for */
#define RUNTIME_SLACK_SECONDS 60
#define NEVER G_MAXINT64

const char *const an_identity_ids[] = { "ok", "renamed", "recycled", "gone", NULL };

AnGuardChild *
an_guard_child_new (guint32 uid, const char *user, AnPolicy *policy, guint64 version)
{
  AnGuardChild *self = g_new0 (AnGuardChild, 1);

  self->uid = uid;
  self->user = g_strdup (user);
  self->policy = an_policy_ref (policy);
  self->version = version;
  self->ledger = an_ledger_new ();
  self->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) an_session_free);
  self->answer.remaining_seconds = -1;
  self->answer.ends_usec = AN_INSTANT_NONE;
  self->answer.next_allowed_usec = AN_INSTANT_NONE;
  return self;
}

void
an_guard_child_free (AnGuardChild *self)
{
  if (self == NULL)
    return;
  g_free (self->user);
  an_policy_unref (self->policy);
  an_ledger_free (self->ledger);
  g_ptr_array_unref (self->sessions);
  g_free (self);
}

/* A uid or a name that now belongs to somebody else inherits no rules. One that is nobody's keeps
 * them: an account deleted while it is logged in, or kept on a server that does not answer. */
gboolean
an_guard_child_is_enforced (const AnGuardChild *self)
{
  return (self->identity == AN_IDENTITY_OK || self->identity == AN_IDENTITY_GONE) &&
         an_policy_is_enabled (self->policy);
}

void
an_guard_child_set_policy (AnGuardChild *self, AnPolicy *policy, guint64 version)
{
  an_policy_ref (policy);
  an_policy_unref (self->policy);
  self->policy = policy;
  self->version = version;
  self->warned_minutes = 0;
}

/**
 * an_guard_child_take_sessions:
 * @sessions: (transfer full) (element-type AnSession): the child's own
 * @user_listed: whether logind lists the user
 */
void
an_guard_child_take_sessions (AnGuardChild *self, GPtrArray *sessions, gboolean user_listed)
{
  g_ptr_array_unref (self->sessions);
  self->sessions = sessions;
  self->user_listed = user_listed;
}

/**
 * an_guard_child_evaluate:
 *
 * Asks the rules about @now.
 */
void
an_guard_child_evaluate (AnGuardChild *self, const AnMoment *now)
{
  g_autoptr (AnUsage) usage = an_ledger_to_usage (self->ledger, NULL);

  g_return_if_fail (usage != NULL);
  an_schedule_evaluate (self->policy, usage, now->trusted, now->zone, &self->answer);
}

/**
 * an_guard_child_may_use:
 *
 * Returns: whether the rules allow use now, after the last evaluation, and no rest is due
 */
gboolean
an_guard_child_may_use (const AnGuardChild *self, const AnMoment *now)
{
  if (!an_guard_child_is_enforced (self))
    return TRUE;
  return self->answer.allowed && now->monotonic >= self->break_until;
}

/* Writes down the use of the last @duration µs, minute by minute, so that each minute is charged
 * to what allowed it. */
static void
charge (AnGuardChild *self, const AnMoment *now, gint64 duration)
{
  AnMoment at = *now;
  gint64 from = now->trusted - duration;

  while (from < now->trusted) {
    gint64 minute_end = (an_floor_div (from, AN_USEC_PER_MINUTE) + 1) * AN_USEC_PER_MINUTE;
    gint64 until = MIN (now->trusted, minute_end);

    at.trusted = from;
    an_guard_child_evaluate (self, &at);
    an_ledger_charge (self->ledger, from, until, self->answer.reason, now->verified, now->zone);
    from = until;
  }
}

/* Whether the policy's break counts the use since the last update. */
static void
track_break (AnGuardChild *self, const AnMoment *now, gint64 used_usec, AnChildNews *news)
{
  const AnPolicyGuard *guard = an_policy_get_guard (self->policy);
  gint64 rest = guard->break_rest_minutes * AN_USEC_PER_MINUTE;

  if (!guard->has_break) {
    self->stretch_usec = self->break_until = self->rest_since = 0;
    return;
  }
  if (used_usec > 0) {
    self->stretch_usec += used_usec;
    self->rest_since = 0;
  } else if (self->rest_since == 0) {
    self->rest_since = now->monotonic;
  }
  if (self->rest_since != 0 && now->monotonic - self->rest_since >= rest) {
    self->stretch_usec = 0;
    self->break_told = FALSE;
  }
  if (self->stretch_usec < guard->break_after_minutes * AN_USEC_PER_MINUTE || self->break_told)
    return;
  self->break_told = TRUE;
  news->break_due = TRUE;
  if (guard->break_enforced)
    self->break_until = now->monotonic + rest;
}

/* The use since the last update, in µs. */
static gint64
settle (AnGuardChild *self,
        const AnMoment *now,
        gboolean was_counted,
        gint64 claim_since,
        gboolean false_claim)
{
  gint64 since = self->settled_at;
  gint64 duration = 0;

  self->settled_at = now->monotonic;
  if (since == 0 || !an_guard_child_is_enforced (self))
    return 0;
  if (false_claim)
    /* All the while the claim stood, the child used the PC. */
    duration = now->monotonic - claim_since;
  else if (was_counted)
    duration = now->monotonic - since;
  if (duration > 0)
    charge (self, now, duration);
  return duration;
}

static void
warn (AnGuardChild *self, AnChildNews *news)
{
  const AnPolicyGuard *guard = an_policy_get_guard (self->policy);
  gint64 remaining = self->answer.remaining_seconds;

  if (!self->answer.allowed || remaining < 0) {
    self->warned_minutes = 0;
    return;
  }
  for (guint i = guard->n_warn_minutes; i > 0; i--) {
    int minutes = guard->warn_minutes[i - 1];

    if (remaining > minutes * 60)
      continue;
    if (self->warned_minutes == 0 || minutes < self->warned_minutes) {
      self->warned_minutes = minutes;
      news->warn_minutes = minutes;
    }
    return;
  }
  self->warned_minutes = 0;
}

static AnEndingActions
end (AnGuardChild *self, const AnMoment *now, gboolean may_use)
{
  const AnPolicyGuard *guard = an_policy_get_guard (self->policy);
  AnEndingInput input = {
    .allowed = may_use,
    .immediate =
        self->answer.reason == AN_REASON_PAUSED || self->presence.state == AN_PRESENCE_ABSENT,
    .log_out = guard->at_end == AN_AT_END_LOGOUT,
    .grace_usec = (gint64) guard->grace_seconds * G_USEC_PER_SEC,
    .input_behind = self->presence.disbelieved,
    .logged_in = self->presence.logged_in,
    .user_present = self->presence.logged_in || self->user_listed,
  };

  return an_ending_update (&self->ending, &input, self->sessions, now->monotonic);
}

/**
 * an_guard_child_update:
 * @now: the moment
 * @input_arrived: whether input arrived since the last update
 * @news: (out): what came out of it
 *
 * Writes down the use since the last update, looks at the sessions, asks the rules, and moves the
 * ending on. To be called when anything changed and at the next deadline.
 */
void
an_guard_child_update (AnGuardChild *self,
                       const AnMoment *now,
                       gboolean input_arrived,
                       AnChildNews *news)
{
  const AnPolicyGuard *guard = an_policy_get_guard (self->policy);
  gboolean was_counted = an_presence_is_counted (&self->presence);
  gint64 claim_since = self->presence.claim_since;
  AnPresenceState presence_before = self->presence.state;
  AnEndingStage stage_before = self->ending.stage;
  gboolean was_allowed = self->answer.allowed;
  gint64 used;
  gboolean may_use;

  *news = (AnChildNews){ 0 };
  news->false_claim = an_presence_update (&self->presence,
                                          self->sessions,
                                          input_arrived,
                                          guard->count_idle,
                                          (gint64) guard->idle_after_seconds * G_USEC_PER_SEC,
                                          now->monotonic) == AN_PRESENCE_FALSE_CLAIM;
  used = settle (self, now, was_counted, claim_since, news->false_claim);
  track_break (self, now, used, news);
  an_guard_child_evaluate (self, now);
  may_use = an_guard_child_may_use (self, now);
  news->ended = was_allowed && !self->answer.allowed && self->presence.logged_in;
  if (an_guard_child_is_enforced (self) && self->presence.logged_in)
    warn (self, news);
  news->actions = end (self, now, may_use);
  news->status_changed = presence_before != self->presence.state ||
                         stage_before != self->ending.stage ||
                         was_allowed != self->answer.allowed || news->warn_minutes > 0;
}

/* When the rules' answer changes while the child goes on, in µs of CLOCK_MONOTONIC. */
static gint64
next_rule_deadline (const AnGuardChild *self, const AnMoment *now)
{
  const AnPolicyGuard *guard = an_policy_get_guard (self->policy);
  gint64 remaining = self->answer.remaining_seconds;
  gint64 next = NEVER;

  if (!self->answer.allowed) {
    if (self->answer.next_allowed_usec != AN_INSTANT_NONE)
      next = now->monotonic + (self->answer.next_allowed_usec - now->trusted);
  } else if (remaining >= 0) {
    next = now->monotonic + (self->answer.ends_usec - now->trusted);
    for (guint i = 0; i < guard->n_warn_minutes; i++) {
      gint64 until = remaining - guard->warn_minutes[i] * 60;

      if (until > 0)
        next = MIN (next, now->monotonic + until * G_USEC_PER_SEC);
    }
  }
  return next;
}

/**
 * an_guard_child_next_deadline:
 *
 * Returns: µs of CLOCK_MONOTONIC at which something will change by itself; %G_MAXINT64: never,
 *   because nothing of the child runs
 */
gint64
an_guard_child_next_deadline (const AnGuardChild *self, const AnMoment *now)
{
  gint64 next;

  if (!an_guard_child_is_enforced (self) ||
      (!self->presence.logged_in && !self->user_listed && self->ending.stage == AN_ENDING_NONE))
    return NEVER;
  next = next_rule_deadline (self, now);
  if (self->ending.deadline != 0)
    next = MIN (next, self->ending.deadline);
  if (self->break_until > now->monotonic)
    next = MIN (next, self->break_until);
  if (self->presence.is_claiming && self->presence.input_since != 0 && !self->presence.disbelieved)
    next = MIN (next, now->monotonic + DOUBT_LOOK_USEC);
  return MAX (next, now->monotonic + 1);
}

/**
 * an_guard_child_runtime_max:
 *
 * How long PID 1 lets a session that begins now live without the guard: what remains, the largest
 * grant a parent may give, the countdown, and a minute.
 *
 * Returns: seconds, 0 for no limit
 */
gint64
an_guard_child_runtime_max (const AnGuardChild *self)
{
  const AnPolicyGuard *guard = an_policy_get_guard (self->policy);
  gint64 largest = MAX (guard->requests_max_minutes, guard->codes_max_minutes);

  if (!an_guard_child_is_enforced (self) || self->answer.remaining_seconds < 0)
    return 0;
  return self->answer.remaining_seconds + largest * 60 + guard->grace_seconds +
         RUNTIME_SLACK_SECONDS;
}
