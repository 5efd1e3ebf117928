// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Remembers size and room of the window in a small file. Never that the report room was used: who
 * shares this PC could read it from the next start. */

#include "ui/an-window-state.h"

#include "base/an-paths.h"

#define GROUP "window"

static char *
get_path (void)
{
  g_autofree char *directory = an_paths_user_data_dir ();

  return g_build_filename (directory, "window.ini", NULL);
}

static int
get_size (GKeyFile *file, const char *key)
{
  int size = g_key_file_get_integer (file, GROUP, key, NULL);

  return size >= 200 && size <= 10000 ? size : 0;
}

/**
 * an_window_state_load:
 * @self: (out caller-allocates): empty where nothing is remembered
 */
void
an_window_state_load (AnWindowState *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path ();

  *self = (AnWindowState){ 0 };
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  self->room = g_key_file_get_string (file, GROUP, "room", NULL);
  self->width = get_size (file, "width");
  self->height = get_size (file, "height");
}

/**
 * an_window_state_save:
 *
 * What cannot be written is forgotten; it is only comfort.
 */
void
an_window_state_save (const AnWindowState *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *directory = an_paths_user_data_dir ();
  g_autofree char *path = get_path ();
  g_autoptr (GError) error = NULL;

  if (self->room != NULL && !g_str_equal (self->room, "report"))
    g_key_file_set_string (file, GROUP, "room", self->room);
  g_key_file_set_integer (file, GROUP, "width", self->width);
  g_key_file_set_integer (file, GROUP, "height", self->height);
  if (!an_paths_ensure_private_dir (directory, &error) ||
      !g_key_file_save_to_file (file, path, &error))
    g_debug ("the window is not remembered: %s", error->message);
}

void
an_window_state_clear (AnWindowState *self)
{
  g_clear_pointer (&self->room, g_free);
}
