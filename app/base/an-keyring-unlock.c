// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Unlocking through the prompt of the Secret Service, spoken without libsecret: that waits for the
 * end of a prompt even when it was cancelled, and so for ever where nobody shows it.
 */

#include "base/an-keyring.h"

#define CALL_MSEC 3000

#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"

/* One prompt, while it is waited for. */
typedef struct {
  GMainContext *context; /* (owned) of this wait alone */
  gboolean is_over;
  gboolean is_unlocked;
} Wait;

/* Helpers */

static GVariant *
call (GDBusProxy *service,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments,
      const char *type,
      GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (g_dbus_proxy_get_connection (service),
                                                  g_dbus_proxy_get_name (service),
                                                  path,
                                                  interface,
                                                  method,
                                                  arguments,
                                                  G_VARIANT_TYPE (type),
                                                  G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                                  CALL_MSEC,
                                                  cancellable,
                                                  &error);

  if (answer == NULL)
    g_debug ("keyring: %s: %s", method, error->message);
  return answer;
}

/* Callbacks */

static void
on_completed (GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *arguments,
              gpointer data)
{
  Wait *wait = data;
  gboolean is_dismissed = TRUE;

  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(bv)")))
    g_variant_get_child (arguments, 0, "b", &is_dismissed);
  wait->is_unlocked = !is_dismissed;
  wait->is_over = TRUE;
}

static gboolean
on_time_out (gpointer data)
{
  Wait *wait = data;

  wait->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
  Wait *wait = data;

  wait->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
attach (Wait *wait, GSource *source, GSourceFunc function)
{
  g_source_set_callback (source, function, wait, NULL);
  g_source_attach (source, wait->context);
  g_source_unref (source);
}

/* Waits in a context of its own; the thread must have no loop. */
static gboolean
perform (GDBusProxy *service, const char *prompt, guint seconds, GCancellable *cancellable)
{
  GDBusConnection *bus = g_dbus_proxy_get_connection (service);
  Wait wait = { .context = g_main_context_new () };
  g_autoptr (GVariant) begun = NULL;
  guint subscription;

  g_main_context_push_thread_default (wait.context);
  subscription = g_dbus_connection_signal_subscribe (bus,
                                                     g_dbus_proxy_get_name (service),
                                                     PROMPT_INTERFACE,
                                                     "Completed",
                                                     prompt,
                                                     NULL,
                                                     G_DBUS_SIGNAL_FLAGS_NONE,
                                                     on_completed,
                                                     &wait,
                                                     NULL);
  attach (&wait, g_timeout_source_new_seconds (seconds), on_time_out);
  if (cancellable != NULL)
    attach (&wait, g_cancellable_source_new (cancellable), G_SOURCE_FUNC (on_cancelled));
  begun = call (service,
                prompt,
                PROMPT_INTERFACE,
                "Prompt",
                g_variant_new ("(s)", ""),
                "()",
                cancellable);
  while (begun != NULL && !wait.is_over)
    g_main_context_iteration (wait.context, TRUE);
  g_dbus_connection_signal_unsubscribe (bus, subscription);
  /* Nobody waits for its answer. */
  if (!wait.is_unlocked)
    g_dbus_connection_call (bus,
                            g_dbus_proxy_get_name (service),
                            prompt,
                            PROMPT_INTERFACE,
                            "Dismiss",
                            NULL,
                            NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START,
                            CALL_MSEC,
                            NULL,
                            NULL,
                            NULL);
  while (g_main_context_iteration (wait.context, FALSE))
    ;
  g_main_context_pop_thread_default (wait.context);
  g_main_context_unref (wait.context);
  return wait.is_unlocked;
}

/* Public */

/**
 * an_keyring_unlock:
 * @service: of the Secret Service, for its name and its bus
 * @path: a collection or an item
 * @seconds: how long a person may take to answer
 *
 * Returns: whether @path is unlocked now
 */
gboolean
an_keyring_unlock (GDBusProxy *service, const char *path, guint seconds, GCancellable *cancellable)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  g_autofree char *prompt = NULL;
  const char *paths[] = { path, NULL };

  answer = call (service,
                 SERVICE_PATH,
                 SERVICE_INTERFACE,
                 "Unlock",
                 g_variant_new ("(^ao)", paths),
                 "(aoo)",
                 cancellable);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(@aoo)", &unlocked, &prompt);
  if (g_variant_n_children (unlocked) > 0)
    return TRUE;
  return !g_str_equal (prompt, "/") && perform (service, prompt, seconds, cancellable);
}
