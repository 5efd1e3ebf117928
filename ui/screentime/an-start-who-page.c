// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The first question: in which language, and who is asking. */

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/an-settings.h"
#include "ui/screentime/an-start-pages.h"

typedef struct {
  const char *id;
  const char *title; /* untranslated */
  const char *text;  /* untranslated (nullable) */
  gboolean sets_rules;
} Role;

static const Role roles[] = {
  { "parent", NC_ ("who", "Father or mother"), NULL, TRUE },
    { "carer",
      NC_ ("who", "Somebody who looks after the child"),
           N_ ("Grandparents, guardians, social workers"), TRUE },
      { "teacher",
        NC_ ("who", "Teacher"),
             N_ ("Rules are for the PC of a family. Look into “Privacy” and “Report”."), FALSE },
        { "child",
          NC_ ("who", "A child"),
               N_ ("Your parents set the rules, best together with you. “Report” and 111 are always there "
        "for you."),
                   FALSE },
        };

/* Each language under its own name, which is never translated. */
static const struct {
  const char *id;
  const char *name;
} languages[] = { { "vi", "Tiếng Việt" }, { "en", "English" } };

struct _AnStartWhoPage {
  AdwBin parent;

  guint role;          /* index */
  gboolean is_loading; /* while the fields are filled */
  GtkDropDown *language;
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnStartWhoPage, an_start_who_page, ADW_TYPE_BIN)

static const char *
get_language (void)
{
  /* Translators: the code of the language you translate to, if An Nhi speaks it */
  return C_ ("code of this language", "en");
}

/* The window begins anew in it: its pages are in the old one. */
static void
on_language_changed (AnStartWhoPage *self)
{
  guint index = gtk_drop_down_get_selected (self->language);

  if (self->is_loading || index >= G_N_ELEMENTS (languages) ||
      g_str_equal (languages[index].id, get_language ()))
    return;
  an_settings_set (AN_SETTING_LANGUAGE, languages[index].id);
  gtk_widget_activate_action (GTK_WIDGET (self), "app.restart", NULL);
}

static void
on_role_toggled (GtkCheckButton *check, AnStartWhoPage *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->role = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "role"));
  an_settings_set (AN_SETTING_ROLE, roles[self->role].id);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
an_start_who_page_class_init (AnStartWhoPageClass *klass)
{
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static GtkWidget *
create_language_row (AnStartWhoPage *self)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    gtk_string_list_append (list, languages[i].name);
  self->language = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->language), GTK_ALIGN_CENTER);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].id, get_language ()))
      gtk_drop_down_set_selected (self->language, (guint) i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->language),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Language"), -1);
  /* In both languages: whoever cannot read this page looks for it. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Ngôn ngữ · Language");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->language));
  g_signal_connect_swapped (self->language,
                            "notify::selected",
                            G_CALLBACK (on_language_changed),
                            self);
  return row;
}

static void
an_start_who_page_init (AnStartWhoPage *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *first = adw_preferences_group_new ();
  GtkWidget *second = adw_preferences_group_new ();
  g_autofree char *role = an_settings_get (AN_SETTING_ROLE);
  GtkCheckButton *group = NULL;

  self->is_loading = TRUE;
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (first), create_language_row (self));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (second), _ ("Who are you?"));
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    GtkCheckButton *check =
        an_start_add_choice (ADW_PREFERENCES_GROUP (second),
                             group,
                             g_dpgettext2 (GETTEXT_PACKAGE, "who", roles[i].title),
                             roles[i].text != NULL
                             ? _ (roles[i].text)
                             : NULL);

    if (group == NULL)
      group = check;
    if (i == 0 || g_strcmp0 (role, roles[i].id) == 0) {
      gtk_check_button_set_active (check, TRUE);
      self->role = i;
    }
    g_object_set_data (G_OBJECT (check), "role", GUINT_TO_POINTER (i));
    g_signal_connect (check, "toggled", G_CALLBACK (on_role_toggled), self);
  }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (first));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (second));
  adw_bin_set_child (ADW_BIN (self), page);
  self->is_loading = FALSE;
}

GtkWidget *
an_start_who_page_new (void)
{
  return g_object_new (AN_TYPE_START_WHO_PAGE, NULL);
}

gboolean
an_start_who_page_sets_rules (AnStartWhoPage *self)
{
  return roles[self->role].sets_rules;
}

/**
 * an_start_add_choice:
 * @group: (nullable): another choice of the same question
 * @subtitle: (nullable)
 *
 * Returns: (transfer none): the radio button; its name is the title of the row
 */
GtkCheckButton *
an_start_add_choice (AdwPreferencesGroup *rows,
                     GtkCheckButton *group,
                     const char *title,
                     const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (subtitle != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    subtitle,
                                    -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (rows, row);
  return GTK_CHECK_BUTTON (check);
}
