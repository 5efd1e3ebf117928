// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the guard tells: its signals, and the zone of the household. */

#include "screentime/an-guard-client-private.h"

void
an_guard_client_take_signal (AnGuardClient *self, const char *name, GVariant *parameters)
{
  guint32 uid;
  const char *text;
  gint64 seconds;
  gboolean approved;
  gint32 minutes;

  if (g_str_equal (name, "StatusChanged") &&
      g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})"))) {
    g_autoptr (GVariant) dict = g_variant_get_child_value (parameters, 1);
    g_autoptr (AnGuardStatus) status = an_guard_status_from_variant (dict, NULL);

    if (status != NULL)
      g_signal_emit_by_name (self, "status-changed", status);
  } else if (g_str_equal (name, "Warning") &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(usx)"))) {
    g_variant_get (parameters, "(u&sx)", &uid, &text, &seconds);
    g_signal_emit_by_name (self, "warning", uid, text, seconds);
  } else if (g_str_equal (name, "RequestAdded") &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)"))) {
    g_variant_get (parameters, "(u&s)", &uid, &text);
    g_signal_emit_by_name (self, "request-added", uid, text);
  } else if (g_str_equal (name, "RequestAnswered") &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(usbi)"))) {
    g_variant_get (parameters, "(u&sbi)", &uid, &text, &approved, &minutes);
    g_signal_emit_by_name (self, "request-answered", uid, text, approved, minutes);
  }
}

static void
on_zone_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnGuardClient) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL) {
    g_debug ("no time zone: %s", error->message);
    return;
  }
  g_variant_get (answer, "(v)", &value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    an_guard_client_set_timezone (self, g_variant_get_string (value, NULL));
}

/* Asks for the zone of the household, unless there is no bus. */
void
an_guard_client_load_zone (AnGuardClient *self)
{
  GDBusConnection *connection = an_guard_client_get_connection (self);

  if (connection == NULL)
    return;
  g_dbus_connection_call (connection,
                          AN_GUARD_CLIENT_NAME,
                          AN_GUARD_CLIENT_PATH,
                          "org.freedesktop.DBus.Properties",
                          "Get",
                          g_variant_new ("(ss)", AN_GUARD_CLIENT_NAME, "Timezone"),
                          G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_zone_ready,
                          g_object_ref (self));
}
