// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the guard says that it holds now, in words. */

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "screentime/an-policy-words.h"
#include "ui/screentime/an-start-pages.h"

struct _AnStartDonePage {
  AdwBin parent;

  AdwPreferencesPage *page;
  AdwPreferencesGroup *holds; /* (not owned) (nullable) */
  AdwPreferencesGroup *next;
};

enum { SIGNAL_RULES_WANTED, SIGNAL_AGREEMENT_WANTED, SIGNAL_UNDO_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnStartDonePage, an_start_done_page, ADW_TYPE_BIN)

static void
on_rules_activated (AnStartDonePage *self)
{
  g_signal_emit (self, signals[SIGNAL_RULES_WANTED], 0);
}

static void
on_agreement_activated (AnStartDonePage *self)
{
  g_signal_emit (self, signals[SIGNAL_AGREEMENT_WANTED], 0);
}

static void
on_undo_activated (AnStartDonePage *self)
{
  g_signal_emit (self, signals[SIGNAL_UNDO_WANTED], 0);
}

static void
an_start_done_page_class_init (AnStartDonePageClass *klass)
{
  signals[SIGNAL_RULES_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "rules-wanted", 0);
  signals[SIGNAL_AGREEMENT_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "agreement-wanted", 0);
  signals[SIGNAL_UNDO_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "undo-wanted", 0);
}

static void
add_row (AnStartDonePage *self, const char *title, const char *subtitle, GCallback callback)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_swapped (row, "activated", callback, self);
  adw_preferences_group_add (self->next, row);
}

static void
an_start_done_page_init (AnStartDonePage *self)
{
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->next = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  add_row (self,
           _ ("Change the rules…"),
              _ ("Single days, holidays, rests, warnings and the end"),
                 G_CALLBACK (on_rules_activated));
  add_row (self,
           _ ("Family agreement…"),
              _ ("The rules and what you promise, to print and sign together"),
                 G_CALLBACK (on_agreement_activated));
  add_row (self,
           _ ("Undo: take these rules away"),
              _ ("The account stays as it is."), G_CALLBACK (on_undo_activated));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
  adw_preferences_page_add (self->page, self->next);
}

GtkWidget *
an_start_done_page_new (void)
{
  return g_object_new (AN_TYPE_START_DONE_PAGE, NULL);
}

static void
add_lines (AnStartDonePage *self, char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++) {
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lines[i]);
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    adw_preferences_group_add (self->holds, row);
  }
}

/**
 * an_start_done_page_show:
 * @name: the child's
 * @policy: as it was read back from the guard
 */
void
an_start_done_page_show (AnStartDonePage *self, const char *name, const AnPolicy *policy)
{
  g_auto (GStrv) week = an_policy_words_week (policy);
  g_auto (GStrv) special = an_policy_words_special (policy);
  g_auto (GStrv) manners = an_policy_words_manners (policy);
  /* Translators: %s is a child's name */
  g_autofree char *title = g_strdup_printf (_ ("What holds for %s from now on"), name);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  if (self->holds != NULL)
    adw_preferences_page_remove (self->page, self->holds);
  g_object_ref (self->next);
  adw_preferences_page_remove (self->page, self->next);
  self->holds = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->holds, markup);
  adw_preferences_group_set_description (self->holds, _ ("Just read back from the time guard."));
  add_lines (self, week);
  add_lines (self, special);
  add_lines (self, manners);
  adw_preferences_page_add (self->page, self->holds);
  adw_preferences_page_add (self->page, self->next);
  g_object_unref (self->next);
}
