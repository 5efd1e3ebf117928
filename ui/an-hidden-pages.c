// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* GTK 4.8 shows screen readers every page of a stack, shown or not. This tells them which parts are
 * hidden by their container. */

#include "ui/an-hidden-pages.h"

static GQuark hidden_quark;

static void
set_hidden (GtkWidget *widget, gboolean is_hidden)
{
  if (is_hidden == (g_object_get_qdata (G_OBJECT (widget), hidden_quark) != NULL))
    return;
  g_object_set_qdata (G_OBJECT (widget), hidden_quark, GINT_TO_POINTER (is_hidden));
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, is_hidden, -1);
}

static gboolean
on_widget_map (GSignalInvocationHint *hint,
               guint n_values,
               const GValue *values,
               gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  set_hidden (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!gtk_widget_get_child_visible (child))
      set_hidden (child, TRUE);
  return TRUE;
}

static gboolean
on_widget_unmap (GSignalInvocationHint *hint,
                 guint n_values,
                 const GValue *values,
                 gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (!gtk_widget_get_child_visible (widget))
    set_hidden (widget, TRUE);
  return TRUE;
}

/**
 * an_hidden_pages_init:
 *
 * Watches all widgets from now on; call it once, after GTK is initialised.
 */
void
an_hidden_pages_init (void)
{
  gpointer klass = g_type_class_ref (GTK_TYPE_WIDGET);

  hidden_quark = g_quark_from_static_string ("an-hidden-page");
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET),
                              0,
                              on_widget_map,
                              NULL,
                              NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET),
                              0,
                              on_widget_unmap,
                              NULL,
                              NULL);
  g_type_class_unref (klass);
}
