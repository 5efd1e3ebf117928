// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks the service of accounts, where malcontent keeps its limits; their file is root's alone. */

#include "ui/screentime/an-malcontent.h"

#include "base/an-i18n.h"

#define ACCOUNTS "org.freedesktop.Accounts"
#define ACCOUNTS_PATH "/org/freedesktop/Accounts"
#define TIMEOUT_MS (5 * 60 * 1000) /* somebody may be asked for a password meanwhile */

static void
free_import (gpointer data)
{
  an_policy_import_free (data);
}

/* @error: (transfer full): of a call */
static void
return_error (GTask *task, GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  if (name == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, error);
    return;
  }
  if (g_str_has_suffix (name, ".AccessDenied") || g_str_has_suffix (name, ".PermissionDenied"))
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_PERMISSION_DENIED,
                             "%s",
                             _ ("this needs a parent’s password"));
  else
    g_task_return_new_error (task,
                             AN_POLICY_IMPORT_ERROR,
                             AN_POLICY_IMPORT_ERROR_FORMAT,
                             "%s",
                             _ ("malcontent holds no limits on this PC"));
  g_error_free (error);
}

static void
on_properties_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) properties = NULL;
  AnPolicyImport *import;

  if (answer == NULL) {
    return_error (task, error);
    return;
  }
  properties = g_variant_get_child_value (answer, 0);
  import = an_policy_import_malcontent_properties (properties, &error);
  if (import != NULL)
    g_task_return_pointer (task, import, free_import);
  else
    g_task_return_error (task, error);
}

static void
on_account_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (bus, result, &error);
  const char *path;

  if (answer == NULL) {
    return_error (task, error);
    return;
  }
  g_variant_get (answer, "(&o)", &path);
  g_dbus_connection_call (bus,
                          ACCOUNTS,
                          path,
                          "org.freedesktop.DBus.Properties",
                          "GetAll",
                          g_variant_new ("(s)", AN_MALCONTENT_LIMITS),
                          G_VARIANT_TYPE ("(a{sv})"),
                          G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION,
                          TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_properties_ready,
                          g_object_ref (task));
}

static void
on_bus_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  guint32 uid = GPOINTER_TO_UINT (g_task_get_task_data (task));

  if (bus == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_dbus_connection_call (bus,
                          ACCOUNTS,
                          ACCOUNTS_PATH,
                          ACCOUNTS,
                          "FindUserById",
                          g_variant_new ("(x)", (gint64) uid),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_account_ready,
                          g_object_ref (task));
}

/* Public */

void
an_malcontent_read_async (guint32 uid,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, an_malcontent_read_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (uid), NULL);
  g_bus_get (G_BUS_TYPE_SYSTEM, cancellable, on_bus_ready, task);
}

/* Returns: (transfer full): the rules, or %NULL with a %G_IO_ERROR or %AN_POLICY_IMPORT_ERROR */
AnPolicyImport *
an_malcontent_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
