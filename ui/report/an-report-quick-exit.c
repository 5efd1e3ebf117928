// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Away from the room at once: Esc twice, or the button. Where to is the window's `win.hide`. */

#define G_LOG_DOMAIN "annhi-report"

#include "ui/report/an-report-quick-exit.h"

#include "ui/an-room.h"

/* Esc once goes back, but not before it is clear that it was not the first of two. */
#define SECOND_PRESS_MS 500

/* What a key press is waited for with; lives as long as the room. */
typedef struct {
  GtkWidget *room;    /* (not owned) */
  guint first_press;  /* source, 0 = none */
  gint64 asked_usec;  /* when the way out was asked for, monotonic */
  gulong after_paint; /* handler of the frame clock, 0 = not measuring */
} QuickExit;

static void
quick_exit_free (gpointer data)
{
  QuickExit *self = data;

  g_clear_handle_id (&self->first_press, g_source_remove);
  g_free (self);
}

static gboolean
on_no_second_press (gpointer user_data)
{
  QuickExit *self = user_data;

  self->first_press = 0;
  gtk_widget_activate_action (self->room, "win.back", NULL);
  return G_SOURCE_REMOVE;
}

/* Esc in a menu, or while Vietnamese is typed, is theirs. */
static gboolean
is_for_a_popover (GtkWidget *room)
{
  GtkRoot *root = gtk_widget_get_root (room);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                QuickExit *self)
{
  gboolean can_go_back;

  if (key != GDK_KEY_Escape || is_for_a_popover (self->room))
    return GDK_EVENT_PROPAGATE;
  g_object_get (self->room, "can-go-back", &can_go_back, NULL);
  if (self->first_press != 0) {
    g_clear_handle_id (&self->first_press, g_source_remove);
    gtk_widget_activate_action (self->room, "report.quick-exit", NULL);
    return GDK_EVENT_STOP;
  }
  if (!can_go_back)
    return GDK_EVENT_PROPAGATE;
  self->first_press = g_timeout_add (SECOND_PRESS_MS, on_no_second_press, self);
  return GDK_EVENT_STOP;
}

static void
on_after_paint (GtkWidget *room, GdkFrameClock *clock)
{
  QuickExit *self = g_object_get_data (G_OBJECT (room), "quick-exit");

  g_debug ("quick exit: %.1f ms until it was painted",
           (double) (g_get_monotonic_time () - self->asked_usec) / 1000.0);
  g_signal_handler_disconnect (clock, self->after_paint);
  self->after_paint = 0;
}

/**
 * an_report_quick_exit_install:
 *
 * Makes Esc twice, anywhere in @room, its action `report.quick-exit`.
 */
void
an_report_quick_exit_install (GtkWidget *room)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  QuickExit *self = g_new0 (QuickExit, 1);

  self->room = room;
  g_object_set_data_full (G_OBJECT (room), "quick-exit", self, quick_exit_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (room, keys);
}

/**
 * an_report_quick_exit_leave:
 *
 * Hides the room, and says in the log how long that took.
 */
void
an_report_quick_exit_leave (GtkWidget *room)
{
  QuickExit *self = g_object_get_data (G_OBJECT (room), "quick-exit");
  GtkRoot *root = gtk_widget_get_root (room);
  GdkFrameClock *clock = root != NULL ? gtk_widget_get_frame_clock (GTK_WIDGET (root)) : NULL;

  self->asked_usec = g_get_monotonic_time ();
  if (clock != NULL && self->after_paint == 0)
    self->after_paint = g_signal_connect_object (clock,
                                                 "after-paint",
                                                 G_CALLBACK (on_after_paint),
                                                 room,
                                                 G_CONNECT_SWAPPED);
  gtk_widget_activate_action (room, "win.hide", NULL);
}
