// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Which account of this PC is the child's. */

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-local-accounts.h"
#include "ui/screentime/an-start-pages.h"

struct _AnStartAccountPage {
  AdwBin parent;

  guint chosen; /* index into @accounts; their number: a new one */
  guint32 wanted;
  GPtrArray *accounts; /* (owned) of AnLocalAccount, of those without rules */

  AnFamily *family;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
  AdwPreferencesPage *page;
  AdwPreferencesGroup *group; /* (not owned) (nullable) */
  GtkWidget *aside_group;
};

enum { SIGNAL_CHANGED, SIGNAL_ASIDE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnStartAccountPage, an_start_account_page, ADW_TYPE_BIN)

static void
on_toggled (GtkCheckButton *check, AnStartAccountPage *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->chosen = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "index"));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkCheckButton *
add_choice (AnStartAccountPage *self,
            GtkCheckButton *group,
            guint index,
            const char *title,
            const char *subtitle)
{
  GtkCheckButton *check = an_start_add_choice (self->group, group, title, subtitle);

  g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (index));
  gtk_check_button_set_active (check, index == self->chosen);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), self);
  return check;
}

static void
show (AnStartAccountPage *self)
{
  GtkCheckButton *group = NULL;

  if (self->group != NULL)
    adw_preferences_page_remove (self->page, self->group);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (
      self->group,
      _ ("Rules hold for one account. Accounts of administrators are not shown: rules would not "
         "hold there."));
  self->chosen = 0;
  for (guint i = 0; i < self->accounts->len; i++)
    if (((AnLocalAccount *) self->accounts->pdata[i])->uid == self->wanted)
      self->chosen = i;
  for (guint i = 0; i < self->accounts->len; i++) {
    const AnLocalAccount *account = self->accounts->pdata[i];
    GtkCheckButton *check = add_choice (self, group, i, account->name, account->user);

    if (group == NULL)
      group = check;
  }
  add_choice (self,
              group,
              self->accounts->len,
              _ ("Make a new account"), _ ("An own account for your child, not an administrator"));
  gtk_widget_set_visible (self->aside_group, TRUE);
  g_object_ref (self->aside_group);
  adw_preferences_page_remove (self->page, ADW_PREFERENCES_GROUP (self->aside_group));
  adw_preferences_page_add (self->page, self->group);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->aside_group));
  g_object_unref (self->aside_group);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_managed (AnStartAccountPage *self)
{
  for (guint i = self->accounts->len; i > 0; i--) {
    const AnLocalAccount *account = self->accounts->pdata[i - 1];

    if (an_family_find (self->family, account->uid) != NULL)
      g_ptr_array_remove_index (self->accounts, i - 1);
  }
}

static void
on_accounts_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnStartAccountPage) self = user_data;
  GPtrArray *accounts = an_local_accounts_list_finish (result, NULL);

  if (accounts == NULL) /* cancelled */
    return;
  g_ptr_array_unref (self->accounts);
  self->accounts = accounts;
  remove_managed (self);
  show (self);
}

static void
an_start_account_page_dispose (GObject *object)
{
  AnStartAccountPage *self = AN_START_ACCOUNT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->family);
  G_OBJECT_CLASS (an_start_account_page_parent_class)->dispose (object);
}

static void
an_start_account_page_finalize (GObject *object)
{
  AnStartAccountPage *self = AN_START_ACCOUNT_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->accounts);
  G_OBJECT_CLASS (an_start_account_page_parent_class)->finalize (object);
}

static void
an_start_account_page_class_init (AnStartAccountPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = an_start_account_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_start_account_page_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
  signals[SIGNAL_ASIDE] = an_signal_new (G_TYPE_FROM_CLASS (klass), "aside", 0);
}

static void
on_aside_clicked (AnStartAccountPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ASIDE], 0);
}

static void
an_start_account_page_init (AnStartAccountPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Write the rules first, switch on later"));

  self->cancellable = g_cancellable_new ();
  self->accounts = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->aside_group = adw_preferences_group_new ();
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_aside_clicked), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->aside_group), button);
  gtk_widget_set_visible (self->aside_group, FALSE);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->aside_group));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

GtkWidget *
an_start_account_page_new (AnFamily *family)
{
  AnStartAccountPage *self = g_object_new (AN_TYPE_START_ACCOUNT_PAGE, NULL);

  self->family = g_object_ref (family);
  return GTK_WIDGET (self);
}

/**
 * an_start_account_page_reload:
 * @chosen: uid of the account to be chosen, 0 for the first
 */
void
an_start_account_page_reload (AnStartAccountPage *self, guint32 chosen)
{
  self->wanted = chosen;
  an_local_accounts_list_async (self->cancellable, on_accounts_ready, g_object_ref (self));
}

gboolean
an_start_account_page_is_complete (AnStartAccountPage *self)
{
  return self->group != NULL;
}

guint32
an_start_account_page_get_uid (AnStartAccountPage *self)
{
  return self->chosen < self->accounts->len
             ? ((AnLocalAccount *) self->accounts->pdata[self->chosen])->uid
             : 0;
}

/* Of the chosen account; "" for a new one. */
const char *
an_start_account_page_get_name (AnStartAccountPage *self)
{
  return self->chosen < self->accounts->len
             ? ((AnLocalAccount *) self->accounts->pdata[self->chosen])->name
             : "";
}

/**
 * an_start_account_page_set_example:
 * @accounts: (transfer full) (element-type AnLocalAccount): for pictures
 */
void
an_start_account_page_set_example (AnStartAccountPage *self, GPtrArray *accounts)
{
  g_ptr_array_unref (self->accounts);
  self->accounts = accounts;
  show (self);
}
