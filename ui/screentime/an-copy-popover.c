// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Which days shall become like another one. */

#include "ui/screentime/an-copy-popover.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-rules-draft.h"
#include "ui/screentime/an-rules-text.h"

#define SPACING_PX 6
#define SCHOOL_DAYS 0x1fu
#define WEEKEND 0x60u
#define ALL_DAYS 0x7fu

struct _AnCopyPopover {
  GtkPopover parent;

  GtkWidget *checks[AN_DRAFT_DAYS]; /* (not owned) */
  GtkWidget *copy;                  /* (not owned) */
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnCopyPopover, an_copy_popover, GTK_TYPE_POPOVER)

static guint
get_checked (AnCopyPopover *self)
{
  guint days = 0;

  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      days |= 1u << i;
  return days;
}

static void
on_toggled (AnCopyPopover *self)
{
  gtk_widget_set_sensitive (self->copy, get_checked (self) != 0);
}

static void
choose (AnCopyPopover *self, guint days)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, days);
}

static void
on_clicked (AnCopyPopover *self, GtkWidget *button)
{
  guint days = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "days"));

  choose (self, days != 0 ? days : get_checked (self));
}

/* @days: 0 for those that are checked */
static GtkWidget *
add_button (AnCopyPopover *self, GtkWidget *box, const char *label, guint days)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "days", GUINT_TO_POINTER (days));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
an_copy_popover_class_init (AnCopyPopoverClass *klass)
{
  signals[SIGNAL_CHOSEN] = an_signal_new (G_TYPE_FROM_CLASS (klass), "chosen", 1, G_TYPE_UINT);
}

static void
an_copy_popover_init (AnCopyPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX);

  add_button (self, box, _ ("Monday to Friday"), SCHOOL_DAYS);
  add_button (self, box, _ ("Saturday and Sunday"), WEEKEND);
  add_button (self, box, _ ("All days"), ALL_DAYS);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    g_autofree char *name = an_rules_text_weekday (i);

    self->checks[i] = gtk_check_button_new_with_label (name);
    g_signal_connect_swapped (self->checks[i], "toggled", G_CALLBACK (on_toggled), self);
    gtk_box_append (GTK_BOX (box), self->checks[i]);
  }
  self->copy = add_button (self, box, _ ("Copy to these days"), 0);
  gtk_widget_add_css_class (self->copy, "suggested-action");
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/* Public */

GtkWidget *
an_copy_popover_new (void)
{
  return g_object_new (AN_TYPE_COPY_POPOVER, NULL);
}

/* The day that is copied. */
void
an_copy_popover_set_day (AnCopyPopover *self, guint day)
{
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), FALSE);
    gtk_widget_set_visible (self->checks[i], i != day);
  }
  on_toggled (self);
}
