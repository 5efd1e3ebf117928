// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How a child's time ends. */

#include "guardd/an-ending.h"

const char *const an_ending_ids[] = { "none", "countdown", "held", "terminating", NULL };

static void
enter (AnEnding *self, AnEndingStage stage, gint64 now, gint64 duration)
{
  self->stage = stage;
  self->since = now;
  self->deadline = duration > 0 ? now + duration : 0;
}

/* Whether a lock can keep this child out: every login is graphical and local. A text login or a
 * remote one has nothing that could be locked. */
static gboolean
can_be_held (GPtrArray *sessions)
{
  for (guint i = 0; i < sessions->len; i++) {
    const AnSession *session = sessions->pdata[i];

    if (an_session_is_login (session) && (!an_session_is_graphical (session) || session->remote))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_locked (GPtrArray *sessions)
{
  for (guint i = 0; i < sessions->len; i++) {
    const AnSession *session = sessions->pdata[i];

    if (an_session_is_login (session) && !session->locked_hint)
      return FALSE;
  }
  return TRUE;
}

static AnEndingActions
terminate (AnEnding *self, gint64 now)
{
  enter (self, AN_ENDING_TERMINATING, now, AN_ENDING_KILL_USEC);
  return AN_ENDING_DO_TERMINATE;
}

static AnEndingActions
hold (AnEnding *self, const AnEndingInput *input, GPtrArray *sessions, gint64 now)
{
  if (input->log_out || !can_be_held (sessions))
    return terminate (self, now);
  enter (self, AN_ENDING_HELD, now, AN_ENDING_LOCK_USEC);
  return AN_ENDING_DO_LOCK;
}

static AnEndingActions
begin (AnEnding *self, const AnEndingInput *input, GPtrArray *sessions, gint64 now)
{
  /* Programs without a login: nobody has work to save. */
  if (!input->logged_in)
    return terminate (self, now);
  if (input->immediate || input->grace_usec <= 0)
    return hold (self, input, sessions, now);
  enter (self, AN_ENDING_COUNTDOWN, now, input->grace_usec);
  return AN_ENDING_DO_WARN;
}

static AnEndingActions
keep_held (AnEnding *self, const AnEndingInput *input, GPtrArray *sessions, gint64 now)
{
  gint64 held = now - self->since;

  if (!input->logged_in || input->input_behind || !can_be_held (sessions) ||
      held >= AN_ENDING_HOLD_USEC)
    return terminate (self, now);
  if (held < AN_ENDING_LOCK_USEC)
    return AN_ENDING_DO_NOTHING;
  if (!is_locked (sessions))
    return terminate (self, now);
  self->deadline = self->since + AN_ENDING_HOLD_USEC;
  return AN_ENDING_DO_NOTHING;
}

static AnEndingActions
keep_terminating (AnEnding *self, gint64 now)
{
  if (now < self->deadline)
    return AN_ENDING_DO_NOTHING;
  self->deadline = now + AN_ENDING_RECHECK_USEC;
  return AN_ENDING_DO_KILL;
}

/**
 * an_ending_update:
 * @input: what holds now
 * @sessions: (element-type AnSession): all of the child's
 * @now_usec: CLOCK_MONOTONIC
 *
 * To be called when anything changed and at @self's deadline. Time given during the countdown or
 * the hold ends the ending. While a login is being terminated nothing stops it any more, or a grant
 * would leave half a session behind; once the login is gone, the next one is a new one, even if
 * something of the user lingers.
 *
 * Returns: what the host does now
 */
AnEndingActions
an_ending_update (AnEnding *self, const AnEndingInput *input, GPtrArray *sessions, gint64 now_usec)
{
  AnEndingActions actions = AN_ENDING_DO_NOTHING;

  if (!input->user_present ||
      (input->allowed && (self->stage != AN_ENDING_TERMINATING || !input->logged_in))) {
    if (self->stage == AN_ENDING_TERMINATING)
      actions = AN_ENDING_DO_GREETER;
    if (self->stage != AN_ENDING_NONE)
      enter (self, AN_ENDING_NONE, now_usec, 0);
    return actions;
  }
  switch (self->stage) {
  case AN_ENDING_NONE:
    return begin (self, input, sessions, now_usec);
  case AN_ENDING_COUNTDOWN:
    if (!input->logged_in)
      return terminate (self, now_usec);
    if (now_usec >= self->deadline || input->immediate)
      return hold (self, input, sessions, now_usec);
    return actions;
  case AN_ENDING_HELD:
    return keep_held (self, input, sessions, now_usec);
  case AN_ENDING_TERMINATING:
  default:
    return keep_terminating (self, now_usec);
  }
}
