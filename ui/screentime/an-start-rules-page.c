// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The suggestion for an age with its source, the figures families change at once, and what would
 * hold in words. Everything else is edited later, among the rules. */

#include "base/an-i18n.h"
#include "screentime/an-policy-words.h"
#include "screentime/an-preset.h"
#include "ui/screentime/an-start-pages.h"
#include "ui/screentime/an-time-spin.h"

#define FIRST_WEEKEND_DAY 5
#define MAX_MINUTES 1440
#define STEP_MINUTES 15

struct _AnStartRulesPage {
  AdwBin parent;

  guint preset;
  gboolean is_loading; /* while the fields are filled */
  GPtrArray *presets;  /* (owned) of AnPreset */
  GPtrArray *checks;   /* (owned) of GtkCheckButton, not owned */
  AnRulesDraft *draft; /* (owned) (nullable) */

  AdwPreferencesGroup *choices;
  GtkSpinButton *school_day;
  GtkSpinButton *weekend;
  GtkSpinButton *bedtime;
  AdwActionRow *school_row;
  AdwActionRow *weekend_row;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (AnStartRulesPage, an_start_rules_page, ADW_TYPE_BIN)

static void
show_words (AnStartRulesPage *self)
{
  g_autoptr (AnPolicy) policy = an_rules_draft_build (self->draft, NULL);
  g_auto (GStrv) lines = policy != NULL ? an_policy_words_week (policy) : NULL;
  g_autofree char *text = lines != NULL ? g_strjoinv ("\n", lines) : g_strdup ("");
  g_autofree char *school =
      an_policy_words_minutes (gtk_spin_button_get_value_as_int (self->school_day));
  g_autofree char *weekend =
      an_policy_words_minutes (gtk_spin_button_get_value_as_int (self->weekend));

  gtk_label_set_label (self->words, text);
  adw_action_row_set_subtitle (self->school_row, school);
  adw_action_row_set_subtitle (self->weekend_row, weekend);
}

static void
load_preset (AnStartRulesPage *self, guint index)
{
  const AnPreset *preset = g_ptr_array_index (self->presets, index);
  const AnDayDraft *school, *weekend;

  self->preset = index;
  g_clear_object (&self->draft);
  self->draft = an_rules_draft_new ("", "", 0, preset->policy);
  school = an_rules_draft_get_day (self->draft, 0);
  weekend = an_rules_draft_get_day (self->draft, FIRST_WEEKEND_DAY);
  self->is_loading = TRUE;
  gtk_spin_button_set_value (self->school_day, school->quota_minutes);
  gtk_spin_button_set_value (self->weekend, weekend->quota_minutes);
  an_time_spin_set_minutes (self->bedtime, school->bedtime.start);
  self->is_loading = FALSE;
  adw_preferences_group_set_description (self->choices, preset->note);
  show_words (self);
}

static void
on_preset_toggled (GtkCheckButton *check, AnStartRulesPage *self)
{
  guint index;

  if (!self->is_loading && gtk_check_button_get_active (check) &&
      g_ptr_array_find (self->checks, check, &index))
    load_preset (self, index);
}

static void
on_figure_changed (AnStartRulesPage *self)
{
  if (self->is_loading || self->draft == NULL)
    return;
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    AnDayDraft day = *an_rules_draft_get_day (self->draft, i);

    day.has_quota = TRUE;
    day.quota_minutes =
        gtk_spin_button_get_value_as_int (i < FIRST_WEEKEND_DAY ? self->school_day : self->weekend);
    day.has_bedtime = TRUE;
    day.bedtime.start = (guint16) an_time_spin_get_minutes (self->bedtime);
    an_rules_draft_set_day (self->draft, i, &day);
  }
  show_words (self);
}

static void
an_start_rules_page_dispose (GObject *object)
{
  AnStartRulesPage *self = AN_START_RULES_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->presets, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (an_start_rules_page_parent_class)->dispose (object);
}

static void
an_start_rules_page_class_init (AnStartRulesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_start_rules_page_dispose;
}

static AdwActionRow *
add_spin_row (AdwPreferencesGroup *group, GtkWidget *spin, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (spin, "time");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (group, row);
  return ADW_ACTION_ROW (row);
}

static AdwPreferencesGroup *
create_figures (AnStartRulesPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *school = gtk_spin_button_new_with_range (0, MAX_MINUTES, STEP_MINUTES);
  GtkWidget *weekend = gtk_spin_button_new_with_range (0, MAX_MINUTES, STEP_MINUTES);
  GtkWidget *bedtime = an_time_spin_new (NULL, 1260, FALSE);

  self->school_day = GTK_SPIN_BUTTON (school);
  self->weekend = GTK_SPIN_BUTTON (weekend);
  self->bedtime = GTK_SPIN_BUTTON (bedtime);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Change what you like"));
  self->school_row =
      add_spin_row (ADW_PREFERENCES_GROUP (group), school, _ ("Minutes on a school day"));
  self->weekend_row =
      add_spin_row (ADW_PREFERENCES_GROUP (group), weekend, _ ("Minutes on a day of the weekend"));
  add_spin_row (ADW_PREFERENCES_GROUP (group), bedtime, _ ("Bedtime"));
  g_signal_connect_swapped (school, "value-changed", G_CALLBACK (on_figure_changed), self);
  g_signal_connect_swapped (weekend, "value-changed", G_CALLBACK (on_figure_changed), self);
  g_signal_connect_swapped (bedtime, "value-changed", G_CALLBACK (on_figure_changed), self);
  return ADW_PREFERENCES_GROUP (group);
}

static AdwPreferencesGroup *
create_words (AnStartRulesPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *label = gtk_label_new ("");

  self->words = GTK_LABEL (label);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_selectable (self->words, TRUE);
  gtk_widget_add_css_class (label, "card");
  gtk_widget_add_css_class (label, "advice");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("This would hold"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), label);
  return ADW_PREFERENCES_GROUP (group);
}

static void
an_start_rules_page_init (AnStartRulesPage *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->checks = g_ptr_array_new ();
  self->choices = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->choices, _ ("Suggestions"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->choices);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), create_figures (self));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), create_words (self));
  adw_bin_set_child (ADW_BIN (self), page);
}

/**
 * an_start_rules_page_new:
 * @presets: (element-type AnPreset): at least one
 */
GtkWidget *
an_start_rules_page_new (GPtrArray *presets)
{
  AnStartRulesPage *self = g_object_new (AN_TYPE_START_RULES_PAGE, NULL);

  self->presets = g_ptr_array_ref (presets);
  for (guint i = 0; i < presets->len; i++) {
    const AnPreset *preset = presets->pdata[i];
    g_autofree char *text =
        /* Translators: what a source says, and its name and date */
        g_strdup_printf (_ ("%s (source: %s)"), preset->limit, preset->source);
    GtkCheckButton *check = an_start_add_choice (self->choices,
                                                 i > 0 ? self->checks->pdata[0] : NULL,
                                                 preset->name,
                                                 text);

    g_ptr_array_add (self->checks, check);
    g_signal_connect (check, "toggled", G_CALLBACK (on_preset_toggled), self);
  }
  return GTK_WIDGET (self);
}

/* Chooses the suggestion for this age, unless one that was chosen for it was changed already. */
void
an_start_rules_page_set_age (AnStartRulesPage *self, int age)
{
  for (guint i = 0; i < self->presets->len; i++) {
    const AnPreset *preset = self->presets->pdata[i];

    if (age < preset->age_from || age > preset->age_to ||
        (self->draft != NULL && self->preset == i))
      continue;
    self->is_loading = TRUE;
    gtk_check_button_set_active (self->checks->pdata[i], TRUE);
    self->is_loading = FALSE;
    load_preset (self, i);
  }
}

/* Returns: (transfer full) (nullable): the rules as they are shown */
AnPolicy *
an_start_rules_page_build (AnStartRulesPage *self)
{
  return self->draft != NULL ? an_rules_draft_build (self->draft, NULL) : NULL;
}
