// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A picture of the screen by the desktop's portal (org.freedesktop.portal.Screenshot), which asks
 * the person what to take. The portal writes a file where anybody finds it: it is read and removed
 * at once. */

#include "ui/report/an-report-screenshot.h"

#include "base/an-i18n.h"
#include "report/an-evidence.h"
#include "report/an-uuid.h"
#include "ui/report/an-report-traces.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define CALL_MS 10000

typedef struct {
  GDBusConnection *bus; /* (owned) (nullable) */
  guint subscription;   /* of the answer, 0 = none */
} Shot;

static void
shot_free (Shot *self)
{
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  g_clear_object (&self->bus);
  g_free (self);
}

static void
return_impossible (GTask *task)
{
  g_task_return_new_error (task,
                           G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED,
                           "%s",
                           _ ("This desktop takes no picture for An Nhi. Press the Print key, then paste the picture here."));
}

static void
on_file_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *content = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (content == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  an_report_traces_forget (G_FILE (source));
  if (!g_file_delete (G_FILE (source), NULL, &error))
    g_message ("the picture of the screen stays where the desktop put it: %s", error->message);
  g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
}

/* Nothing but a picture on this PC that is not too large. */
static gboolean
is_picture (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  const char *media_type = NULL;
  guint64 size = 0;

  return path != NULL && an_evidence_look (path, &size, &media_type, NULL) &&
         size <= AN_EVIDENCE_MAX_STRIP_BYTES && g_str_has_prefix (media_type, "image/");
}

static void
on_response (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  GTask *task = user_data;
  Shot *self = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  g_autoptr (GFile) file = NULL;
  const char *uri = NULL;
  guint32 response = 2;

  /* The subscription's reference to the task goes with it. */
  g_object_ref (task);
  g_dbus_connection_signal_unsubscribe (bus, self->subscription);
  self->subscription = 0;
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (results != NULL)
    g_variant_lookup (results, "uri", "&s", &uri);
  file = uri != NULL ? g_file_new_for_uri (uri) : NULL;
  if (response == 1)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted any more");
  else if (response != 0 || file == NULL || !is_picture (file))
    return_impossible (task);
  else
    g_file_load_bytes_async (file,
                             g_task_get_cancellable (task),
                             on_file_ready,
                             g_object_ref (task));
  g_object_unref (task);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Shot *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL || self->subscription == 0)
    return;
  g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_impossible (task);
}

/* The answer comes as a signal of an object whose name the caller chooses; it may come before the
 * call returns. */
static void
call_portal (GTask *task)
{
  Shot *self = g_task_get_task_data (task);
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (self->bus) + 1);
  g_autofree char *token = an_uuid_new ();
  g_autofree char *path = NULL;
  GVariantBuilder options;

  g_strdelimit (sender, ".", '_');
  g_strdelimit (token, "-", '_');
  path = g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
  self->subscription = g_dbus_connection_signal_subscribe (self->bus,
                                                           PORTAL,
                                                           "org.freedesktop.portal.Request",
                                                           "Response",
                                                           path,
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           on_response,
                                                           g_object_ref (task),
                                                           g_object_unref);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "interactive", g_variant_new_boolean (TRUE));
  g_dbus_connection_call (self->bus,
                          PORTAL,
                          PORTAL_PATH,
                          "org.freedesktop.portal.Screenshot",
                          "Screenshot",
                          g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          CALL_MS,
                          g_task_get_cancellable (task),
                          on_called,
                          g_object_ref (task));
}

static void
on_bus_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Shot *self = g_task_get_task_data (task);

  self->bus = g_bus_get_finish (result, NULL);
  if (self->bus != NULL)
    call_portal (task);
  else
    return_impossible (task);
}

void
an_report_screenshot_async (GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, an_report_screenshot_async);
  g_task_set_task_data (task, g_new0 (Shot, 1), (GDestroyNotify) shot_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus_ready, g_object_ref (task));
}

/**
 * an_report_screenshot_finish:
 *
 * Returns: (transfer full) (nullable): a picture; %G_IO_ERROR_CANCELLED when the person does not
 *   want to, otherwise an error for people
 */
GBytes *
an_report_screenshot_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
