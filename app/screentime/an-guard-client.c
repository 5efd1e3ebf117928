// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The connection to the guard: made when first needed, made again when the bus comes back, and
 * what arrives over it unasked. */

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "screentime/an-guard-client-private.h"
#include "screentime/an-instant.h"

#define RETRY_FIRST_SECONDS 1
#define RETRY_LAST_SECONDS 60
#define CALL_TIMEOUT_MS (6 * 60 * 1000) /* polkit may ask for a password for five minutes */

struct _AnGuardClient {
  GObject parent_instance;

  gboolean started;
  gboolean connecting;
  gboolean present;
  guint retry_seconds; /* what the next try waits */

  char *timezone;              /* (owned) (nullable) not told yet */
  GTimeZone *zone;             /* (owned) */
  GDBusConnection *connection; /* (owned) (nullable) */
  GPtrArray *waiting;          /* (owned) of GTask: calls made before there was a connection */
  GCancellable *cancellable;   /* (owned) */
  guint watch_id, subscription_id, retry_id;
};

G_DEFINE_FINAL_TYPE (AnGuardClient, an_guard_client, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_PRESENT,
  PROP_TIMEZONE,
  N_PROPERTIES,
};
static GParamSpec *properties[N_PROPERTIES];

enum {
  SIGNAL_STATUS_CHANGED,
  SIGNAL_WARNING,
  SIGNAL_REQUEST_ADDED,
  SIGNAL_REQUEST_ANSWERED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* One call on its way. */
typedef struct {
  char *method;                   /* (owned) */
  GVariant *parameters;           /* (owned) (nullable) */
  const GVariantType *reply_type; /* (not owned): static */
} Call;

static void
call_free (Call *self)
{
  g_free (self->method);
  g_clear_pointer (&self->parameters, g_variant_unref);
  g_free (self);
}

static void connect_to_bus (AnGuardClient *self);

static void
set_present (AnGuardClient *self, gboolean present)
{
  if (self->present == present)
    return;
  self->present = present;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENT]);
}

/* What arrives unasked */

static void
on_signal (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GVariant *parameters,
           gpointer user_data)
{
  g_autoptr (AnGuardClient) self = g_object_ref (user_data);

  an_guard_client_take_signal (self, name, parameters);
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  an_guard_client_load_zone (user_data);
  set_present (user_data, TRUE);
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  set_present (user_data, FALSE);
}

/* Connection */

static void
disconnect_from_bus (AnGuardClient *self)
{
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->connection, self);
  if (self->subscription_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->subscription_id);
  self->subscription_id = 0;
  g_clear_object (&self->connection);
}

static gboolean
on_retry (gpointer user_data)
{
  AnGuardClient *self = user_data;

  self->retry_id = 0;
  connect_to_bus (self);
  return G_SOURCE_REMOVE;
}

static void
retry_later (AnGuardClient *self)
{
  if (!self->started || self->retry_id != 0)
    return;
  self->retry_id = g_timeout_add_seconds (self->retry_seconds, on_retry, self);
  self->retry_seconds = MIN (self->retry_seconds * 2, RETRY_LAST_SECONDS);
}

static void
on_closed (GDBusConnection *connection, gboolean vanished, GError *error, gpointer user_data)
{
  g_autoptr (AnGuardClient) self = g_object_ref (user_data);

  disconnect_from_bus (self);
  set_present (self, FALSE);
  retry_later (self);
}

/* Begins to listen. The guard is started if it is only activatable. */
static void
listen (AnGuardClient *self)
{
  if (self->subscription_id != 0)
    return;
  self->subscription_id = g_dbus_connection_signal_subscribe (self->connection,
                                                              AN_GUARD_CLIENT_NAME,
                                                              AN_GUARD_CLIENT_NAME,
                                                              NULL,
                                                              AN_GUARD_CLIENT_PATH,
                                                              NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE,
                                                              on_signal,
                                                              self,
                                                              NULL);
  self->watch_id = g_bus_watch_name_on_connection (self->connection,
                                                   AN_GUARD_CLIENT_NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_AUTO_START,
                                                   on_appeared,
                                                   on_vanished,
                                                   self,
                                                   NULL);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, an_guard_client_error_translate (error));
}

/* @task: (transfer full) */
static void
send (AnGuardClient *self, GTask *task)
{
  Call *call = g_task_get_task_data (task);

  g_dbus_connection_call (self->connection,
                          AN_GUARD_CLIENT_NAME,
                          AN_GUARD_CLIENT_PATH,
                          AN_GUARD_CLIENT_NAME,
                          call->method,
                          call->parameters,
                          call->reply_type,
                          G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION,
                          CALL_TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_called,
                          task);
}

static void
send_waiting (AnGuardClient *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = waiting->pdata[i];

    if (self->connection != NULL) {
      send (self, task);
      continue;
    }
    if (!g_task_return_error_if_cancelled (task)) {
      g_autoptr (GError) absent =
          g_dbus_error_new_for_dbus_error ("org.freedesktop.DBus.Error.ServiceUnknown", "");

      g_task_return_error (task, an_guard_client_error_translate (absent));
    }
    g_object_unref (task);
  }
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnGuardClient) self = user_data;
  g_autoptr (GError) error = NULL;

  self->connecting = FALSE;
  self->connection = g_dbus_connection_new_for_address_finish (result, &error);
  if (self->connection != NULL) {
    self->retry_seconds = RETRY_FIRST_SECONDS;
    g_signal_connect (self->connection, "closed", G_CALLBACK (on_closed), self);
    if (self->started)
      listen (self);
    an_guard_client_load_zone (self); /* answered before the calls that wait */
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_debug ("no system bus: %s", error->message);
    retry_later (self);
  }
  send_waiting (self);
}

static void
connect_to_bus (AnGuardClient *self)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);

  if (self->connecting || self->connection != NULL)
    return;
  self->connecting = TRUE;
  g_dbus_connection_new_for_address (address != NULL ? address
                                                     : "unix:path=/run/dbus/system_bus_socket",
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL,
                                     self->cancellable,
                                     on_connected,
                                     g_object_ref (self));
}

/* Object */

static void
an_guard_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnGuardClient *self = AN_GUARD_CLIENT (object);

  if (id == PROP_PRESENT)
    g_value_set_boolean (value, self->present);
  else if (id == PROP_TIMEZONE)
    g_value_set_string (value, self->timezone);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
an_guard_client_dispose (GObject *object)
{
  AnGuardClient *self = AN_GUARD_CLIENT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  disconnect_from_bus (self);
  G_OBJECT_CLASS (an_guard_client_parent_class)->dispose (object);
}

static void
an_guard_client_finalize (GObject *object)
{
  AnGuardClient *self = AN_GUARD_CLIENT (object);

  g_free (self->timezone);
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->waiting);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (an_guard_client_parent_class)->finalize (object);
}

static void
an_guard_client_class_init (AnGuardClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = an_guard_client_get_property;
  object_class->dispose = an_guard_client_dispose;
  object_class->finalize = an_guard_client_finalize;
  properties[PROP_PRESENT] = g_param_spec_boolean ("present",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TIMEZONE] =
      g_param_spec_string ("timezone", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_STATUS_CHANGED] =
      an_signal_new (AN_TYPE_GUARD_CLIENT, "status-changed", 1, G_TYPE_POINTER);
  signals[SIGNAL_WARNING] =
      an_signal_new (AN_TYPE_GUARD_CLIENT, "warning", 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_INT64);
  signals[SIGNAL_REQUEST_ADDED] =
      an_signal_new (AN_TYPE_GUARD_CLIENT, "request-added", 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[SIGNAL_REQUEST_ANSWERED] = an_signal_new (AN_TYPE_GUARD_CLIENT,
                                                    "request-answered",
                                                    4,
                                                    G_TYPE_UINT,
                                                    G_TYPE_STRING,
                                                    G_TYPE_BOOLEAN,
                                                    G_TYPE_INT);
}

static void
an_guard_client_init (AnGuardClient *self)
{
  self->zone = g_time_zone_new_local ();
  self->waiting = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->retry_seconds = RETRY_FIRST_SECONDS;
}

/**
 * an_guard_client_new:
 *
 * Returns: (transfer full): a client that has not connected yet
 */
AnGuardClient *
an_guard_client_new (void)
{
  return g_object_new (AN_TYPE_GUARD_CLIENT, NULL);
}

/**
 * an_guard_client_start:
 *
 * Listens from now on, and connects again for as long as the client lives.
 */
void
an_guard_client_start (AnGuardClient *self)
{
  g_return_if_fail (AN_IS_GUARD_CLIENT (self));

  if (self->started)
    return;
  self->started = TRUE;
  if (self->connection != NULL)
    listen (self);
  else
    connect_to_bus (self);
}

gboolean
an_guard_client_is_present (AnGuardClient *self)
{
  g_return_val_if_fail (AN_IS_GUARD_CLIENT (self), FALSE);

  return self->present;
}

/**
 * an_guard_client_get_zone:
 *
 * Returns: (transfer none): the zone of the household, by which the guard counts days; the PC's
 *   until the guard has told, see the property `timezone`
 */
GTimeZone *
an_guard_client_get_zone (AnGuardClient *self)
{
  g_return_val_if_fail (AN_IS_GUARD_CLIENT (self), NULL);

  return self->zone;
}

/* For the calls */

/* (nullable) while there is none */
GDBusConnection *
an_guard_client_get_connection (AnGuardClient *self)
{
  return self->connection;
}

void
an_guard_client_set_timezone (AnGuardClient *self, const char *timezone)
{
  GTimeZone *zone = an_instant_find_zone (timezone);

  if (zone == NULL)
    return;
  g_time_zone_unref (self->zone);
  self->zone = zone;
  if (g_strcmp0 (self->timezone, timezone) == 0)
    return;
  g_free (self->timezone);
  self->timezone = g_strdup (timezone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMEZONE]);
}

/* @parameters: (transfer floating) (nullable) */
void
an_guard_client_call_async (AnGuardClient *self,
                            const char *method,
                            GVariant *parameters,
                            const GVariantType *reply_type,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->method = g_strdup (method);
  call->parameters = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  call->reply_type = reply_type;
  g_task_set_source_tag (task, an_guard_client_call_async);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  if (self->connection != NULL) {
    send (self, task);
    return;
  }
  g_ptr_array_add (self->waiting, task);
  connect_to_bus (self);
}

/* Returns: (transfer full): the answer, of the type asked for */
GVariant *
an_guard_client_call_finish (AnGuardClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
