// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks polkit whether a caller may do something, over its D-Bus interface
 * (org.freedesktop.PolicyKit1.Authority), which spares the daemon a library. */

#include "guardd/an-guard-polkit.h"

#define ALLOW_USER_INTERACTION 1
#define TIMEOUT_MS (5 * 60 * 1000) /* somebody looks for a password */

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  gboolean authorized = FALSE;

  if (answer == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_variant_get (answer, "((bba{ss}))", &authorized, NULL, NULL);
  g_task_return_boolean (task, authorized);
}

/**
 * an_guard_polkit_check_async:
 * @sender: unique name of the caller
 * @action: such as %AN_GUARD_ACTION_MANAGE
 *
 * Asks; the user's polkit agent may ask for an administrator's password meanwhile.
 */
void
an_guard_polkit_check_async (GDBusConnection *bus,
                             const char *sender,
                             const char *action,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (bus, cancellable, callback, user_data);
  GVariantBuilder subject;

  g_task_set_source_tag (task, an_guard_polkit_check_async);
  g_variant_builder_init (&subject, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&subject, "{sv}", "name", g_variant_new_string (sender));
  g_dbus_connection_call (bus,
                          "org.freedesktop.PolicyKit1",
                          "/org/freedesktop/PolicyKit1/Authority",
                          "org.freedesktop.PolicyKit1.Authority",
                          "CheckAuthorization",
                          g_variant_new ("((sa{sv})sa{ss}us)",
                                         "system-bus-name",
                                         &subject,
                                         action,
                                         NULL,
                                         ALLOW_USER_INTERACTION,
                                         ""),
                          G_VARIANT_TYPE ("((bba{ss}))"),
                          G_DBUS_CALL_FLAGS_NONE,
                          TIMEOUT_MS,
                          cancellable,
                          on_checked,
                          g_steal_pointer (&task));
}

/**
 * an_guard_polkit_check_finish:
 *
 * Returns: whether polkit says yes; %FALSE without an error when it says no
 */
gboolean
an_guard_polkit_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
