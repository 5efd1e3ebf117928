// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The painted week: what is painted, copying a day, exact hours. */

#include "ui/screentime/an-week-card.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-copy-popover.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/screentime/an-week-grid.h"
#include "ui/screentime/an-week-sample.h"
#include "ui/widgets/an-row-or-column.h"

struct _AnWeekCard {
  AdwBin parent;

  AnRulesDraft *draft; /* (owned) (nullable) */

  GtkToggleButton *lessons;
  AnWeekGrid *grid;
  GtkMenuButton *copy;
  GtkWidget *popover; /* (not owned) (nullable) made when it is first wanted */
};

enum { SIGNAL_DAY_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnWeekCard, an_week_card, ADW_TYPE_BIN)

static void
on_moved (AnWeekCard *self)
{
  guint day = an_week_grid_get_day (self->grid);
  g_autofree char *name = an_rules_text_weekday (day);
  /* Translators: %s is a weekday, such as “Copy Monday to…” */
  g_autofree char *label = g_strdup_printf (_ ("Copy %s to…"), name);

  gtk_menu_button_set_label (self->copy, label);
  if (self->popover != NULL)
    an_copy_popover_set_day (AN_COPY_POPOVER (self->popover), day);
}

static void
on_lessons_toggled (AnWeekCard *self)
{
  an_week_grid_set_layer (self->grid,
                          gtk_toggle_button_get_active (self->lessons) ? AN_WEEK_LESSONS
                                                                       : AN_WEEK_ALLOWED);
}

static void
on_hours_clicked (AnWeekCard *self)
{
  an_week_grid_open_hours (self->grid);
}

static void
on_day_wanted (AnWeekCard *self, guint day)
{
  g_signal_emit (self, signals[SIGNAL_DAY_WANTED], 0, day);
}

static void
on_copy_chosen (AnWeekCard *self, guint days)
{
  if (self->draft == NULL)
    return;
  an_rules_draft_copy_day (self->draft, an_week_grid_get_day (self->grid), days);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static void
create_popover (GtkMenuButton *button, gpointer user_data)
{
  AnWeekCard *self = user_data;

  if (self->popover != NULL)
    return;
  self->popover = an_copy_popover_new ();
  an_copy_popover_set_day (AN_COPY_POPOVER (self->popover), an_week_grid_get_day (self->grid));
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (on_copy_chosen), self);
  gtk_menu_button_set_popover (button, self->popover);
}

static void
an_week_card_dispose (GObject *object)
{
  g_clear_object (&AN_WEEK_CARD (object)->draft);
  G_OBJECT_CLASS (an_week_card_parent_class)->dispose (object);
}

static void
an_week_card_class_init (AnWeekCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_week_card_dispose;
  signals[SIGNAL_DAY_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "day-wanted", 1, G_TYPE_UINT);
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  g_type_ensure (AN_TYPE_WEEK_GRID);
  g_type_ensure (AN_TYPE_WEEK_SAMPLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-week-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AnWeekCard, lessons);
  gtk_widget_class_bind_template_child (widget_class, AnWeekCard, grid);
  gtk_widget_class_bind_template_child (widget_class, AnWeekCard, copy);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_lessons_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_hours_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_day_wanted);
}

static void
an_week_card_init (AnWeekCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->copy, create_popover, self, NULL);
  on_moved (self);
}

/* Public */

/* Shows the week of @draft and paints it from now on. */
void
an_week_card_show (AnWeekCard *self, AnRulesDraft *draft)
{
  g_set_object (&self->draft, draft);
  an_week_grid_show (self->grid, draft);
}
