// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* For test_row_or_column.py: lays children out at many sizes, needs a display. Ends with 1 and says
 * why on stderr when a child lies outside or over another. */

#include "ui/widgets/an-row-or-column.h"

#define CHILDREN 3
#define CHILD_WIDTH 200
#define CHILD_MINIMUM 40
#define CHILD_NATURAL 120

/* A child that would like to be higher than it must be. */
static GtkWidget *
make_child (void)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (content, CHILD_WIDTH, CHILD_NATURAL);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                       "child",
                       content,
                       "hscrollbar-policy",
                       GTK_POLICY_NEVER,
                       "min-content-height",
                       CHILD_MINIMUM,
                       "propagate-natural-height",
                       TRUE,
                       NULL);
}

static gboolean
try_size (GtkWidget *widget, int width, int height)
{
  graphene_rect_t before = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  gboolean good = TRUE;

  gtk_widget_allocate (widget, width, height, -1, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    graphene_rect_t at, both;

    good = good && gtk_widget_compute_bounds (child, widget, &at) &&
           graphene_rect_contains_rect (&all, &at) && at.size.height >= CHILD_MINIMUM &&
           (!graphene_rect_intersection (&before, &at, &both) ||
            both.size.width * both.size.height <= 0);
    before = at;
  }
  if (!good)
    g_printerr ("%d × %d: a child lies outside, over another, or is too small\n", width, height);
  return good;
}

int
main (void)
{
  GtkWidget *widget;
  gboolean good = TRUE;
  int minimum, natural;

  gtk_init ();
  widget = g_object_ref_sink (an_row_or_column_new ());
  for (int i = 0; i < CHILDREN; i++)
    gtk_widget_set_parent (make_child (), widget);

  for (int width = CHILD_WIDTH; width < 5 * CHILD_WIDTH; width += 37) {
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
    if (minimum >= natural)
      g_printerr ("%d: the children have nothing to give up\n", width), good = FALSE;
    for (int height = minimum; height <= natural + 50; height += 10)
      good = try_size (widget, width, height) && good;
  }
  g_object_unref (widget);
  return good ? 0 : 1;
}
