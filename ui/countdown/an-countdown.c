// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * annhi --countdown: started full screen by the agent when a child's time ends. It asks the guard
 * how long, follows it, and closes when the end is put off or has come. Whoever closes it to save
 * gets the agent's notification in its place.
 */

#include "ui/countdown/an-countdown.h"

#include <unistd.h>

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "ui/countdown/an-countdown-page.h"

typedef struct {
  AdwApplication *application; /* (not owned) */
  GtkWindow *window;           /* (not owned) (nullable) */
  AnCountdownPage *page;       /* (not owned) */
  AnGuardClient *client;       /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  AnPolicy *policy;            /* (owned) (nullable) */
  gint64 end;                  /* µs of CLOCK_MONOTONIC */
  guint tick_id;
} Countdown;

/* The window */

static void
close_all (Countdown *self)
{
  if (self->window != NULL)
    gtk_window_destroy (self->window);
  g_application_quit (G_APPLICATION (self->application));
}

/* The page for help, in the program's own window; this one would be before it. */
static void
on_help_now (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char *words[] = { program != NULL ? program : (char *) "annhi",
                    (char *) "--page",
                    (char *) "help",
                    NULL };
  g_autoptr (GError) error = NULL;

  if (!g_spawn_async (NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &error))
    g_warning ("%s", error->message);
  close_all (user_data);
}

/* The card for asking says how it went there. */
static void
on_toast (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Countdown *self = user_data;
  GtkWidget *overlay = adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window));

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay),
                               adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static gboolean
on_tick (gpointer user_data)
{
  Countdown *self = user_data;
  gint64 left = (self->end - g_get_monotonic_time () + 500000) / G_USEC_PER_SEC;

  if (left <= 0) {
    self->tick_id = 0;
    close_all (self);
    return G_SOURCE_REMOVE;
  }
  an_countdown_page_set_left (self->page, left);
  return G_SOURCE_CONTINUE;
}

static void
show_window (Countdown *self)
{
  static const GActionEntry actions[] = {
    { .name = "help-now", .activate = on_help_now },
    { .name = "toast", .activate = on_toast, .parameter_type = "s" },
  };
  GtkWidget *page = an_countdown_page_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self->application));

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_title (GTK_WINDOW (window), _ ("An Nhi"));
  self->window = GTK_WINDOW (window);
  self->page = AN_COUNTDOWN_PAGE (page);
  an_countdown_page_set_client (self->page, self->client);
  if (self->policy != NULL)
    an_countdown_page_set_policy (self->page, self->policy);
  on_tick (self);
  self->tick_id = g_timeout_add_seconds (1, on_tick, self);
  gtk_window_fullscreen (self->window);
  gtk_window_present (self->window);
}

/* The guard */

/* The seconds that are left, no more than the rules give for saving: the guard's clock may be
 * another than this PC's. */
static gint64
find_left (Countdown *self, const AnGuardStatus *status)
{
  int grace = self->policy != NULL ? an_policy_get_guard (self->policy)->grace_seconds : 300;
  gint64 at;

  if (!an_time_from_rfc3339 (status->ending_at, &at))
    return grace;
  return CLAMP ((at - g_get_real_time ()) / G_USEC_PER_SEC, 1, grace);
}

static void
on_status_changed (AnGuardClient *client, const AnGuardStatus *status, gpointer user_data)
{
  if (status->uid == getuid () && status->ending != AN_GUARD_ENDING_COUNTDOWN)
    close_all (user_data);
}

static void
on_status_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnGuardStatus) status =
      an_guard_client_get_status_finish (AN_GUARD_CLIENT (source), result, &error);
  Countdown *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (status != NULL && status->ending == AN_GUARD_ENDING_COUNTDOWN) {
    self->end = g_get_monotonic_time () + find_left (self, status) * G_USEC_PER_SEC;
    show_window (self);
  }
  g_application_release (G_APPLICATION (self->application));
}

static void
on_policy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      an_guard_client_get_policy_finish (AN_GUARD_CLIENT (source), result, &error);
  Countdown *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->policy = text != NULL ? an_guard_policy_parse (text, NULL) : NULL;
  an_guard_client_get_status_async (self->client,
                                    getuid (),
                                    self->cancellable,
                                    on_status_ready,
                                    self);
}

/* The program */

static void
on_activate (AdwApplication *application, Countdown *self)
{
  if (self->client != NULL)
    return;
  g_application_hold (G_APPLICATION (application));
  self->client = an_guard_client_new ();
  g_signal_connect (self->client, "status-changed", G_CALLBACK (on_status_changed), self);
  an_guard_client_start (self->client);
  an_guard_client_get_policy_async (self->client,
                                    getuid (),
                                    self->cancellable,
                                    on_policy_ready,
                                    self);
}

static void
on_startup (AdwApplication *application, gpointer user_data)
{
  static const char *const close[] = { "Escape", "<Control>w", "<Control>q", NULL };

  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "window.close", close);
  gtk_window_set_default_icon_name (AN_APP_ID);
}

gboolean
an_countdown_is_wanted (int argc, char **argv)
{
  return argc == 2 && g_str_equal (argv[1], "--countdown");
}

int
an_countdown_run (void)
{
  g_autoptr (AdwApplication) application = g_object_new (ADW_TYPE_APPLICATION,
                                                         "application-id",
                                                         AN_APP_ID ".Countdown",
                                                         "resource-base-path",
                                                         "/vn/annhi/AnNhi",
                                                         NULL);
  Countdown self = { .application = application, .cancellable = g_cancellable_new () };
  int code;

  g_signal_connect (application, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &self);
  code = g_application_run (G_APPLICATION (application), 0, NULL);
  g_cancellable_cancel (self.cancellable);
  g_clear_handle_id (&self.tick_id, g_source_remove);
  if (self.client != NULL)
    g_signal_handlers_disconnect_by_data (self.client, &self);
  g_clear_object (&self.client);
  g_clear_pointer (&self.policy, an_policy_unref);
  g_object_unref (self.cancellable);
  return code;
}
