// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* logind's signals and orders. Reading sessions is an-guard-logind-read.c's. */

#include "guardd/an-guard-logind.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "base/an-signal.h"
#include "guardd/an-guard-logind-private.h"

#define DEBOUNCE_MS 200
#define N_SUBSCRIPTIONS 3

struct _AnGuardLogind {
  GObject parent_instance;

  GDBusConnection *bus; /* (owned) */
  guint subscriptions[N_SUBSCRIPTIONS];
  guint watch_id;
  guint debounce_id;
  int inhibitor; /* file descriptor, -1: none */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_SLEEPING,
  SIGNAL_STOPPING,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnGuardLogind, an_guard_logind, G_TYPE_OBJECT)

static gboolean
on_debounced (gpointer data)
{
  AnGuardLogind *self = data;

  self->debounce_id = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Changes come in flocks; one reading serves them all. */
static void
note_change (AnGuardLogind *self)
{
  if (self->debounce_id == 0)
    self->debounce_id = g_timeout_add (DEBOUNCE_MS, on_debounced, self);
}

static void
on_manager_signal (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer user_data)
{
  AnGuardLogind *self = user_data;
  gboolean begins = FALSE;

  if (g_str_equal (signal, "PrepareForSleep") || g_str_equal (signal, "PrepareForShutdown")) {
    if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
      return;
    g_variant_get (parameters, "(b)", &begins);
    if (g_str_equal (signal, "PrepareForSleep"))
      g_signal_emit (self, signals[SIGNAL_SLEEPING], 0, begins);
    else if (begins)
      g_signal_emit (self, signals[SIGNAL_STOPPING], 0);
    return;
  }
  note_change (self);
}

static void
on_properties_changed (GDBusConnection *bus,
                       const char *sender,
                       const char *path,
                       const char *interface,
                       const char *signal,
                       GVariant *parameters,
                       gpointer user_data)
{
  note_change (user_data);
}

static void
on_logind_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  AnGuardLogind *self = user_data;

  /* After a restart of logind the old inhibitor is gone. */
  an_guard_logind_let_go (self);
  an_guard_logind_inhibit (self);
  note_change (self);
}

static void
an_guard_logind_dispose (GObject *object)
{
  AnGuardLogind *self = AN_GUARD_LOGIND (object);

  for (int i = 0; i < N_SUBSCRIPTIONS; i++) {
    if (self->subscriptions[i] != 0)
      g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
    self->subscriptions[i] = 0;
  }
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_clear_handle_id (&self->debounce_id, g_source_remove);
  an_guard_logind_let_go (self);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (an_guard_logind_parent_class)->dispose (object);
}

static void
an_guard_logind_class_init (AnGuardLogindClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_guard_logind_dispose;
  signals[SIGNAL_CHANGED] = an_signal_new (type, "changed", 0);
  signals[SIGNAL_SLEEPING] = an_signal_new (type, "sleeping", 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_STOPPING] = an_signal_new (type, "stopping", 0);
}

static void
an_guard_logind_init (AnGuardLogind *self)
{
  self->inhibitor = -1;
}

static guint
subscribe (AnGuardLogind *self,
           const char *interface,
           const char *signal,
           const char *first_argument,
           GDBusSignalCallback callback)
{
  return g_dbus_connection_signal_subscribe (self->bus,
                                             AN_LOGIND_NAME,
                                             interface,
                                             signal,
                                             NULL,
                                             first_argument,
                                             G_DBUS_SIGNAL_FLAGS_NONE,
                                             callback,
                                             self,
                                             NULL);
}

/**
 * an_guard_logind_new:
 * @bus: the system bus
 *
 * Returns: (transfer full): logind's follower, which takes a delay inhibitor at once
 */
AnGuardLogind *
an_guard_logind_new (GDBusConnection *bus)
{
  AnGuardLogind *self = g_object_new (AN_TYPE_GUARD_LOGIND, NULL);

  self->bus = g_object_ref (bus);
  self->subscriptions[0] = subscribe (self, AN_LOGIND_MANAGER, NULL, NULL, on_manager_signal);
  self->subscriptions[1] = subscribe (self,
                                      "org.freedesktop.DBus.Properties",
                                      "PropertiesChanged",
                                      AN_LOGIND_SESSION,
                                      on_properties_changed);
  self->subscriptions[2] = subscribe (self,
                                      "org.freedesktop.DBus.Properties",
                                      "PropertiesChanged",
                                      AN_LOGIND_SEAT,
                                      on_properties_changed);
  self->watch_id = g_bus_watch_name_on_connection (bus,
                                                   AN_LOGIND_NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   on_logind_appeared,
                                                   NULL,
                                                   self,
                                                   NULL);
  return self;
}

GDBusConnection *
an_guard_logind_get_bus (AnGuardLogind *self)
{
  return self->bus;
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *method = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    g_message ("logind refuses %s: %s", method, error->message);
}

static void
order (AnGuardLogind *self, const char *method, GVariant *parameters)
{
  g_dbus_connection_call (self->bus,
                          AN_LOGIND_NAME,
                          AN_LOGIND_PATH,
                          AN_LOGIND_MANAGER,
                          method,
                          parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_ordered,
                          g_strdup (method));
}

void
an_guard_logind_lock (AnGuardLogind *self, const char *session_id)
{
  order (self, "LockSession", g_variant_new ("(s)", session_id));
}

/**
 * an_guard_logind_terminate_user:
 *
 * Ends all logins of a user. A child may have switched lingering on for itself; that ends too, or
 * its programs would come back at the next boot.
 */
void
an_guard_logind_terminate_user (AnGuardLogind *self, guint32 uid)
{
  order (self, "SetUserLinger", g_variant_new ("(ubb)", uid, FALSE, FALSE));
  order (self, "TerminateUser", g_variant_new ("(u)", uid));
}

void
an_guard_logind_kill_user (AnGuardLogind *self, guint32 uid)
{
  order (self, "KillUser", g_variant_new ("(ui)", uid, SIGKILL));
}

void
an_guard_logind_activate (AnGuardLogind *self, const char *session_id)
{
  order (self, "ActivateSession", g_variant_new ("(s)", session_id));
}

static void
on_inhibited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnGuardLogind) self = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source),
                                                       &fds,
                                                       result,
                                                       &error);
  int handle = -1, fd;

  if (answer == NULL) {
    g_message ("logind gives no inhibitor: %s", error->message);
    return;
  }
  g_variant_get (answer, "(h)", &handle);
  fd = fds != NULL ? g_unix_fd_list_get (fds, handle, NULL) : -1;
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = fd;
}

void
an_guard_logind_inhibit (AnGuardLogind *self)
{
  g_dbus_connection_call_with_unix_fd_list (self->bus,
                                            AN_LOGIND_NAME,
                                            AN_LOGIND_PATH,
                                            AN_LOGIND_MANAGER,
                                            "Inhibit",
                                            g_variant_new ("(ssss)",
                                                           "sleep:shutdown",
                                                           "An Nhi",
                                                           "Writes down the time that was used",
                                                           "delay"),
                                            G_VARIANT_TYPE ("(h)"),
                                            G_DBUS_CALL_FLAGS_NONE,
                                            -1,
                                            NULL,
                                            NULL,
                                            on_inhibited,
                                            g_object_ref (self));
}

void
an_guard_logind_let_go (AnGuardLogind *self)
{
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}
