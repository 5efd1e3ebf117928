// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Lays a few widgets side by side where there is room, one below the other where not. */

#include "ui/widgets/an-row-or-column.h"

#define SPACING 12

/**
 * AnRowOrColumn:
 *
 * A row of equal parts if all children get their natural width, otherwise a column. Meant for two
 * or three children; unlike GtkFlowBox it takes no part in keyboard focus.
 */
struct _AnRowOrColumn {
  GtkWidget parent;
};

static void an_row_or_column_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (AnRowOrColumn,
                               an_row_or_column,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      an_row_or_column_buildable_init))

typedef struct {
  int count;
  int minimum; /* widest minimum, pixels */
  int natural; /* widest natural */
} Widths;

static Widths
get_widths (GtkWidget *widget)
{
  Widths widths = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int minimum, natural;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
    widths.count++;
    widths.minimum = MAX (widths.minimum, minimum);
    widths.natural = MAX (widths.natural, natural);
  }
  return widths;
}

static int
get_row_width (Widths widths)
{
  return widths.count * widths.natural + MAX (widths.count - 1, 0) * SPACING;
}

static int
get_part (Widths widths, int width)
{
  return (width - (widths.count - 1) * SPACING) / MAX (widths.count, 1);
}

/* Height of all children when each is @width wide. */
static void
measure_height (GtkWidget *widget, int width, gboolean is_row, int *minimum, int *natural)
{
  gboolean is_first = TRUE;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int child_minimum, child_natural;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child,
                        GTK_ORIENTATION_VERTICAL,
                        width,
                        &child_minimum,
                        &child_natural,
                        NULL,
                        NULL);
    if (is_row) {
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    } else {
      *minimum += child_minimum + (is_first ? 0 : SPACING);
      *natural += child_natural + (is_first ? 0 : SPACING);
    }
    is_first = FALSE;
  }
}

static GtkSizeRequestMode
an_row_or_column_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
an_row_or_column_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  Widths widths = get_widths (widget);
  gboolean is_row = for_size >= get_row_width (widths);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = widths.minimum;
    *natural = get_row_width (widths);
  } else if (for_size < 0) {
    measure_height (widget, -1, FALSE, minimum, natural);
  } else {
    measure_height (widget,
                    is_row ? get_part (widths, for_size) : for_size,
                    is_row,
                    minimum,
                    natural);
  }
}

static void
an_row_or_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  Widths widths = get_widths (widget);
  gboolean is_row = width >= get_row_width (widths);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int part = is_row ? get_part (widths, width) : width;
  int x = is_row && is_rtl ? width - part : 0;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int child_height = height;

    if (!gtk_widget_should_layout (child))
      continue;
    if (!is_row)
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, part, NULL, &child_height, NULL, NULL);
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, part, child_height }, -1);
    if (!is_row)
      y += child_height + SPACING;
    else
      x += (is_rtl ? -1 : 1) * (part + SPACING);
  }
}

static void
an_row_or_column_add_child (GtkBuildable *buildable,
                            GtkBuilder *builder,
                            GObject *child,
                            const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
an_row_or_column_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = an_row_or_column_add_child;
}

static void
an_row_or_column_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (an_row_or_column_parent_class)->dispose (object);
}

static void
an_row_or_column_class_init (AnRowOrColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_row_or_column_dispose;
  widget_class->get_request_mode = an_row_or_column_get_request_mode;
  widget_class->measure = an_row_or_column_measure;
  widget_class->size_allocate = an_row_or_column_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
an_row_or_column_init (AnRowOrColumn *self)
{
}

GtkWidget *
an_row_or_column_new (void)
{
  return g_object_new (AN_TYPE_ROW_OR_COLUMN, NULL);
}
