// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The PC's clocks, and whoever sets them. */

#include "guardd/an-guard-clock.h"

#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/an-signal.h"

#define LOCALTIME "/etc/localtime"
#define ZONEINFO "zoneinfo/"
#define FAR_SECONDS (10 * 365 * 86400L)
#define TIMEOUT_MS 5000

struct _AnGuardClock {
  GObject parent_instance;

  GDBusConnection *bus;      /* (owned) */
  GCancellable *cancellable; /* (owned) */
  int timer;                 /* file descriptor, -1: none */
  guint source_id;
  gboolean synchronized;
  gboolean asking;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnGuardClock, an_guard_clock, G_TYPE_OBJECT)

/* A timer so far ahead that only setting the clock ends it (timerfd_create(2),
 * TFD_TIMER_CANCEL_ON_SET). */
static void
arm (AnGuardClock *self)
{
  struct itimerspec far = { 0 };

  far.it_value.tv_sec = time (NULL) + FAR_SECONDS;
  timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far, NULL);
}

static gboolean
on_clock_set (int fd, GIOCondition condition, gpointer user_data)
{
  AnGuardClock *self = user_data;
  guint64 expirations;

  /* ECANCELED, also after a sleep; whether it is a step the engine finds out. */
  if (read (fd, &expirations, sizeof expirations) < 0)
    arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static void
an_guard_clock_dispose (GObject *object)
{
  AnGuardClock *self = AN_GUARD_CLOCK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source_id, g_source_remove);
  if (self->timer >= 0)
    close (self->timer);
  self->timer = -1;
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (an_guard_clock_parent_class)->dispose (object);
}

static void
an_guard_clock_finalize (GObject *object)
{
  AnGuardClock *self = AN_GUARD_CLOCK (object);

  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (an_guard_clock_parent_class)->finalize (object);
}

static void
an_guard_clock_class_init (AnGuardClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_guard_clock_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_guard_clock_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static void
an_guard_clock_init (AnGuardClock *self)
{
  self->cancellable = g_cancellable_new ();
  self->timer = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
}

AnGuardClock *
an_guard_clock_new (GDBusConnection *bus)
{
  AnGuardClock *self = g_object_new (AN_TYPE_GUARD_CLOCK, NULL);

  self->bus = g_object_ref (bus);
  if (self->timer >= 0) {
    arm (self);
    self->source_id = g_unix_fd_add (self->timer, G_IO_IN, on_clock_set, self);
  }
  return self;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnGuardClock) self = user_data;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  gboolean synchronized = FALSE;

  self->asking = FALSE;
  if (answer != NULL) {
    g_variant_get (answer, "(v)", &value);
    synchronized =
        g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);
  }
  if (synchronized == self->synchronized || self->bus == NULL)
    return;
  self->synchronized = synchronized;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * an_guard_clock_is_synchronized:
 *
 * Returns: what timedate1 last said; %FALSE until it has answered
 */
gboolean
an_guard_clock_is_synchronized (AnGuardClock *self)
{
  if (!self->asking) {
    self->asking = TRUE;
    g_dbus_connection_call (self->bus,
                            "org.freedesktop.timedate1",
                            "/org/freedesktop/timedate1",
                            "org.freedesktop.DBus.Properties",
                            "Get",
                            g_variant_new ("(ss)", "org.freedesktop.timedate1", "NTPSynchronized"),
                            G_VARIANT_TYPE ("(v)"),
                            G_DBUS_CALL_FLAGS_NONE,
                            TIMEOUT_MS,
                            self->cancellable,
                            on_asked,
                            g_object_ref (self));
  }
  return self->synchronized;
}

static gint64
read_one (clockid_t clock)
{
  struct timespec now = { 0 };

  clock_gettime (clock, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

void
an_guard_clock_read (AnClockReading *now)
{
  now->realtime = read_one (CLOCK_REALTIME);
  now->monotonic = read_one (CLOCK_MONOTONIC);
  now->boottime = read_one (CLOCK_BOOTTIME);
}

/**
 * an_guard_clock_find_local_timezone:
 *
 * Returns: (transfer full): the IANA name to which /etc/localtime leads (localtime(5)); "UTC"
 *   where it does not
 */
char *
an_guard_clock_find_local_timezone (void)
{
  g_autofree char *target = g_file_read_link (LOCALTIME, NULL);
  const char *name = target != NULL ? strstr (target, ZONEINFO) : NULL;

  return g_strdup (name != NULL ? name + strlen (ZONEINFO) : "UTC");
}
