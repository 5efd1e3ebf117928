// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The tabs of a child's page. */

#include "ui/screentime/an-child-tabs.h"

struct _AnChildTabs {
  AdwBin parent;

  GtkStack *stack;     /* (not owned) */
  GtkWidget *switcher; /* (not owned) */
};

G_DEFINE_FINAL_TYPE (AnChildTabs, an_child_tabs, ADW_TYPE_BIN)

static void
an_child_tabs_class_init (AnChildTabsClass *klass)
{
}

static void
an_child_tabs_init (AnChildTabs *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (switcher, 6);
  self->switcher = switcher;
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
an_child_tabs_new (void)
{
  return g_object_new (AN_TYPE_CHILD_TABS, NULL);
}

void
an_child_tabs_clear (AnChildTabs *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, child);
  gtk_widget_set_visible (self->switcher, FALSE);
}

/**
 * an_child_tabs_add:
 * @title: translated
 * @page: (transfer floating)
 *
 * One page alone needs no tabs.
 */
void
an_child_tabs_add (AnChildTabs *self, const char *name, const char *title, GtkWidget *page)
{
  gtk_widget_set_visible (self->switcher,
                          gtk_widget_get_first_child (GTK_WIDGET (self->stack)) != NULL);
  gtk_stack_add_titled (self->stack, page, name, title);
}

void
an_child_tabs_show (AnChildTabs *self, const char *name)
{
  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    gtk_stack_set_visible_child_name (self->stack, name);
}
