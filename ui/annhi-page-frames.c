// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How long the frames of a page take while it opens in a window that stands already, for the first
 * time and again, and while it is scrolled from its top to its end and back. What the processor
 * worked is told beside the time that passed: on a machine that is busy with something else only
 * the former says anything of the page. */

#include "ui/annhi-page-frames.h"

#include "ui/annhi-page-shot.h"

#include <time.h>

#define STANDING_FRAMES 10 /* until the empty window is at rest */
#define OPENING_FRAMES 20  /* of the page before it is scrolled */
#define SCROLL_FRAMES 120
#define PIXELS_A_FRAME 60 /* a fast flick; long pages take as many frames as they need */
#define LIMIT_MS 50.0

typedef struct {
  double work, wall;
} Milliseconds;

typedef struct {
  GtkApplication *application; /* (not owned) */
  GPtrArray *entries;          /* (owned) of AnPageEntry */
  guint next;
  int width, height;

  GtkWindow *window;     /* (not owned) */
  GtkAdjustment *scroll; /* (not owned) (nullable) where there is nothing to scroll */
  double direction;
  guint n_frames, n_scrolled;
  gboolean is_again;     /* opened before */
  Milliseconds began;    /* the frame under way */
  Milliseconds open[2];  /* the longest frame while it opened: the first time, again */
  GArray *works, *walls; /* (owned) of double: ms of each frame while it was scrolled */
} Run;

static void open_next (Run *run);

static const AnPageEntry *
get_entry (Run *run)
{
  return g_ptr_array_index (run->entries, run->next);
}

/* (nullable): the adjustment of what has most to scroll */
static GtkAdjustment *
find_scroll (GtkWidget *widget)
{
  GtkAdjustment *best = NULL;
  double most = 1;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    best = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  if (best != NULL)
    most = gtk_adjustment_get_upper (best) - gtk_adjustment_get_page_size (best);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkAdjustment *inner = find_scroll (child);
    double length =
        inner != NULL ? gtk_adjustment_get_upper (inner) - gtk_adjustment_get_page_size (inner) : 0;

    if (gtk_widget_get_mapped (child) && length > most) {
      best = inner;
      most = length;
    }
  }
  return most > 1 ? best : NULL;
}

static Milliseconds
read_clocks (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (Milliseconds){ .work = (double) work.tv_sec * 1e3 + (double) work.tv_nsec / 1e6,
                         .wall = (double) g_get_monotonic_time () / 1e3 };
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return *one < *other ? -1 : *one > *other;
}

/* 0 when nothing was scrolled; sorts @times. */
static double
find_worst (GArray *times)
{
  g_array_sort (times, compare_times);
  return times->len > 0 ? g_array_index (times, double, times->len - 1) : 0;
}

static void
print_result (Run *run)
{
  double work = find_worst (run->works), wall = find_worst (run->walls);
  double median = run->works->len > 0 ? g_array_index (run->works, double, run->works->len / 2) : 0;

  g_print ("%s\topens in a frame of %.1f ms (%.1f passed), again %.1f ms (%.1f passed)\t"
           "%u frames scrolled: median %.1f ms, worst %.1f ms (%.1f passed)\t%s\n",
           get_entry (run)->name,
           run->open[0].work,
           run->open[0].wall,
           run->open[1].work,
           run->open[1].wall,
           run->works->len,
           median,
           work,
           wall,
           MAX (run->open[1].work, work) <= LIMIT_MS ? "within 50 ms" : "OVER 50 ms");
}

static gboolean
on_page_done (gpointer user_data)
{
  Run *run = user_data;

  gtk_window_destroy (run->window);
  if (run->is_again) {
    print_result (run);
    run->next++;
  }
  run->is_again = !run->is_again;
  open_next (run);
  return G_SOURCE_REMOVE;
}

/* Down to the end, then up again. FALSE when it is done. */
static gboolean
scroll (Run *run)
{
  double value, end;

  if (run->scroll == NULL)
    return FALSE;
  value = gtk_adjustment_get_value (run->scroll) + run->direction * PIXELS_A_FRAME;
  end = gtk_adjustment_get_upper (run->scroll) - gtk_adjustment_get_page_size (run->scroll);
  if (value >= end || value <= 0) {
    run->direction = -run->direction;
    if (run->n_scrolled >= SCROLL_FRAMES && run->direction > 0)
      return FALSE;
  }
  gtk_adjustment_set_value (run->scroll, value);
  run->n_scrolled++;
  return TRUE;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;

  run->n_frames++;
  if (run->n_frames == STANDING_FRAMES) {
    gtk_window_set_child (run->window, get_entry (run)->create ()); /* a part of this frame */
  } else if (run->n_frames == STANDING_FRAMES + OPENING_FRAMES) {
    run->scroll = find_scroll (widget);
    run->direction = 1;
  } else if (run->n_frames > STANDING_FRAMES + OPENING_FRAMES &&
             (!run->is_again || !scroll (run))) {
    g_signal_handlers_disconnect_by_data (clock, run);
    g_idle_add (on_page_done, run);
    return G_SOURCE_REMOVE;
  }
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
on_before_paint (Run *run)
{
  run->began = read_clocks ();
}

static void
on_after_paint (Run *run)
{
  Milliseconds now = read_clocks ();
  double work = now.work - run->began.work, wall = now.wall - run->began.wall;
  Milliseconds *open = &run->open[run->is_again];

  if (run->n_frames < STANDING_FRAMES)
    return;
  if (run->n_frames <= STANDING_FRAMES + OPENING_FRAMES) {
    open->work = MAX (open->work, work);
    open->wall = MAX (open->wall, wall);
  } else {
    g_array_append_val (run->works, work);
    g_array_append_val (run->walls, wall);
  }
}

static void
on_mapped (GtkWidget *window, Run *run)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), run);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_after_paint), run);
  gtk_widget_add_tick_callback (window, on_tick, run, NULL);
}

static void
open_next (Run *run)
{
  static const AnPageEntry empty = { "", adw_bin_new };

  if (run->next == run->entries->len) {
    g_application_release (G_APPLICATION (run->application));
    g_ptr_array_unref (run->entries);
    g_array_unref (run->works);
    g_array_unref (run->walls);
    g_free (run);
    return;
  }
  run->n_frames = run->n_scrolled = 0;
  run->open[run->is_again] = (Milliseconds){ 0 };
  run->scroll = NULL;
  g_array_set_size (run->works, 0);
  g_array_set_size (run->walls, 0);
  run->window = an_shot_create_window (&empty, run->application);
  gtk_window_set_default_size (run->window, run->width, run->height);
  g_signal_connect (run->window, "map", G_CALLBACK (on_mapped), run);
  gtk_window_present (run->window);
}

/**
 * an_frames_run:
 * @entries: (transfer full): of AnPageEntry
 *
 * Measures one page after the other and prints a line for each; the program ends by itself.
 */
void
an_frames_run (GtkApplication *application, GPtrArray *entries, int width, int height)
{
  Run *run = g_new0 (Run, 1);

  run->application = application;
  run->entries = entries;
  run->width = width;
  run->height = height;
  run->works = g_array_new (FALSE, FALSE, sizeof (double));
  run->walls = g_array_new (FALSE, FALSE, sizeof (double));
  g_application_hold (G_APPLICATION (application));
  open_next (run);
}
