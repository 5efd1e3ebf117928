// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardd/an-guard-types.h"

G_BEGIN_DECLS

typedef enum {
  AN_ENDING_NONE,
  AN_ENDING_COUNTDOWN,   /* time to save one's work */
  AN_ENDING_HELD,        /* locked; the work is still there */
  AN_ENDING_TERMINATING, /* until nothing of the user is left */
} AnEndingStage;
extern const char *const an_ending_ids[];

#define AN_ENDING_LOCK_USEC (10 * G_USEC_PER_SEC) /* for the screen to be locked */
#define AN_ENDING_HOLD_USEC (G_GINT64_CONSTANT (1800) * G_USEC_PER_SEC) /* locked at the most */
#define AN_ENDING_KILL_USEC (5 * G_USEC_PER_SEC) /* between asking to end and SIGKILL */
#define AN_ENDING_RECHECK_USEC (5 * G_USEC_PER_SEC)

/* What the host is to do; several at once. */
typedef enum {
  AN_ENDING_DO_NOTHING = 0,
  AN_ENDING_DO_WARN = 1 << 0,      /* the countdown begins */
  AN_ENDING_DO_LOCK = 1 << 1,      /* Lock every session */
  AN_ENDING_DO_TERMINATE = 1 << 2, /* no lingering, TerminateUser */
  AN_ENDING_DO_KILL = 1 << 3,      /* KillUser with SIGKILL */
  AN_ENDING_DO_GREETER = 1 << 4,   /* show the greeter */
} AnEndingActions;

/**
 * AnEnding:
 *
 * How a child's time ends: countdown, then lock, then – where a lock does not hold – the end of
 * all that runs. Locking is a comfort; terminating is the enforcement. Pure; times are µs of
 * CLOCK_MONOTONIC.
 */
typedef struct {
  AnEndingStage stage;
  gint64 since;    /* of the stage */
  gint64 deadline; /* at which an_ending_update() must be called, 0: none */
} AnEnding;

/* How this ending is to go. */
typedef struct {
  gboolean allowed;      /* the child may use the PC */
  gboolean immediate;    /* no countdown: a parent has stopped it, or nobody is in front */
  gboolean log_out;      /* the policy says so */
  gint64 grace_usec;     /* of the countdown */
  gboolean input_behind; /* input went on behind the lock */
  gboolean logged_in;    /* there is a login */
  gboolean user_present; /* … or logind still lists the user: programs left running, lingering */
} AnEndingInput;

AnEndingActions
an_ending_update (AnEnding *self, const AnEndingInput *input, GPtrArray *sessions, gint64 now_usec);

G_END_DECLS
