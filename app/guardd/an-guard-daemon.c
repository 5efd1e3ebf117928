// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The engine with logind, clock, store and files around it. */

#include "guardd/an-guard-daemon.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/an-errno.h"
#include "base/an-signal.h"
#include "guardd/an-guard-daemon-private.h"
#include "guardd/an-guard-identity.h"
#include "guardd/an-guard-makeshift.h"

#define TIMEZONE_SETTING "timezone"

enum {
  SIGNAL_STATUS_CHANGED,
  SIGNAL_WARNING,
  SIGNAL_REARMED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnGuardDaemon, an_guard_daemon, G_TYPE_OBJECT)

void
an_guard_places_free (AnGuardPlaces *self)
{
  g_free (self->state_directory);
  g_free (self->run_directory);
  g_free (self->input_directory);
  g_free (self->unit_directory);
  g_free (self);
}

/* Following */

static void
check_identities (AnGuardDaemon *self)
{
  GPtrArray *children = an_guard_engine_get_children (self->engine);

  for (guint i = 0; i < children->len; i++) {
    AnGuardChild *child = children->pdata[i];
    AnIdentity identity = an_guard_identity_check (child->uid, child->user);

    if (identity == child->identity)
      continue;
    child->identity = identity;
    an_guard_engine_note (self->engine, child->uid, AN_EVENT_IDENTITY, (gint64) identity);
  }
}

static void
update (AnGuardDaemon *self)
{
  check_identities (self);
  an_guard_engine_update (self->engine);
  an_guard_daemon_rearm (self);
}

static void
remember_greeter (AnGuardDaemon *self, GPtrArray *sessions)
{
  g_clear_pointer (&self->greeter_id, g_free);
  for (guint i = 0; i < sessions->len; i++) {
    const AnSession *session = sessions->pdata[i];

    if (g_str_equal (session->class, "greeter") && session->seat[0] != '\0')
      self->greeter_id = g_strdup (session->id);
  }
}

static void read_logind (AnGuardDaemon *self);

static void
on_logind_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnGuardDaemon) self = user_data;
  g_autoptr (GArray) uids = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *sessions =
      an_guard_logind_read_finish (AN_GUARD_LOGIND (source), result, &uids, &error);

  self->reading = FALSE;
  if (sessions == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_message ("logind does not answer: %s", error->message);
  } else {
    remember_greeter (self, sessions);
    an_guard_engine_take_sessions (self->engine, sessions, uids);
  }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  update (self);
  if (self->read_again)
    read_logind (self);
}

static void
read_logind (AnGuardDaemon *self)
{
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  an_guard_logind_read_async (self->logind, self->cancellable, on_logind_read, g_object_ref (self));
}

static void
on_sleeping (AnGuardLogind *logind, gboolean begins, gpointer user_data)
{
  AnGuardDaemon *self = user_data;

  if (begins) {
    update (self);
    an_guard_engine_set_sleeping (self->engine, TRUE);
    an_guard_logind_let_go (logind);
    return;
  }
  an_guard_engine_set_sleeping (self->engine, FALSE);
  an_guard_logind_inhibit (logind);
  read_logind (self);
}

static void
on_stopping (AnGuardLogind *logind, gpointer user_data)
{
  update (user_data);
  an_guard_logind_let_go (logind);
}

static gboolean
on_timer (gpointer user_data)
{
  AnGuardDaemon *self = user_data;

  self->timer_id = 0;
  read_logind (self);
  return G_SOURCE_REMOVE;
}

/**
 * an_guard_daemon_rearm:
 *
 * Sets the one timer to the engine's deadline; none while nobody is logged in that it looks after.
 */
void
an_guard_daemon_rearm (AnGuardDaemon *self)
{
  gint64 deadline = an_guard_engine_get_deadline (self->engine);
  gint64 wait = deadline - g_get_monotonic_time ();

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (deadline != G_MAXINT64)
    self->timer_id = g_timeout_add ((guint) (MAX (wait, 0) / 1000 + 1), on_timer, self);
  g_signal_emit (self, signals[SIGNAL_REARMED], 0, deadline != G_MAXINT64);
}

static void
an_guard_daemon_dispose (GObject *object)
{
  AnGuardDaemon *self = AN_GUARD_DAEMON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->logind);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->refusals, an_guard_refusals_free);
  g_clear_pointer (&self->deadman, an_guard_deadman_free);
  g_clear_pointer (&self->activity, an_guard_activity_free);
  g_clear_pointer (&self->engine, an_guard_engine_free);
  g_clear_pointer (&self->store, an_guard_store_close);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (an_guard_daemon_parent_class)->dispose (object);
}

static void
an_guard_daemon_finalize (GObject *object)
{
  AnGuardDaemon *self = AN_GUARD_DAEMON (object);

  g_object_unref (self->cancellable);
  g_free (self->timezone);
  g_free (self->greeter_id);
  g_free (self->run_path);
  g_free (self->timetable_path);
  g_free (self->managed_path);
  G_OBJECT_CLASS (an_guard_daemon_parent_class)->finalize (object);
}

static void
an_guard_daemon_class_init (AnGuardDaemonClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_guard_daemon_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_guard_daemon_finalize;
  signals[SIGNAL_STATUS_CHANGED] = an_signal_new (type, "status-changed", 1, G_TYPE_UINT);
  signals[SIGNAL_WARNING] =
      an_signal_new (type, "warning", 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_INT64);
  signals[SIGNAL_REARMED] = an_signal_new (type, "rearmed", 1, G_TYPE_BOOLEAN);
}

static void
an_guard_daemon_init (AnGuardDaemon *self)
{
  self->cancellable = g_cancellable_new ();
  self->timetable_due = TRUE;
}

static gboolean
make_directory (const char *path, int mode, GError **error)
{
  if (g_mkdir_with_parents (path, mode) == 0 && (g_chmod (path, mode) == 0 || errno == EROFS))
    return TRUE;
  return an_errno_fail (path, errno, error);
}

/* The household's zone: the stored one; on the first start the PC's. */
static GTimeZone *
find_zone (AnGuardDaemon *self)
{
  g_autofree char *stored = an_guard_store_get_setting (self->store, TIMEZONE_SETTING, NULL);
  GTimeZone *zone = stored != NULL ? an_instant_find_zone (stored) : NULL;

  if (zone != NULL) {
    self->timezone = g_steal_pointer (&stored);
    return zone;
  }
  self->timezone = an_guard_clock_find_local_timezone ();
  zone = an_instant_find_zone (self->timezone);
  if (zone == NULL) {
    g_free (self->timezone);
    self->timezone = g_strdup ("Asia/Ho_Chi_Minh");
    zone = an_instant_find_zone (self->timezone);
  }
  an_guard_store_set_setting (self->store, TIMEZONE_SETTING, self->timezone, NULL);
  return zone != NULL ? zone : g_time_zone_new_offset (7 * 3600);
}

static gboolean
load (AnGuardDaemon *self, const AnGuardStoreNews *news, GError **error)
{
  AnTrustedTimeState time;
  g_autoptr (GPtrArray) children = NULL;

  if (!an_guard_store_load_time (self->store, &time, error))
    return FALSE;
  children = an_guard_store_load_children (
      self->store,
      an_ledger_local_day (MAX (time.high_water, 0), an_guard_engine_get_zone (self->engine)) -
          AN_LEDGER_KEEP_DAYS,
      error);
  if (children == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    an_guard_engine_add_child (self->engine, children->pdata[i]);
  an_guard_engine_start (self->engine, &time);
  if (news->rescued)
    an_guard_engine_note (self->engine, 0, AN_EVENT_DATA_RESCUED, 0);
  if (news->makeshift)
    an_guard_engine_note (self->engine, 0, AN_EVENT_MAKESHIFT, 0);
  return TRUE;
}

static void
on_refused (guint32 uid, gpointer data)
{
  AnGuardDaemon *self = data;

  if (an_guard_engine_find_child (self->engine, uid) != NULL)
    an_guard_engine_note (self->engine, uid, AN_EVENT_LOGIN_REFUSED, 0);
}

/**
 * an_guard_daemon_new:
 * @bus: the system bus
 * @places: where things lie
 *
 * Returns: (transfer full): a daemon that has read its memory and not begun to follow
 */
AnGuardDaemon *
an_guard_daemon_new (GDBusConnection *bus, const AnGuardPlaces *places, GError **error)
{
  g_autoptr (AnGuardDaemon) self = g_object_new (AN_TYPE_GUARD_DAEMON, NULL);
  g_autofree char *private = g_build_filename (places->state_directory, "private", NULL);
  g_autofree char *refused = g_build_filename (places->run_directory, "refused", NULL);
  g_autofree char *spare = g_build_filename (places->run_directory, "private", NULL);
  g_autoptr (GTimeZone) zone = NULL;
  AnGuardStoreNews news;

  self->bus = g_object_ref (bus);
  self->run_path = g_build_filename (places->run_directory, "verdict", NULL);
  self->timetable_path = g_build_filename (places->state_directory, "timetable", NULL);
  self->managed_path = g_build_filename (places->state_directory, "managed", NULL);
  if (!make_directory (places->run_directory, 0755, error) ||
      !make_directory (places->state_directory, 0755, error) ||
      !make_directory (self->managed_path, 0755, error) || !make_directory (private, 0700, error) ||
      !make_directory (refused, 0700, error))
    return NULL;
  self->store = an_guard_makeshift_open (private, spare, &news, error);
  if (self->store == NULL)
    return NULL;
  an_guard_history_load (self);
  zone = find_zone (self);
  self->engine = an_guard_engine_new (&an_guard_host, self, zone);
  self->activity = an_guard_activity_new (places->input_directory);
  self->deadman = an_guard_deadman_new (bus, places->unit_directory);
  self->clock = an_guard_clock_new (bus);
  self->refusals = an_guard_refusals_new (refused, on_refused, self);
  if (!load (self, &news, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
on_clock_changed (AnGuardClock *clock, gpointer user_data)
{
  update (user_data);
}

/**
 * an_guard_daemon_start:
 *
 * Publishes what holds at once, before logind was asked, and follows from now on.
 */
void
an_guard_daemon_start (AnGuardDaemon *self)
{
  update (self);
  an_guard_refusals_look (self->refusals);
  self->logind = an_guard_logind_new (self->bus);
  g_signal_connect_object (self->logind,
                           "changed",
                           G_CALLBACK (read_logind),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->logind, "sleeping", G_CALLBACK (on_sleeping), self, 0);
  g_signal_connect_object (self->logind, "stopping", G_CALLBACK (on_stopping), self, 0);
  g_signal_connect_object (self->clock, "changed", G_CALLBACK (on_clock_changed), self, 0);
  read_logind (self);
}

void
an_guard_daemon_stop (AnGuardDaemon *self)
{
  self->timetable_due = TRUE;
  an_guard_engine_update (self->engine);
  g_cancellable_cancel (self->cancellable);
}

/* After a child was added or removed. */
void
an_guard_daemon_refresh (AnGuardDaemon *self)
{
  self->timetable_due = TRUE;
  update (self);
  read_logind (self);
}

/* Whether all that is known is on the disk. */
gboolean
an_guard_daemon_is_saved (AnGuardDaemon *self)
{
  return !self->failing;
}

AnGuardEngine *
an_guard_daemon_get_engine (AnGuardDaemon *self)
{
  return self->engine;
}

AnGuardStore *
an_guard_daemon_get_store (AnGuardDaemon *self)
{
  return self->store;
}

const char *
an_guard_daemon_get_timezone (AnGuardDaemon *self)
{
  return self->timezone;
}

/**
 * an_guard_daemon_adopt_timezone:
 *
 * From now on the household's zone is the PC's: a parent has confirmed it.
 */
gboolean
an_guard_daemon_adopt_timezone (AnGuardDaemon *self, GError **error)
{
  g_autofree char *name = an_guard_clock_find_local_timezone ();
  g_autoptr (GTimeZone) zone = an_instant_find_zone (name);

  if (zone == NULL || g_str_equal (name, self->timezone))
    return TRUE;
  if (!an_guard_store_set_setting (self->store, TIMEZONE_SETTING, name, error))
    return FALSE;
  g_free (self->timezone);
  self->timezone = g_steal_pointer (&name);
  an_guard_engine_set_zone (self->engine, zone);
  return TRUE;
}
