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
allocate_row (GtkWidget *widget, int part, int width, int height)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = is_rtl ? width - part : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, part, height }, -1);
    x += (is_rtl ? -1 : 1) * (part + SPACING);
  }
}

/* Each child gets its minimum; what is left over goes to those that would like more. */
static void
allocate_column (GtkWidget *widget, int count, int width, int height)
{
  g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, count);
  int left = height - (count - 1) * SPACING;
  int n = 0;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkRequestedSize *size = &sizes[n];

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child,
                        GTK_ORIENTATION_VERTICAL,
                        width,
                        &size->minimum_size,
                        &size->natural_size,
                        NULL,
                        NULL);
    size->data = child;
    left -= size->minimum_size;
    n++;
  }
  gtk_distribute_natural_allocation (MAX (left, 0), (guint) n, sizes);
  for (int i = 0; i < n; i++) {
    gtk_widget_size_allocate (sizes[i].data,
                              &(GtkAllocation){ 0, y, width, sizes[i].minimum_size },
                              -1);
    y += sizes[i].minimum_size + SPACING;
  }
}

static void
an_row_or_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  Widths widths = get_widths (widget);

  if (width >= get_row_width (widths))
    allocate_row (widget, get_part (widths, width), width, height);
  else
    allocate_column (widget, widths.count, width, height);
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
