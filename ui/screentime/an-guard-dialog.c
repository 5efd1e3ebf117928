// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks whose rules the guard shall hold. */

#include "ui/screentime/an-guard-dialog.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-local-accounts.h"

/* Choosing an account */

typedef struct {
  AnGuardAccountChosen chosen;
  char *name;           /* (owned) of the child the account is looked for */
  GWeakRef parent;      /* widget */
  AnFamily *family;     /* (owned) */
  GPtrArray *accounts;  /* (owned) (nullable) of AnLocalAccount */
  GtkDropDown *choices; /* (not owned) (nullable) in the dialog */
} Choice;

static void
choice_free (Choice *self)
{
  g_weak_ref_clear (&self->parent);
  g_free (self->name);
  g_object_unref (self->family);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
on_account_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&choice->parent);
  guint index = choice->choices != NULL ? gtk_drop_down_get_selected (choice->choices)
                                        : GTK_INVALID_LIST_POSITION;

  if (parent != NULL && g_str_equal (response, "choose") && index < choice->accounts->len)
    choice->chosen (parent, ((AnLocalAccount *) choice->accounts->pdata[index])->uid);
}

static void
free_choice (gpointer data, GClosure *closure)
{
  choice_free (data);
}

/* Those that have no rules yet. */
static void
remove_managed (Choice *choice)
{
  for (guint i = choice->accounts->len; i > 0; i--) {
    const AnLocalAccount *account = choice->accounts->pdata[i - 1];

    if (an_family_find (choice->family, account->uid) != NULL)
      g_ptr_array_remove_index (choice->accounts, i - 1);
  }
}

static GtkWidget *
create_choices (Choice *choice)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *widget;
  guint selected = 0;

  for (guint i = 0; i < choice->accounts->len; i++) {
    const AnLocalAccount *account = choice->accounts->pdata[i];
    g_autofree char *text = g_str_equal (account->name, account->user)
                                ? g_strdup (account->user)
                                : g_strdup_printf ("%s (%s)", account->name, account->user);

    gtk_string_list_append (list, text);
    if (g_str_equal (account->name, choice->name))
      selected = i;
  }
  widget = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Account of your child"), -1);
  choice->choices = GTK_DROP_DOWN (widget);
  return widget;
}

/* @choice: (transfer full) */
static void
ask (Choice *choice, GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  gboolean is_empty = choice->accounts->len == 0;
  g_autofree char *heading =
      /* Translators: %s is a child's name */
      g_strdup_printf (_ ("Which account does %s use on this PC?"), choice->name);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      heading,
      is_empty
      ? _ ("There is no account for a child on this PC that has no rules yet. Make one in "
                    "the settings of this PC under “Users”, not as an administrator.")
      : _ ("From then on the time guard holds the rules for this account: it counts, warns, "
                    "and locks the PC when time is up. You are asked for your password."));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"));
  if (!is_empty) {
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), create_choices (choice));
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "choose", _ ("Hand over"));
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "choose");
    adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                                "choose",
                                                ADW_RESPONSE_SUGGESTED);
  }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (on_account_response),
                         choice,
                         free_choice,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_accounts_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&choice->parent);

  choice->accounts = an_local_accounts_list_finish (result, NULL);
  if (choice->accounts == NULL || parent == NULL || gtk_widget_get_root (parent) == NULL)
    return;
  remove_managed (choice);
  ask (g_steal_pointer (&choice), parent);
}

/**
 * an_guard_dialog_choose_account:
 * @name: of the child
 * @chosen: called when an account was chosen and @parent is still there
 */
void
an_guard_dialog_choose_account (GtkWidget *parent,
                                AnFamily *family,
                                const char *name,
                                AnGuardAccountChosen chosen)
{
  Choice *choice = g_new0 (Choice, 1);

  g_weak_ref_init (&choice->parent, parent);
  choice->family = g_object_ref (family);
  choice->name = g_strdup (name);
  choice->chosen = chosen;
  an_local_accounts_list_async (NULL, on_accounts_ready, choice);
}
