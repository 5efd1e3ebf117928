// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What happened, in plain words, the newest first; not all of a long time at once. */

#include "ui/screentime/an-event-list.h"

#include "base/an-text.h"
#include "screentime/an-guard-client.h"
#include "ui/screentime/an-look-back-export.h"

#define ROWS_AT_ONCE 50
#define ROWS_A_FRAME 5 /* so that none is late */

struct _AnEventList {
  AdwBin parent;

  GPtrArray *events; /* (owned) of AnGuardEvent */
  guint n_rows;      /* that are shown */
  guint n_wanted;    /* that are to be shown */
  guint fill_id;     /* source, 0 = none */

  GtkListBox *list;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (AnEventList, an_event_list, ADW_TYPE_BIN)

static void
add_event (AnEventList *self, const AnGuardEvent *event)
{
  g_autofree char *text = an_text_make_visible (an_text_choose (event->text_vi, event->text_en));
  g_autofree char *moment = an_look_back_format_moment (event->at);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 text,
                                 "subtitle",
                                 moment,
                                 "title-lines",
                                 0,
                                 NULL);

  gtk_list_box_append (self->list, row);
}

static gboolean
on_fill (gpointer user_data)
{
  AnEventList *self = user_data;
  guint end = MIN (self->n_rows + ROWS_A_FRAME, self->n_wanted);

  while (self->n_rows < end)
    add_event (self, g_ptr_array_index (self->events, self->n_rows++));
  if (self->n_rows < self->n_wanted)
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  gtk_widget_set_visible (self->more, self->n_rows < self->events->len);
  return G_SOURCE_REMOVE;
}

/* The first ones at once, the others after the frame that shows them. */
static void
add_events (AnEventList *self)
{
  self->n_wanted = MIN (self->n_rows + ROWS_AT_ONCE, self->events->len);
  gtk_widget_set_visible (self->more, FALSE);
  if (self->fill_id == 0 && on_fill (self))
    self->fill_id = g_idle_add (on_fill, self);
}

static void
on_more_clicked (AnEventList *self)
{
  add_events (self);
}

static void
an_event_list_dispose (GObject *object)
{
  g_clear_handle_id (&AN_EVENT_LIST (object)->fill_id, g_source_remove);
  G_OBJECT_CLASS (an_event_list_parent_class)->dispose (object);
}

static void
an_event_list_finalize (GObject *object)
{
  g_ptr_array_unref (AN_EVENT_LIST (object)->events);
  G_OBJECT_CLASS (an_event_list_parent_class)->finalize (object);
}

static void
an_event_list_class_init (AnEventListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_event_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_event_list_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-event-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AnEventList, list);
  gtk_widget_class_bind_template_child (widget_class, AnEventList, more);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
}

static void
an_event_list_init (AnEventList *self)
{
  self->events = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_event_list_show:
 * @events: (element-type AnGuardEvent): the newest first
 */
void
an_event_list_show (AnEventList *self, GPtrArray *events)
{
  GtkListBoxRow *row;

  g_ptr_array_ref (events);
  g_ptr_array_unref (self->events);
  self->events = events;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n_rows = 0;
  g_clear_handle_id (&self->fill_id, g_source_remove);
  add_events (self);
}
