// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Whether a child uses the PC. */

#include "guardd/an-presence.h"

#include <string.h>

const char *const an_presence_ids[] = { "absent", "using", "away", "locked", NULL };

/* Desktops whose session tells logind that it is idle or locked. */
static const char *const hinting_desktops[] = { "gnome", "kde",    "plasma",  "cinnamon",
                                                "unity", "budgie", "pantheon" };

static gboolean
is_hinting_desktop (const AnSession *session)
{
  g_autofree char *name = g_ascii_strdown (session->desktop != NULL ? session->desktop : "", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (hinting_desktops); i++)
    if (strstr (name, hinting_desktops[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The state that logind's view alone gives; all claims must agree before one is believed. */
static AnPresenceState
look (AnPresence *self, GPtrArray *sessions)
{
  gboolean active = FALSE, free_one = FALSE, locked = FALSE;

  self->logged_in = FALSE;
  self->gives_hints = self->gives_hints && sessions->len > 0;
  for (guint i = 0; i < sessions->len; i++) {
    const AnSession *session = sessions->pdata[i];

    if (!an_session_is_login (session))
      continue;
    self->logged_in = TRUE;
    if (!session->active || (session->seat[0] == '\0' && !session->remote))
      continue;
    active = TRUE;
    self->gives_hints = self->gives_hints || session->locked_hint || session->idle_hint ||
                        is_hinting_desktop (session);
    if (!session->locked_hint && !session->idle_hint)
      free_one = TRUE;
    locked = locked || session->locked_hint;
  }
  if (!active)
    return AN_PRESENCE_ABSENT;
  if (free_one)
    return AN_PRESENCE_USING;
  return locked ? AN_PRESENCE_LOCKED : AN_PRESENCE_AWAY;
}

static void
note_input (AnPresence *self, gint64 now)
{
  self->last_input = now;
  if (self->is_claiming && self->input_since == 0)
    self->input_since = now;
}

/* A claim while input goes on is false, until the input stops. */
static gboolean
doubt (AnPresence *self, gint64 quiet_usec, gint64 now)
{
  if (self->input_since != 0 && now - self->last_input > quiet_usec) {
    self->input_since = 0;
    self->disbelieved = FALSE;
  }
  if (self->disbelieved || self->input_since == 0 ||
      self->last_input - self->input_since <= AN_PRESENCE_DOUBT_USEC)
    return FALSE;
  self->disbelieved = TRUE;
  return TRUE;
}

static void
begin_claim (AnPresence *self, gint64 now)
{
  self->is_claiming = TRUE;
  self->claim_since = now;
  self->input_since = 0;
  self->disbelieved = FALSE;
}

static void
end_claim (AnPresence *self)
{
  self->is_claiming = FALSE;
  self->claim_since = 0;
  self->input_since = 0;
  self->disbelieved = FALSE;
}

/**
 * an_presence_update:
 * @sessions: (element-type AnSession): of the child alone
 * @input_arrived: whether input arrived since the last update; %FALSE when it was not watched
 * @count_idle: whether the policy counts time without input
 * @idle_after_usec: of the policy
 * @now_usec: CLOCK_MONOTONIC
 *
 * Returns: %AN_PRESENCE_FALSE_CLAIM once when use behind a claim has shown itself
 */
AnPresenceFinding
an_presence_update (AnPresence *self,
                    GPtrArray *sessions,
                    gboolean input_arrived,
                    gboolean count_idle,
                    gint64 idle_after_usec,
                    gint64 now_usec)
{
  AnPresenceState before = self->state;
  AnPresenceState seen = look (self, sessions);
  gboolean claims = seen == AN_PRESENCE_LOCKED || seen == AN_PRESENCE_AWAY;
  AnPresenceFinding finding = AN_PRESENCE_NOTHING;

  if (claims && !self->is_claiming)
    begin_claim (self, now_usec);
  else if (!claims && self->is_claiming)
    end_claim (self);
  if (input_arrived)
    note_input (self, now_usec);
  if (claims && doubt (self, MAX (idle_after_usec, AN_PRESENCE_DOUBT_USEC), now_usec))
    finding = AN_PRESENCE_FALSE_CLAIM;

  self->wants_input = claims || (seen == AN_PRESENCE_USING && !self->gives_hints && !count_idle);
  if (self->wants_input && self->watching_since == 0)
    self->watching_since = now_usec;
  else if (!self->wants_input)
    self->watching_since = 0;

  if (claims && self->disbelieved)
    seen = AN_PRESENCE_USING;
  else if (seen == AN_PRESENCE_AWAY && count_idle)
    seen = AN_PRESENCE_USING;
  else if (seen == AN_PRESENCE_USING && self->watching_since != 0 &&
           now_usec - MAX (self->last_input, self->watching_since) > AN_PRESENCE_NO_HINT_USEC)
    seen = AN_PRESENCE_AWAY;
  self->state = seen;
  if (seen != before)
    self->changed_at = now_usec;
  return finding;
}

gboolean
an_presence_is_counted (const AnPresence *self)
{
  return self->state == AN_PRESENCE_USING;
}
