// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The program annhi: its options, its one window, its menu entries. What is in the window is
 * AnWindow's. */

#include "ui/an-application.h"

#include "base/an-i18n.h"
#include "ui/an-hidden-pages.h"
#include "ui/an-rooms.h"
#include "ui/an-store.h"
#include "ui/an-window.h"

/**
 * AnApplication:
 *
 * One window a person; a second `annhi --page …` opens its page in the first one's window.
 */
struct _AnApplication {
  AdwApplication parent;

  AnStore *store; /* (owned) (nullable) until the first window */
  gboolean wants_restart;
};

G_DEFINE_FINAL_TYPE (AnApplication, an_application, ADW_TYPE_APPLICATION)

static AnWindow *
ensure_window (AnApplication *self, const char *channel_path)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    return AN_WINDOW (window);
  if (self->store == NULL)
    self->store = an_store_new (NULL, channel_path);
  return an_window_new (ADW_APPLICATION (self), self->store);
}

static void
on_quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    gtk_window_close (window);
}

/* In another language: everything that was said so far was in the old one. */
static void
on_restart_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AN_APPLICATION (user_data)->wants_restart = TRUE;
  on_quit_activated (action, parameter, user_data);
}

static const GActionEntry app_actions[] = {
  { .name = "restart", .activate = on_restart_activated },
  { .name = "quit", .activate = on_quit_activated },
};

static void
an_application_startup (GApplication *application)
{
  static const char *const quit[] = { "<Control>q", NULL };
  static const char *const close[] = { "<Control>w", NULL };
  static const char *const help[] = { "F1", NULL };
  static const char *const shortcuts[] = { "<Control>question", NULL };

  G_APPLICATION_CLASS (an_application_parent_class)->startup (application);
  an_hidden_pages_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   app_actions,
                                   G_N_ELEMENTS (app_actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "window.close", close);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.help", help);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.shortcuts", shortcuts);
  gtk_window_set_default_icon_name (AN_APP_ID);
}

static gboolean
is_known_page (const char *page)
{
  if (g_str_equal (page, "help"))
    return TRUE;
  for (const AnRoomEntry *room = an_rooms; room->name != NULL; room++)
    if (g_str_equal (page, room->name))
      return TRUE;
  return FALSE;
}

static int
an_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  const char *page;

  if (g_variant_dict_contains (options, "version")) {
    g_print ("annhi %s\n", AN_VERSION);
    return 0;
  }
  if (g_variant_dict_lookup (options, "page", "&s", &page) && !is_known_page (page)) {
    g_printerr (_ ("annhi: no such page: %s\n"), page);
    return 2;
  }
  return -1;
}

static int
an_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  AnApplication *self = AN_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree char *channel_path = NULL;
  const char *channel = NULL;
  const char *page = NULL;
  AnWindow *window;

  if (g_variant_dict_lookup (options, "channel", "^&ay", &channel)) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, channel);
    channel_path = g_file_get_path (file);
  }
  window = ensure_window (self, channel_path);
  if (g_variant_dict_lookup (options, "page", "&s", &page))
    an_window_show_page (window, page);
  gtk_window_present (GTK_WINDOW (window));
  return 0;
}

static void
an_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (AN_APPLICATION (application), NULL)));
}

static void
an_application_dispose (GObject *object)
{
  AnApplication *self = AN_APPLICATION (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_application_parent_class)->dispose (object);
}

static void
an_application_class_init (AnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_application_dispose;
  application_class->startup = an_application_startup;
  application_class->activate = an_application_activate;
  application_class->handle_local_options = an_application_handle_local_options;
  application_class->command_line = an_application_command_line;
}

static void
an_application_init (AnApplication *self)
{
  const GOptionEntry options[] = {
    { "page",
      0,
      0,
      G_OPTION_ARG_STRING,
      NULL,
      /* Translators: the names of the pages stay as they are */
      _ ("Open a page: screentime, privacy, report or help"), _ ("PAGE") },
      { "channel",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        NULL,
        _ ("Offer to send reports to the office of this channel file, too"), _ ("FILE") },
        { "version", 0, 0, G_OPTION_ARG_NONE, NULL, _ ("Print the version"), NULL }, { NULL },
       };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

AnApplication *
an_application_new (void)
{
  return g_object_new (AN_TYPE_APPLICATION,
                       "application-id",
                       AN_APP_ID,
                       "resource-base-path",
                       "/vn/annhi/AnNhi",
                       "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}

/* Whether the program ended to begin anew. */
gboolean
an_application_wants_restart (AnApplication *self)
{
  return self->wants_restart;
}
