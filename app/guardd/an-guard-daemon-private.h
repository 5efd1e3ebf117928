// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Inside of AnGuardDaemon. */

#pragma once

#include "guardd/an-guard-activity.h"
#include "guardd/an-guard-clock.h"
#include "guardd/an-guard-daemon.h"
#include "guardd/an-guard-deadman.h"
#include "guardd/an-guard-logind.h"
#include "guardd/an-guard-refusals.h"

G_BEGIN_DECLS

struct _AnGuardDaemon {
  GObject parent_instance;

  GDBusConnection *bus;      /* (owned) */
  AnGuardEngine *engine;     /* (owned) */
  AnGuardStore *store;       /* (owned) */
  AnGuardLogind *logind;     /* (owned) */
  AnGuardActivity *activity; /* (owned) */
  AnGuardClock *clock;       /* (owned) */
  AnGuardDeadman *deadman;   /* (owned) */
  AnGuardRefusals *refusals; /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *timezone;            /* (owned) IANA name */
  char *greeter_id;          /* (owned) (nullable) session of the login screen */

  char *run_path, *timetable_path, *managed_path; /* (owned) */
  guint timer_id;
  gboolean reading, read_again; /* logind */
  gboolean failing;             /* the store refuses; said once */
  gboolean timetable_due;
  gint64 timetable_at; /* µs of CLOCK_MONOTONIC */
  gint64 forgot_day;
  guint keep_days; /* how long use, requests and events are kept */
};

/* How long what happened is kept: an-guard-history.c */
void an_guard_history_load (AnGuardDaemon *self);
gboolean an_guard_history_forget_old (AnGuardDaemon *self, GError **error);

/* What the engine asks of the daemon, which is its host data. */
extern const AnGuardHost an_guard_host;

G_END_DECLS
