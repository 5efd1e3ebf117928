// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Colours of the style for what draws itself. */

#include "ui/widgets/an-palette.h"

/**
 * an_palette_look_up:
 * @name: of the style, such as “accent_bg_color”; the colour of text stands in for an unknown one
 * @alpha: how much of it
 */
GdkRGBA
an_palette_look_up (GtkWidget *widget, const char *name, float alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  colour.alpha *= alpha;
  return colour;
}
