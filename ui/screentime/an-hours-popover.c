// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The exact hours of one day. */

#include "ui/screentime/an-hours-popover.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/screentime/an-span-list.h"

#define MAX_HEIGHT_PX 320
#define WIDTH_PX 280
#define SPACING_PX 12

struct _AnHoursPopover {
  GtkPopover parent;

  AnRulesDraft *draft; /* (owned) (nullable) */
  guint day;
  AnWeekLayer layer;

  AnSpanList *list; /* (not owned) */
};

enum { SIGNAL_DAY_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnHoursPopover, an_hours_popover, GTK_TYPE_POPOVER)

/* A mistake stays beside its field until it is mended. */
static void
on_changed (AnHoursPopover *self)
{
  AnSpanDraft spans;
  AnDayDraft day;

  if (self->draft == NULL)
    return;
  an_span_list_get_spans (self->list, &spans);
  for (guint i = 0; i < spans.n_items; i++)
    if (!an_span_is_valid (&spans.items[i]))
      return;
  day = *an_rules_draft_get_day (self->draft, self->day);
  an_week_set_spans (&day, self->layer, &spans);
  an_rules_draft_set_day (self->draft, self->day, &day);
}

static void
on_day_clicked (AnHoursPopover *self)
{
  g_signal_emit (self, signals[SIGNAL_DAY_WANTED], 0);
}

static void
an_hours_popover_dispose (GObject *object)
{
  g_clear_object (&AN_HOURS_POPOVER (object)->draft);
  G_OBJECT_CLASS (an_hours_popover_parent_class)->dispose (object);
}

static void
an_hours_popover_class_init (AnHoursPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_hours_popover_dispose;
  signals[SIGNAL_DAY_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "day-wanted", 0);
}

static void
an_hours_popover_init (AnHoursPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("All of this day…"));

  self->list = g_object_new (AN_TYPE_SPAN_LIST, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (box, WIDTH_PX, -1);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_day_clicked), self);
}

/* Public */

GtkWidget *
an_hours_popover_new (void)
{
  return g_object_new (AN_TYPE_HOURS_POPOVER, NULL);
}

void
an_hours_popover_edit (AnHoursPopover *self, AnRulesDraft *draft, guint day, AnWeekLayer layer)
{
  g_autofree char *weekday = an_rules_text_weekday (day);
  g_autofree char *title = g_strdup_printf ("%s · %s",
                                            weekday,
                                            layer == AN_WEEK_ALLOWED
                                            ? _ ("Allowed hours")
                                            : _ ("Study hours"));
  AnSpanDraft draft_spans = { 0 };
  AnSpans spans;

  g_set_object (&self->draft, draft);
  self->day = day;
  self->layer = layer;
  an_week_get_spans (an_rules_draft_get_day (draft, day), layer, &spans);
  draft_spans.n_items = spans.n_items;
  for (guint i = 0; i < spans.n_items; i++)
    draft_spans.items[i] = spans.items[i];
  g_object_set (self->list, "title", title, NULL);
  an_span_list_set_spans (self->list, &draft_spans);
}
