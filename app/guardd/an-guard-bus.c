// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard on the system bus: finds the method, asks who calls and whether he may. */

#include "guardd/an-guard-bus-private.h"

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "guardd/an-guard-identity.h"
#include "guardd/an-guard-polkit.h"
#include "guardd/an-guard-resources.h"

#define INTERFACE_RESOURCE "/vn/annhi/AnNhi/guardd/vn.annhi.Guard1.xml"

static const GDBusErrorEntry errors[] = {
  { AN_GUARD_ERROR_NOT_ALLOWED, "vn.annhi.Guard1.Error.NotAllowed" },
  { AN_GUARD_ERROR_NOT_A_CHILD, "vn.annhi.Guard1.Error.NotAChild" },
  { AN_GUARD_ERROR_ADMINISTRATOR, "vn.annhi.Guard1.Error.Administrator" },
  { AN_GUARD_ERROR_INVALID_POLICY, "vn.annhi.Guard1.Error.InvalidPolicy" },
  { AN_GUARD_ERROR_INVALID_ARGUMENT, "vn.annhi.Guard1.Error.InvalidArgument" },
  { AN_GUARD_ERROR_CONFLICT, "vn.annhi.Guard1.Error.Conflict" },
  { AN_GUARD_ERROR_TOO_MANY, "vn.annhi.Guard1.Error.TooMany" },
  { AN_GUARD_ERROR_WRONG_CODE, "vn.annhi.Guard1.Error.WrongCode" },
  { AN_GUARD_ERROR_LOCKED_OUT, "vn.annhi.Guard1.Error.LockedOut" },
  { AN_GUARD_ERROR_NOT_FOUND, "vn.annhi.Guard1.Error.NotFound" },
  { AN_GUARD_ERROR_STORAGE, "vn.annhi.Guard1.Error.Storage" },
  { AN_GUARD_ERROR_NOT_READY, "vn.annhi.Guard1.Error.NotReady" },
};

GQuark
an_guard_error_quark (void)
{
  static gsize quark;

  g_dbus_error_register_error_domain ("an-guard-error-quark",
                                      &quark,
                                      errors,
                                      G_N_ELEMENTS (errors));
  return (GQuark) quark;
}

/* One call on its way to its handler. */
typedef struct {
  AnGuardBus *bus;                   /* (not owned): lives as long as the daemon */
  GDBusMethodInvocation *invocation; /* (owned) */
  const AnGuardMethod *method;
  guint32 caller;
} Call;

static void
call_free (Call *self)
{
  g_object_unref (self->invocation);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static const AnGuardMethod *
find_method (const char *name)
{
  const AnGuardMethod *const tables[] = {
    an_guard_read_methods,
    an_guard_manage_methods,
    an_guard_child_methods,
    an_guard_history_methods,
  };

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const AnGuardMethod *method = tables[t]; method->name != NULL; method++)
      if (g_str_equal (method->name, name))
        return method;
  return NULL;
}

static void
run (Call *call)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer =
      call->method->handle (call->bus,
                            call->caller,
                            g_dbus_method_invocation_get_parameters (call->invocation),
                            &error);

  if (error != NULL)
    g_dbus_method_invocation_return_gerror (g_object_ref (call->invocation), error);
  else
    g_dbus_method_invocation_return_value (g_object_ref (call->invocation), answer);
}

static void
refuse (Call *call)
{
  g_dbus_method_invocation_return_error (g_object_ref (call->invocation),
                                         AN_GUARD_ERROR,
                                         AN_GUARD_ERROR_NOT_ALLOWED,
                                         _ ("only a parent with an administrator's password may"));
}

static void
on_authorized (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  if (an_guard_polkit_check_finish (result, &error)) {
    run (call);
    return;
  }
  if (error != NULL)
    g_message ("polkit cannot be asked: %s", error->message);
  refuse (call);
}

static void
on_caller_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer == NULL) {
    refuse (call);
    return;
  }
  g_variant_get (answer, "(u)", &call->caller);
  an_guard_watchers_add (call->bus->watchers,
                         g_dbus_method_invocation_get_sender (call->invocation),
                         call->caller);
  if (call->method->audience == AN_GUARD_FOR_PARENT && call->caller != 0) {
    const char *sender = g_dbus_method_invocation_get_sender (call->invocation);
    GDBusConnection *connection = call->bus->connection;

    an_guard_polkit_check_async (connection,
                                 sender,
                                 AN_GUARD_ACTION_MANAGE,
                                 NULL,
                                 on_authorized,
                                 g_steal_pointer (&call));
    return;
  }
  run (call);
}

static void
on_method_call (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *name,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  const AnGuardMethod *method = find_method (name);
  Call *call;

  if (method == NULL) {
    g_dbus_method_invocation_return_error (invocation,
                                           G_DBUS_ERROR,
                                           G_DBUS_ERROR_UNKNOWN_METHOD,
                                           "%s",
                                           name);
    return;
  }
  call = g_new0 (Call, 1);
  call->bus = user_data;
  call->invocation = invocation;
  call->method = method;
  g_dbus_connection_call (connection,
                          "org.freedesktop.DBus",
                          "/org/freedesktop/DBus",
                          "org.freedesktop.DBus",
                          "GetConnectionUnixUser",
                          g_variant_new ("(s)", sender),
                          G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_caller_known,
                          call);
}

static GVariant *
on_get_property (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *name,
                 GError **error,
                 gpointer user_data)
{
  AnGuardBus *self = user_data;

  if (g_str_equal (name, "Version"))
    return g_variant_new_string (AN_VERSION);
  if (g_str_equal (name, "Timezone"))
    return g_variant_new_string (an_guard_daemon_get_timezone (self->daemon));
  return g_variant_new_boolean (
      an_guard_engine_is_clock_trusted (an_guard_daemon_get_engine (self->daemon)));
}

static const GDBusInterfaceVTable vtable = { on_method_call, on_get_property, NULL, { 0 } };

static void
on_status_changed (AnGuardDaemon *daemon, guint uid, gpointer user_data)
{
  AnGuardBus *self = user_data;
  AnGuardChild *child = an_guard_engine_find_child (an_guard_daemon_get_engine (daemon), uid);

  if (child != NULL)
    an_guard_watchers_emit (
        self->watchers,
        (guint32) uid,
        "StatusChanged",
        g_variant_new ("(u@a{sv})", (guint32) uid, an_guard_status_new (daemon, child)));
}

static void
on_warning (AnGuardDaemon *daemon, guint uid, const char *kind, gint64 seconds, gpointer user_data)
{
  AnGuardBus *self = user_data;

  an_guard_watchers_emit (self->watchers,
                          (guint32) uid,
                          "Warning",
                          g_variant_new ("(usx)", (guint32) uid, kind, seconds));
}

/* What a handler calls after it changed something about @child. */
void
an_guard_bus_changed (AnGuardBus *self, AnGuardChild *child)
{
  an_guard_daemon_rearm (self->daemon);
  on_status_changed (self->daemon, child->uid, self);
}

/**
 * an_guard_bus_new:
 * @connection: the system bus
 *
 * Returns: (transfer full): the object on the bus; the name is the caller's to own
 */
AnGuardBus *
an_guard_bus_new (GDBusConnection *connection, AnGuardDaemon *daemon, GError **error)
{
  g_autoptr (AnGuardBus) self = g_new0 (AnGuardBus, 1);
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GDBusNodeInfo) node = NULL;

  self->connection = g_object_ref (connection);
  self->daemon = g_object_ref (daemon);
  self->watchers = an_guard_watchers_new (connection);
  xml = g_resource_lookup_data (an_guard_get_resource (),
                                INTERFACE_RESOURCE,
                                G_RESOURCE_LOOKUP_FLAGS_NONE,
                                error);
  if (xml == NULL)
    return NULL;
  node = g_dbus_node_info_new_for_xml (g_bytes_get_data (xml, NULL), error);
  if (node == NULL)
    return NULL;
  self->registration = g_dbus_connection_register_object (connection,
                                                          AN_GUARD_BUS_PATH,
                                                          node->interfaces[0],
                                                          &vtable,
                                                          self,
                                                          NULL,
                                                          error);
  if (self->registration == 0)
    return NULL;
  g_signal_connect (daemon, "status-changed", G_CALLBACK (on_status_changed), self);
  g_signal_connect (daemon, "warning", G_CALLBACK (on_warning), self);
  return g_steal_pointer (&self);
}

void
an_guard_bus_free (AnGuardBus *self)
{
  if (self == NULL)
    return;
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  g_signal_handlers_disconnect_by_data (self->daemon, self);
  an_guard_watchers_free (self->watchers);
  g_object_unref (self->daemon);
  g_object_unref (self->connection);
  g_free (self);
}

/* For the handlers */

AnGuardChild *
an_guard_bus_find (AnGuardBus *self, guint32 uid, GError **error)
{
  AnGuardChild *child = an_guard_engine_find_child (an_guard_daemon_get_engine (self->daemon), uid);

  if (child == NULL)
    g_set_error (error,
                 AN_GUARD_ERROR,
                 AN_GUARD_ERROR_NOT_A_CHILD,
                 _ ("user %u has no rules on this PC"), uid);
  return child;
}

/* Parents read of all; a child of itself; nobody else learns even who has rules. */
AnGuardChild *
an_guard_bus_find_readable (AnGuardBus *self, guint32 caller, guint32 uid, GError **error)
{
  if (caller == uid || an_guard_identity_is_parent (caller))
    return an_guard_bus_find (self, uid, error);
  g_set_error (error,
               AN_GUARD_ERROR,
               AN_GUARD_ERROR_NOT_ALLOWED,
               _ ("only a parent may read what concerns somebody else"));
  return NULL;
}

gboolean
an_guard_bus_check_minutes (int minutes, int max, GError **error)
{
  if (minutes >= 1 && minutes <= max)
    return TRUE;
  g_set_error (error,
               AN_GUARD_ERROR,
               AN_GUARD_ERROR_INVALID_ARGUMENT,
               _ ("minutes: 1 to %d are possible, not %d"), max, minutes);
  return FALSE;
}

/* Passes on what the store says under the bus's own name. */
gboolean
an_guard_bus_check_storage (gboolean good, GError *local, GError **error)
{
  if (good)
    return TRUE;
  g_set_error (error,
               AN_GUARD_ERROR,
               AN_GUARD_ERROR_STORAGE,
               _ ("it cannot be written down, so nothing was changed: %s"),
                  local != NULL ? local->message : "?");
  return FALSE;
}

/* Returns: (transfer floating): a tuple of the document as text */
GVariant *
an_guard_bus_take_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = an_json_to_string (root, FALSE);

  return g_variant_new ("(s)", text);
}
