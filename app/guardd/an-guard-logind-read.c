// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reads every session and user of logind, session by session. */

#include "guardd/an-guard-logind-private.h"

#define TIMEOUT_MS 5000

/* One reading under way. */
typedef struct {
  GPtrArray *sessions; /* (owned) of AnSession */
  GArray *uids;        /* (owned) of guint32 */
  guint pending;       /* answers awaited */
  GError *error;       /* (owned) (nullable) the first that matters */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  if (self->sessions != NULL)
    g_ptr_array_set_free_func (self->sessions, (GDestroyNotify) an_session_free);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->uids, g_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* (transfer full): a string property, "" when it is not there */
static char *
take_text (GVariant *properties, const char *name)
{
  const char *text = "";

  g_variant_lookup (properties, name, "&s", &text);
  return g_strdup (text);
}

static gboolean
take_boolean (GVariant *properties, const char *name)
{
  gboolean value = FALSE;

  g_variant_lookup (properties, name, "b", &value);
  return value;
}

static void
fill_session (AnSession *session, GVariant *properties)
{
  guint64 started = 0;
  const char *seat = "";

  session->class = take_text (properties, "Class");
  session->type = take_text (properties, "Type");
  session->desktop = take_text (properties, "Desktop");
  session->scope = take_text (properties, "Scope");
  session->state = take_text (properties, "State");
  g_variant_lookup (properties, "Seat", "(&so)", &seat, NULL);
  session->seat = g_strdup (seat);
  g_variant_lookup (properties, "VTNr", "u", &session->vt);
  g_variant_lookup (properties, "TimestampMonotonic", "t", &started);
  session->started_usec = (gint64) started;
  session->active = take_boolean (properties, "Active");
  session->remote = take_boolean (properties, "Remote");
  session->locked_hint = take_boolean (properties, "LockedHint");
  session->idle_hint = take_boolean (properties, "IdleHint");
}

static void
finish_one (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (--reading->pending > 0)
    return;
  if (reading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reading->error));
  else
    g_task_return_boolean (task, TRUE);
}

typedef struct {
  GTask *task;        /* (owned) */
  AnSession *session; /* (owned) not read yet */
} SessionCall;

static void
on_session_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SessionCall *call = user_data;
  Reading *reading = g_task_get_task_data (call->task);
  g_autoptr (GVariant) properties = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  /* A session that is gone meanwhile is not there. */
  if (answer != NULL) {
    g_variant_get (answer, "(@a{sv})", &properties);
    fill_session (call->session, properties);
    g_ptr_array_add (reading->sessions, g_steal_pointer (&call->session));
  }
  finish_one (call->task);
  an_session_free (call->session);
  g_object_unref (call->task);
  g_free (call);
}

static void
read_session (GTask *task, const char *id, guint32 uid, const char *path)
{
  AnGuardLogind *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  SessionCall *call = g_new0 (SessionCall, 1);

  call->task = g_object_ref (task);
  call->session = an_session_new ();
  call->session->id = g_strdup (id);
  call->session->uid = uid;
  call->session->path = g_strdup (path);
  reading->pending++;
  g_dbus_connection_call (an_guard_logind_get_bus (self),
                          AN_LOGIND_NAME,
                          path,
                          "org.freedesktop.DBus.Properties",
                          "GetAll",
                          g_variant_new ("(s)", AN_LOGIND_SESSION),
                          G_VARIANT_TYPE ("(a{sv})"),
                          G_DBUS_CALL_FLAGS_NONE,
                          TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_session_read,
                          call);
}

static void
on_sessions_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GVariantIter) iter = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source),
                                     result,
                                     reading->error == NULL ? &reading->error : NULL);
  const char *id, *path;
  guint32 uid;

  if (answer != NULL) {
    g_variant_get (answer, "(a(susso))", &iter);
    while (g_variant_iter_next (iter, "(&su&s&s&o)", &id, &uid, NULL, NULL, &path))
      read_session (task, id, uid, path);
  }
  finish_one (task);
}

static void
on_users_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GVariantIter) iter = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source),
                                     result,
                                     reading->error == NULL ? &reading->error : NULL);
  guint32 uid;

  if (answer != NULL) {
    g_variant_get (answer, "(a(uso))", &iter);
    while (g_variant_iter_next (iter, "(u&s&o)", &uid, NULL, NULL))
      g_array_append_val (reading->uids, uid);
  }
  finish_one (task);
}

static void
list (GTask *task, const char *method, const char *type, GAsyncReadyCallback callback)
{
  Reading *reading = g_task_get_task_data (task);

  reading->pending++;
  g_dbus_connection_call (an_guard_logind_get_bus (g_task_get_source_object (task)),
                          AN_LOGIND_NAME,
                          AN_LOGIND_PATH,
                          AN_LOGIND_MANAGER,
                          method,
                          NULL,
                          G_VARIANT_TYPE (type),
                          G_DBUS_CALL_FLAGS_NONE,
                          TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          callback,
                          g_object_ref (task));
}

/**
 * an_guard_logind_read_async:
 *
 * Reads all sessions and users. A session that ends meanwhile is left out.
 */
void
an_guard_logind_read_async (AnGuardLogind *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, an_guard_logind_read_async);
  reading->sessions = g_ptr_array_new ();
  reading->uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_task_set_task_data (task, reading, reading_free);
  list (task, "ListSessions", "(a(susso))", on_sessions_listed);
  list (task, "ListUsers", "(a(uso))", on_users_listed);
}

/**
 * an_guard_logind_read_finish:
 * @listed_uids: (out) (transfer full) (element-type guint32): the users logind knows
 *
 * Returns: (transfer full) (element-type AnSession): the sessions; the array does not free them
 */
GPtrArray *
an_guard_logind_read_finish (AnGuardLogind *self,
                             GAsyncResult *result,
                             GArray **listed_uids,
                             GError **error)
{
  Reading *reading;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  reading = g_task_get_task_data (G_TASK (result));
  *listed_uids = g_steal_pointer (&reading->uids);
  return g_steal_pointer (&reading->sessions);
}
