// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the engine asks of the daemon: to be told of clock and input, to act, to remember. */

#include "guardd/an-guard-daemon-private.h"
#include "guardd/an-verdict-writer.h"

#define TIMETABLE_USEC (G_GINT64_CONSTANT (300) * G_USEC_PER_SEC)

static void
host_read_clock (AnClockReading *now, gpointer data)
{
  an_guard_clock_read (now);
}

static gboolean
host_is_synchronized (gpointer data)
{
  AnGuardDaemon *self = data;

  return an_guard_clock_is_synchronized (self->clock);
}

static gboolean
host_take_input (gpointer data)
{
  AnGuardDaemon *self = data;

  return an_guard_activity_take (self->activity);
}

static void
host_watch_input (gboolean watch, gpointer data)
{
  AnGuardDaemon *self = data;

  an_guard_activity_watch (self->activity, watch);
}

static void
host_lock (AnGuardChild *child, gpointer data)
{
  AnGuardDaemon *self = data;

  for (guint i = 0; i < child->sessions->len; i++) {
    const AnSession *session = child->sessions->pdata[i];

    if (an_session_is_login (session))
      an_guard_logind_lock (self->logind, session->id);
  }
}

static void
host_terminate (AnGuardChild *child, gpointer data)
{
  AnGuardDaemon *self = data;

  g_message ("ending the login of uid %u", child->uid);
  an_guard_logind_terminate_user (self->logind, child->uid);
}

static void
host_kill (AnGuardChild *child, gpointer data)
{
  AnGuardDaemon *self = data;

  an_guard_logind_kill_user (self->logind, child->uid);
}

static void
host_show_greeter (gpointer data)
{
  AnGuardDaemon *self = data;

  if (self->greeter_id != NULL)
    an_guard_logind_activate (self->logind, self->greeter_id);
}

static void
host_lengthen (AnGuardChild *child, gpointer data)
{
  AnGuardDaemon *self = data;

  self->timetable_due = TRUE;
  an_guard_deadman_lengthen (self->deadman, child);
}

static void
host_warn (AnGuardChild *child, const char *kind, gint64 seconds, gpointer data)
{
  g_signal_emit_by_name (data, "warning", (guint) child->uid, kind, seconds);
}

static void
host_status_changed (AnGuardChild *child, gpointer data)
{
  AnGuardDaemon *self = data;

  self->timetable_due = TRUE;
  g_signal_emit_by_name (self, "status-changed", (guint) child->uid);
}

/* Says a refusal of the disk once, and once that it is over. */
static void
note_storage (AnGuardDaemon *self, const GError *error)
{
  if (error != NULL && !self->failing)
    g_warning ("cannot write to disk, will go on trying: %s", error->message);
  else if (error == NULL && self->failing)
    g_message ("the disk takes what is written again");
  self->failing = error != NULL;
}

static void
host_event (guint32 uid, AnEventKind kind, gint64 detail, gpointer data)
{
  AnGuardDaemon *self = data;
  g_autoptr (GError) error = NULL;
  AnMoment now;

  self->timetable_due = TRUE;
  an_guard_engine_get_moment (self->engine, &now);
  if (!an_guard_store_add_event (self->store, uid, kind, detail, now.trusted, &error))
    g_warning ("event %s of uid %u is not written down: %s",
               an_event_ids[kind],
               uid,
               error->message);
}

static void
host_save (gpointer data)
{
  AnGuardDaemon *self = data;
  g_autoptr (GError) error = NULL;

  if (an_guard_store_save (self->store,
                           an_guard_engine_get_children (self->engine),
                           an_guard_engine_get_time_state (self->engine),
                           &error))
    an_guard_history_forget_old (self, &error);
  note_storage (self, error);
}

static void
host_publish (gpointer data)
{
  AnGuardDaemon *self = data;
  AnVerdictPaths paths = { self->run_path, self->timetable_path, self->managed_path };
  g_autoptr (GError) error = NULL;
  AnClockReading clock;
  AnMoment now;

  an_guard_clock_read (&clock);
  an_guard_engine_get_moment (self->engine, &now);
  if (now.monotonic - self->timetable_at >= TIMETABLE_USEC)
    self->timetable_due = TRUE;
  if (!an_verdict_publish (&paths,
                           an_guard_engine_get_children (self->engine),
                           &now,
                           clock.boottime,
                           self->timetable_due,
                           &error)) {
    note_storage (self, error);
    return;
  }
  if (self->timetable_due)
    self->timetable_at = now.monotonic;
  self->timetable_due = FALSE;
}

const AnGuardHost an_guard_host = {
  .read_clock = host_read_clock,
  .is_synchronized = host_is_synchronized,
  .take_input = host_take_input,
  .watch_input = host_watch_input,
  .lock = host_lock,
  .terminate = host_terminate,
  .kill = host_kill,
  .show_greeter = host_show_greeter,
  .lengthen = host_lengthen,
  .warn = host_warn,
  .status_changed = host_status_changed,
  .event = host_event,
  .save = host_save,
  .publish = host_publish,
};
