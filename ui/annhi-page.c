// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhi-page: shows one page of An Nhi alone, with example data, or photographs pages. For work on
 * a page and for the screenshot test; not installed. */

#include "ui/an-hidden-pages.h"
#include "ui/an-rooms.h"
#include "ui/an-ui.h"
#include "ui/annhi-page-frames.h"
#include "ui/annhi-page-shot.h"

#define NARROW_WIDTH 360
#define NARROW_HEIGHT 640
#define WIDE_WIDTH 1200
#define WIDE_HEIGHT 800

/* How a page looks to different people. */
typedef struct {
  const char *name;
  gboolean is_dark;
  double text_scale;
} Look;

static const Look looks[] = {
  { "light", FALSE, 1 },
  { "dark", TRUE, 1 },
  { "large", FALSE, 1.5 },
};
static const Look contrast = { "contrast", FALSE, 1 };

static gboolean opt_list;
static gboolean opt_dark;
static gboolean opt_frames;
static gboolean opt_contrast;
static double opt_text_scale = 1;
static int opt_width = 0;
static int opt_height = 0;
static char *opt_language;
static char *opt_screenshot;
static char *opt_screenshots;
static char **opt_names;

static const GOptionEntry entries[] = {
  { "list", 0, 0, G_OPTION_ARG_NONE, &opt_list, "Name all pages", NULL },
  { "frames",
    0,
    0,
    G_OPTION_ARG_NONE,
    &opt_frames,
    "Open and scroll the pages named, and say how long their frames take",
    NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &opt_dark, "Dark style", NULL },
  { "contrast", 0, 0, G_OPTION_ARG_NONE, &opt_contrast, "High contrast", NULL },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, &opt_text_scale, "Larger text, such as 1.5", "N" },
  { "width", 0, 0, G_OPTION_ARG_INT, &opt_width, "Width of the page", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &opt_height, "Height of the page", "PIXELS" },
  { "language", 0, 0, G_OPTION_ARG_STRING, &opt_language, "Language: vi or en", "CODE" },
  { "screenshot",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &opt_screenshot,
    "Save a picture, then end",
    "FILE" },
  { "screenshots",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &opt_screenshots,
    "Save the pages named (none: all) narrow and wide, light, dark and with large text, or in high "
    "contrast, and their texts",
    "DIR" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &opt_names, NULL, "NAME…" },
  { NULL },
};

static const AnPageEntry *
find_page (const char *name)
{
  for (gsize i = 0; an_page_tables[i] != NULL; i++)
    for (const AnPageEntry *page = an_page_tables[i]; page->name != NULL; page++)
      if (g_str_equal (page->name, name))
        return page;
  return NULL;
}

static void
print_list (void)
{
  for (gsize i = 0; an_page_tables[i] != NULL; i++)
    for (const AnPageEntry *page = an_page_tables[i]; page->name != NULL; page++)
      g_print ("%s\n", page->name);
}

static AnShot *
shot_new (const AnPageEntry *entry, int width, int height, const Look *look)
{
  AnShot *shot = g_new0 (AnShot, 1);

  shot->entry = entry;
  shot->width = width;
  shot->height = height;
  shot->is_dark = look->is_dark;
  shot->text_scale = look->text_scale;
  return shot;
}

static void
add_shot (GPtrArray *shots, const AnPageEntry *entry, gboolean is_wide, const Look *look)
{
  const char *language = opt_language != NULL ? opt_language : "default";
  AnShot *shot = shot_new (entry,
                           is_wide ? WIDE_WIDTH : NARROW_WIDTH,
                           is_wide ? WIDE_HEIGHT : NARROW_HEIGHT,
                           look);

  shot->png_path = g_strdup_printf ("%s/%s-%s-%s-%d.png",
                                    opt_screenshots,
                                    entry->name,
                                    language,
                                    look->name,
                                    shot->width);
  if (is_wide && look == &looks[0])
    shot->text_path = g_strdup_printf ("%s/%s-%s.txt", opt_screenshots, entry->name, language);
  g_ptr_array_add (shots, shot);
}

static void
add_shots (GPtrArray *shots, const AnPageEntry *entry)
{
  for (int wide = 0; wide < 2; wide++) {
    if (opt_contrast) {
      add_shot (shots, entry, wide, &contrast);
      continue;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
      add_shot (shots, entry, wide, &looks[i]);
  }
}

static GPtrArray *
list_shots (void)
{
  GPtrArray *shots = g_ptr_array_new_with_free_func ((GDestroyNotify) an_shot_free);

  if (opt_names != NULL) {
    for (gsize i = 0; opt_names[i] != NULL; i++)
      add_shots (shots, find_page (opt_names[i]));
    return shots;
  }
  for (gsize i = 0; an_page_tables[i] != NULL; i++)
    for (const AnPageEntry *page = an_page_tables[i]; page->name != NULL; page++)
      add_shots (shots, page);
  return shots;
}

static GPtrArray *
list_named (void)
{
  GPtrArray *pages = g_ptr_array_new ();

  for (gsize i = 0; opt_names != NULL && opt_names[i] != NULL; i++)
    g_ptr_array_add (pages, (gpointer) find_page (opt_names[i]));
  return pages;
}

static void
on_activate (GtkApplication *application)
{
  const AnPageEntry *entry = opt_names != NULL ? find_page (opt_names[0]) : NULL;
  GPtrArray *shots;
  GtkWindow *window;

  an_hidden_pages_init ();
  if (opt_screenshots != NULL) {
    an_shots_run (application, list_shots ());
    return;
  }
  if (opt_frames) {
    an_frames_run (application,
                   list_named (),
                   opt_width > 0 ? opt_width : WIDE_WIDTH,
                   opt_height > 0 ? opt_height : WIDE_HEIGHT);
    return;
  }
  if (opt_screenshot != NULL) {
    const Look look = { "", opt_dark, opt_text_scale };
    AnShot *shot = shot_new (entry,
                             opt_width > 0 ? opt_width : WIDE_WIDTH,
                             opt_height > 0 ? opt_height : WIDE_HEIGHT,
                             &look);

    shot->png_path = g_strdup (opt_screenshot);
    shots = g_ptr_array_new_with_free_func ((GDestroyNotify) an_shot_free);
    g_ptr_array_add (shots, shot);
    an_shots_run (application, shots);
    return;
  }
  if (opt_dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  an_shot_set_text_scale (opt_text_scale);
  window = an_shot_create_window (entry, application);
  gtk_window_set_default_size (window,
                               opt_width > 0 ? opt_width : NARROW_WIDTH,
                               opt_height > 0 ? opt_height : NARROW_HEIGHT);
  gtk_window_present (window);
}

static gboolean
check_names (void)
{
  for (gsize i = 0; opt_names != NULL && opt_names[i] != NULL; i++)
    if (find_page (opt_names[i]) == NULL) {
      g_printerr ("annhi-page: no such page: %s (see --list)\n", opt_names[i]);
      return FALSE;
    }
  return opt_names != NULL || opt_screenshots != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr ("annhi-page: %s\n", error->message);
    return 2;
  }
  if (opt_language != NULL) {
    g_setenv ("LANGUAGE", opt_language, TRUE);
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  }
  if (opt_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  an_ui_init ("annhi-page");
  if (opt_list) {
    print_list ();
    return 0;
  }
  if (!check_names ()) {
    g_printerr ("Usage: annhi-page NAME [OPTIONS], annhi-page --list\n");
    return 2;
  }
  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id",
                              AN_APP_ID ".Page",
                              "resource-base-path",
                              "/vn/annhi/AnNhi",
                              "flags",
                              G_APPLICATION_NON_UNIQUE,
                              NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
