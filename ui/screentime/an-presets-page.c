// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Suggested rules by age, each with where its figure comes from. */

#include "ui/screentime/an-presets-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-rules-text.h"

/**
 * AnPresetsPage:
 *
 * Emits `chosen (index)`.
 */
struct _AnPresetsPage {
  AdwBin parent;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnPresetsPage, an_presets_page, ADW_TYPE_BIN)

static void
an_presets_page_class_init (AnPresetsPageClass *klass)
{
  signals[SIGNAL_CHOSEN] = an_signal_new (G_TYPE_FROM_CLASS (klass), "chosen", 1, G_TYPE_UINT);
}

static void
an_presets_page_init (AnPresetsPage *self)
{
}

static void
on_use_clicked (GtkButton *button, gpointer user_data)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), AN_TYPE_PRESETS_PAGE);

  g_signal_emit (page, signals[SIGNAL_CHOSEN], 0, GPOINTER_TO_UINT (user_data));
}

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static AdwPreferencesGroup *
create_group (const AnPreset *preset, guint index)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Use"));
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("", "", 0, preset->policy);
  g_autofree char *week = an_rules_text_week (draft);
  g_autofree char *label =
      /* Translators: what a screen reader says of the button “Use”; %s is a suggestion's name */
      g_strdup_printf (_ ("Use: %s"), preset->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_use_clicked), GUINT_TO_POINTER (index));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), preset->name);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             create_row (preset->limit, preset->source));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (_ ("Rules"), week));
  return ADW_PREFERENCES_GROUP (group);
}

/**
 * an_presets_page_new:
 * @presets: (element-type AnPreset)
 */
GtkWidget *
an_presets_page_new (GPtrArray *presets)
{
  AnPresetsPage *self = g_object_new (AN_TYPE_PRESETS_PAGE, NULL);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *note = adw_preferences_group_new ();

  if (presets->len > 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (note),
                                           ((AnPreset *) g_ptr_array_index (presets, 0))->note);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (note));
  for (guint i = 0; i < presets->len; i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                              create_group (g_ptr_array_index (presets, i), i));
  adw_bin_set_child (ADW_BIN (self), page);
  return GTK_WIDGET (self);
}
