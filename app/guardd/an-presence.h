// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-types.h"

G_BEGIN_DECLS

typedef enum {
  AN_PRESENCE_ABSENT, /* not logged in, or somebody else is in front */
  AN_PRESENCE_USING,
  AN_PRESENCE_AWAY, /* nobody touches the PC */
  AN_PRESENCE_LOCKED,
} AnPresenceState;
extern const char *const an_presence_ids[];

#define AN_PRESENCE_DOUBT_USEC (30 * G_USEC_PER_SEC)    /* input behind a claim for longer: false */
#define AN_PRESENCE_NO_HINT_USEC (300 * G_USEC_PER_SEC) /* without input, where no hint comes */

/**
 * AnPresence:
 *
 * Whether a child uses the PC, from logind's view and from whether input arrives. The locked and
 * idle hints are set by the child's own programs, so they are claims: they pause the count only
 * while nobody touches keyboard, mouse or gamepad. Pure; times are µs of CLOCK_MONOTONIC.
 */
typedef struct {
  AnPresenceState state;
  gboolean logged_in;    /* in any session */
  gboolean wants_input;  /* whether the host should watch that input arrives */
  gboolean gives_hints;  /* the desktop has given one, or is known to */
  gboolean is_claiming;  /* locked or idle, says the session */
  gboolean disbelieved;  /* … and input arrived behind it */
  gint64 claim_since;    /* 0: none */
  gint64 input_since;    /* first input behind the claim, 0: none */
  gint64 last_input;     /* 0: none seen */
  gint64 watching_since; /* of input, 0: not watched */
  gint64 changed_at;     /* of @state */
} AnPresence;

/* What an update found out besides the state. */
typedef enum {
  AN_PRESENCE_NOTHING,
  AN_PRESENCE_FALSE_CLAIM, /* count back to claim_since, and tell the parent */
} AnPresenceFinding;

AnPresenceFinding an_presence_update (AnPresence *self,
                                      GPtrArray *sessions,
                                      gboolean input_arrived,
                                      gboolean count_idle,
                                      gint64 idle_after_usec,
                                      gint64 now_usec);
gboolean an_presence_is_counted (const AnPresence *self);

G_END_DECLS
