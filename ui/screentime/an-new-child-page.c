// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Name and age of a child whose rules are to be written. */

#include "ui/screentime/an-new-child-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-rules-draft.h"

#define USUAL_AGE 9

/**
 * AnNewChildPage:
 *
 * Emits `entered (name, age)`.
 */
struct _AnNewChildPage {
  AdwBin parent;

  AdwEntryRow *name_row;
  GtkSpinButton *age_spin;
  GtkButton *create_button;
  GtkLabel *problem;
};

enum { SIGNAL_ENTERED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnNewChildPage, an_new_child_page, ADW_TYPE_BIN)

static char *
get_name (AnNewChildPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

static void
on_name_changed (AnNewChildPage *self)
{
  g_autofree char *name = get_name (self);
  gboolean is_long = g_utf8_strlen (name, -1) > AN_DRAFT_MAX_NAME;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), is_long);
  gtk_widget_set_sensitive (GTK_WIDGET (self->create_button), *name != '\0' && !is_long);
}

static void
on_create_clicked (AnNewChildPage *self)
{
  g_autofree char *name = get_name (self);

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->create_button)))
    g_signal_emit (self,
                   signals[SIGNAL_ENTERED],
                   0,
                   name,
                   gtk_spin_button_get_value_as_int (self->age_spin));
}

static void
an_new_child_page_class_init (AnNewChildPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_ENTERED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "entered", 2, G_TYPE_STRING, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/screentime/an-new-child-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnNewChildPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnNewChildPage, age_spin);
  gtk_widget_class_bind_template_child (widget_class, AnNewChildPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, AnNewChildPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_create_clicked);
}

static void
an_new_child_page_init (AnNewChildPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  an_new_child_page_reset (self);
}

GtkWidget *
an_new_child_page_new (void)
{
  return g_object_new (AN_TYPE_NEW_CHILD_PAGE, NULL);
}

void
an_new_child_page_reset (AnNewChildPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  gtk_spin_button_set_value (self->age_spin, USUAL_AGE);
  on_name_changed (self);
}
