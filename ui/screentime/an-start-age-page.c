// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How old the child is: only a suggestion is chosen by it, nothing keeps it. */

#include "base/an-i18n.h"
#include "ui/screentime/an-start-pages.h"

#define MIN_AGE 6
#define MAX_AGE 17
#define USUAL_AGE 9

struct _AnStartAgePage {
  AdwBin parent;

  GtkSpinButton *age;
};

G_DEFINE_FINAL_TYPE (AnStartAgePage, an_start_age_page, ADW_TYPE_BIN)

static void
an_start_age_page_class_init (AnStartAgePageClass *klass)
{
}

static void
an_start_age_page_init (AnStartAgePage *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (MIN_AGE, MAX_AGE, 1);

  self->age = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_value (self->age, USUAL_AGE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (spin, "time");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Age"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("The age only chooses what is suggested on the next page. It is not kept."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_bin_set_child (ADW_BIN (self), page);
}

GtkWidget *
an_start_age_page_new (void)
{
  return g_object_new (AN_TYPE_START_AGE_PAGE, NULL);
}

int
an_start_age_page_get_age (AnStartAgePage *self)
{
  return gtk_spin_button_get_value_as_int (self->age);
}
