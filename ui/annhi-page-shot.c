// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Photographs pages one after the other, and measures how narrow each can be. */

#include "ui/annhi-page-shot.h"

#include <stdio.h>

/* A page may load for a moment, and waits 300 ms before it shows a spinner. */
#define SETTLE_MS 450
#define MAX_FAILURES 20 /* of taking one picture */
/* The same page in another size or style is there at once. */
#define RESIZE_MS 150

typedef struct {
  GtkApplication *application; /* (not owned) */
  GPtrArray *shots;            /* (owned) of AnShot */
  guint next;
  guint failures;    /* of the picture that is being taken */
  GtkWindow *window; /* (not owned) (nullable) */
} Run;

void
an_shot_free (AnShot *self)
{
  g_free (self->png_path);
  g_free (self->text_path);
  g_free (self);
}

static void
on_window_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_message ("the window would do: %s", g_action_get_name (G_ACTION (action)));
}

/* As the setting for larger text does. */
void
an_shot_set_text_scale (double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
}

/**
 * an_shot_create_window:
 *
 * Puts a page alone into a window that has the actions pages ask of theirs, and does nothing on
 * them.
 *
 * Returns: (transfer none): the window, owned by the list of windows
 */
GtkWindow *
an_shot_create_window (const AnPageEntry *entry, GtkApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "report", .activate = on_window_action },
    { .name = "help", .activate = on_window_action },
    { .name = "help-now", .activate = on_window_action },
    { .name = "back", .activate = on_window_action },
    { .name = "toast", .activate = on_window_action, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWindow *window = g_object_new (GTK_TYPE_WINDOW, "application", application, NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
  gtk_window_set_title (window, entry->name);
  gtk_window_set_child (window, entry->create ());
  return window;
}

static gboolean
save_picture (GtkWidget *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)),
                                   node,
                                   &GRAPHENE_RECT_INIT (0,
                                                        0,
                                                        (float) gtk_widget_get_width (window),
                                                        (float) gtk_widget_get_height (window)));
  gsk_render_node_unref (node);
  return gdk_texture_save_to_png (texture, path);
}

static void
collect_texts (GtkWidget *widget, GString *texts)
{
  static const char *const names[] = {
    "label", "title", "subtitle", "tooltip-text", "description", "placeholder-text", NULL
  };

  if (!gtk_widget_get_mapped (widget))
    return;
  for (gsize i = 0; names[i] != NULL; i++) {
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), names[i]);
    g_autofree char *text = NULL;

    if (spec == NULL || spec->value_type != G_TYPE_STRING || !(spec->flags & G_PARAM_READABLE))
      continue;
    g_object_get (widget, names[i], &text, NULL);
    if (text != NULL && *text != '\0') {
      g_strdelimit (text, "\n", ' ');
      g_string_append_printf (texts, "%s\n", text);
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

static gboolean
save_texts (GtkWidget *widget, const char *path, GError **error)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  collect_texts (widget, texts);
  return g_file_set_contents (path, texts->str, (gssize) texts->len, error);
}

static void run_next (Run *run);

static gboolean
on_settled (gpointer user_data)
{
  Run *run = user_data;
  AnShot *shot = g_ptr_array_index (run->shots, run->next);
  GtkWidget *page = gtk_window_get_child (run->window);
  g_autoptr (GError) error = NULL;
  int minimum;

  /* On a busy machine the first frame may still be missing. */
  if (!save_picture (GTK_WIDGET (run->window), shot->png_path)) {
    if (++run->failures < MAX_FAILURES)
      return G_SOURCE_CONTINUE;
    g_printerr ("annhi-page: cannot write %s\n", shot->png_path);
  }
  run->failures = 0;
  run->next++;
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_print ("%s\tminimum-width %d\t%s\t%g\n",
           shot->entry->name,
           minimum,
           shot->png_path,
           shot->text_scale);
  fflush (stdout);
  if (shot->text_path != NULL && !save_texts (page, shot->text_path, &error))
    g_printerr ("annhi-page: %s\n", error->message);
  run_next (run);
  return G_SOURCE_REMOVE;
}

static void
on_mapped (GtkWidget *window, gpointer user_data)
{
  g_timeout_add (SETTLE_MS, on_settled, user_data);
}

static void
open_page (Run *run, const AnShot *shot)
{
  run->window = an_shot_create_window (shot->entry, run->application);
  gtk_window_set_decorated (run->window, FALSE);
  gtk_window_set_default_size (run->window, shot->width, shot->height);
  g_signal_connect (run->window, "map", G_CALLBACK (on_mapped), run);
  gtk_window_present (run->window);
}

static void
run_next (Run *run)
{
  const AnShot *last = run->next > 0 ? g_ptr_array_index (run->shots, run->next - 1) : NULL;
  const AnShot *shot =
      run->next < run->shots->len ? g_ptr_array_index (run->shots, run->next) : NULL;

  if (last != NULL && (shot == NULL || shot->entry != last->entry))
    g_clear_pointer (&run->window, gtk_window_destroy);
  if (shot == NULL) {
    g_application_release (G_APPLICATION (run->application));
    g_ptr_array_unref (run->shots);
    g_free (run);
    return;
  }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      shot->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  an_shot_set_text_scale (shot->text_scale);
  if (run->window == NULL) {
    open_page (run, shot);
    return;
  }
  gtk_window_set_default_size (run->window, shot->width, shot->height);
  g_timeout_add (RESIZE_MS, on_settled, run);
}

/**
 * an_shots_run:
 * @shots: (transfer full): of AnShot
 *
 * Takes the pictures and prints the minimum width of each page; the application ends afterwards.
 */
void
an_shots_run (GtkApplication *application, GPtrArray *shots)
{
  Run *run = g_new0 (Run, 1);

  run->application = application;
  run->shots = shots;
  g_application_hold (G_APPLICATION (application));
  run_next (run);
}
