// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks systemd about the guard's service, and has it started; polkit asks for the password. */

#include "ui/screentime/an-guard-unit.h"

#define UNIT "annhi-guardd.service"
#define SYSTEMD "org.freedesktop.systemd1"
#define MANAGER_PATH "/org/freedesktop/systemd1"
#define MANAGER SYSTEMD ".Manager"
#define ASK_TIMEOUT_MS 10000
#define START_TIMEOUT_MS (5 * 60 * 1000) /* somebody types a password meanwhile */

/* (transfer full) (nullable): the system bus; its end does not end the window. */
static GDBusConnection *
finish_bus (GAsyncResult *result, GError **error)
{
  GDBusConnection *bus = g_bus_get_finish (result, error);

  if (bus != NULL)
    g_dbus_connection_set_exit_on_close (bus, FALSE);
  return bus;
}

static AnGuardUnitState
read_state (GVariant *properties)
{
  const char *load = NULL, *active = NULL;

  g_variant_lookup (properties, "LoadState", "&s", &load);
  g_variant_lookup (properties, "ActiveState", "&s", &active);
  if (g_strcmp0 (load, "not-found") == 0)
    return AN_GUARD_UNIT_NOT_INSTALLED;
  if (g_strcmp0 (load, "masked") == 0)
    return AN_GUARD_UNIT_MASKED;
  if (g_strcmp0 (active, "failed") == 0)
    return AN_GUARD_UNIT_FAILED;
  if (g_strcmp0 (active, "inactive") == 0 || g_strcmp0 (active, "deactivating") == 0)
    return AN_GUARD_UNIT_STOPPED;
  return active != NULL ? AN_GUARD_UNIT_RUNNING : AN_GUARD_UNIT_UNKNOWN;
}

static void
on_properties_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) properties = NULL;

  if (answer == NULL) {
    g_task_return_error (task, error);
    return;
  }
  properties = g_variant_get_child_value (answer, 0);
  g_task_return_int (task, read_state (properties));
}

static void
on_unit_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (bus, result, &error);
  const char *path;

  if (answer == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_variant_get (answer, "(&o)", &path);
  g_dbus_connection_call (bus,
                          SYSTEMD,
                          path,
                          "org.freedesktop.DBus.Properties",
                          "GetAll",
                          g_variant_new ("(s)", SYSTEMD ".Unit"),
                          G_VARIANT_TYPE ("(a{sv})"),
                          G_DBUS_CALL_FLAGS_NONE,
                          ASK_TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_properties_ready,
                          g_object_ref (task));
}

static void
on_bus_to_ask (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = finish_bus (result, &error);

  if (bus == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_dbus_connection_call (bus,
                          SYSTEMD,
                          MANAGER_PATH,
                          MANAGER,
                          "LoadUnit",
                          g_variant_new ("(s)", UNIT),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          ASK_TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_unit_ready,
                          g_object_ref (task));
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *name = NULL;

  if (answer != NULL) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  name = g_dbus_error_get_remote_error (error);
  g_dbus_error_strip_remote_error (error);
  if (g_strcmp0 (name, "org.freedesktop.DBus.Error.AccessDenied") == 0 ||
      g_strcmp0 (name, "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired") == 0) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s", error->message);
    g_error_free (error);
    return;
  }
  g_task_return_error (task, error);
}

static void
on_bus_to_start (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = finish_bus (result, &error);

  if (bus == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_dbus_connection_call (bus,
                          SYSTEMD,
                          MANAGER_PATH,
                          MANAGER,
                          "StartUnit",
                          g_variant_new ("(ss)", UNIT, "replace"),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION,
                          START_TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_started,
                          g_object_ref (task));
}

/* Public */

void
an_guard_unit_ask_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, an_guard_unit_ask_async);
  g_bus_get (G_BUS_TYPE_SYSTEM, cancellable, on_bus_to_ask, task);
}

/* Returns: how the service stands, or UNKNOWN with an error */
AnGuardUnitState
an_guard_unit_ask_finish (GAsyncResult *result, GError **error)
{
  gssize state = g_task_propagate_int (G_TASK (result), error);

  return state >= 0 ? (AnGuardUnitState) state : AN_GUARD_UNIT_UNKNOWN;
}

void
an_guard_unit_start_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, an_guard_unit_start_async);
  g_bus_get (G_BUS_TYPE_SYSTEM, cancellable, on_bus_to_start, task);
}

/* Returns: whether systemd is starting it; a refusal is %G_IO_ERROR_PERMISSION_DENIED */
gboolean
an_guard_unit_start_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
