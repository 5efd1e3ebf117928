// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A new account for a child: what is typed is answered beside its field, what the PC refuses below
 * them. */

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-account-maker.h"
#include "ui/screentime/an-account-name.h"
#include "ui/screentime/an-start-pages.h"

struct _AnStartUserPage {
  AdwBin parent;

  gboolean is_busy;
  gboolean is_own_user; /* the name of the account was typed, not suggested */
  gboolean is_suggesting;
  GCancellable *cancellable; /* (owned) */

  GtkEditable *full_name;
  GtkLabel *full_name_problem;
  GtkEditable *user;
  GtkLabel *user_problem;
  GtkSwitch *later;
  GtkEditable *password;
  GtkEditable *again;
  GtkLabel *password_problem;
  GtkWidget *failure;
  GtkLabel *failure_text;
  AdwActionRow *command_row;
};

enum { SIGNAL_CHANGED, SIGNAL_MADE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnStartUserPage, an_start_user_page, ADW_TYPE_BIN)

static char *
get_text (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static void
show_problem (GtkEditable *field, GtkLabel *label, const char *problem)
{
  gtk_label_set_label (label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (label), problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (field), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (field), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_failure (AnStartUserPage *self, const char *text, const char *command)
{
  gtk_widget_set_visible (self->failure, text != NULL);
  gtk_label_set_label (self->failure_text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->command_row), command != NULL);
  if (command != NULL)
    adw_action_row_set_subtitle (self->command_row, command);
}

static const char *
find_password_problem (AnStartUserPage *self)
{
  return gtk_switch_get_active (self->later)
             ? NULL
             : an_account_find_password_problem (gtk_editable_get_text (self->password),
                                                 gtk_editable_get_text (self->again));
}

/* Callbacks */

static void
on_full_name_changed (AnStartUserPage *self)
{
  g_autofree char *text = get_text (self->full_name);
  g_autofree char *suggestion = an_account_suggest_user (text);

  show_problem (self->full_name, self->full_name_problem, an_account_find_full_name_problem (text));
  if (!self->is_own_user) {
    self->is_suggesting = TRUE;
    gtk_editable_set_text (self->user, suggestion);
    self->is_suggesting = FALSE;
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_user_changed (AnStartUserPage *self)
{
  g_autofree char *text = get_text (self->user);

  if (!self->is_suggesting)
    self->is_own_user = *text != '\0';
  show_problem (self->user, self->user_problem, an_account_find_user_problem (text));
  show_failure (self, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Nobody is told that two are not the same before the second is begun. */
static void
on_password_changed (AnStartUserPage *self)
{
  gboolean is_begun = *gtk_editable_get_text (self->again) != '\0';
  const char *problem = find_password_problem (self);

  if (!is_begun && *gtk_editable_get_text (self->password) == '\0')
    problem = NULL;
  if (!is_begun && problem != NULL &&
      an_account_find_password_problem (gtk_editable_get_text (self->password),
                                        gtk_editable_get_text (self->password)) == NULL)
    problem = NULL;
  show_problem (self->password, self->password_problem, problem);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_later_changed (AnStartUserPage *self)
{
  gboolean is_later = gtk_switch_get_active (self->later);

  gtk_widget_set_visible (GTK_WIDGET (self->password), !is_later);
  gtk_widget_set_visible (GTK_WIDGET (self->again), !is_later);
  on_password_changed (self);
}

static void
on_copy_clicked (AnStartUserPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->command_row));
}

/* Making it */

static void
tell_error (AnStartUserPage *self, const GError *error)
{
  g_autofree char *user = get_text (self->user);
  g_autofree char *command = g_strdup_printf ("sudo adduser %s", user);
  g_autofree char *text = NULL;

  switch ((AnAccountMakerError) error->code) {
  case AN_ACCOUNT_MAKER_ERROR_ABSENT:
    show_failure (self,
                  _ ("This PC cannot make accounts for An Nhi. Make it in a terminal, then go back "
                     "one page: the new account is there to be chosen."),
                     command);
    break;
  case AN_ACCOUNT_MAKER_ERROR_DENIED:
    show_failure (self, _ ("Nothing was changed: this needs a parent’s password"), NULL);
    break;
  case AN_ACCOUNT_MAKER_ERROR_EXISTS:
    show_problem (self->user,
                  self->user_problem,
                  _ ("There is an account of this name. Choose another name, or go back and choose "
                     "the account."));
    break;
  case AN_ACCOUNT_MAKER_ERROR_FAILED:
  default:
    /* Translators: %s is the reason the system gives */
    text = g_strdup_printf (_ ("The account was not made: %s"), error->message);
    show_failure (self, text, command);
    break;
  }
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnStartUserPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  guint32 uid = an_account_maker_create_finish (result, &problem, &error);
  g_autofree char *name = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_busy = FALSE;
  if (uid == 0) {
    tell_error (self, error);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    return;
  }
  name = get_text (self->full_name);
  if (problem != NULL)
    gtk_widget_activate_action (
        GTK_WIDGET (self),
        "win.toast",
        "s",
        _ ("The account is there, but without a password. Set one in the settings of this PC."));
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (self->again, "");
  g_signal_emit (self, signals[SIGNAL_MADE], 0, uid, name);
}

/* Object */

static void
an_start_user_page_dispose (GObject *object)
{
  g_cancellable_cancel (AN_START_USER_PAGE (object)->cancellable);
  G_OBJECT_CLASS (an_start_user_page_parent_class)->dispose (object);
}

static void
an_start_user_page_finalize (GObject *object)
{
  g_object_unref (AN_START_USER_PAGE (object)->cancellable);
  G_OBJECT_CLASS (an_start_user_page_parent_class)->finalize (object);
}

static void
bind_fields (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, full_name);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, full_name_problem);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, user);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, user_problem);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, later);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, password);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, again);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, password_problem);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, failure);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, failure_text);
  gtk_widget_class_bind_template_child (widget_class, AnStartUserPage, command_row);
}

static void
an_start_user_page_class_init (AnStartUserPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_start_user_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_start_user_page_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
  signals[SIGNAL_MADE] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "made", 2, G_TYPE_UINT, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/screentime/an-start-user-page.ui");
  bind_fields (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_full_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_user_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_later_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
an_start_user_page_init (AnStartUserPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_start_user_page_new (void)
{
  return g_object_new (AN_TYPE_START_USER_PAGE, NULL);
}

gboolean
an_start_user_page_is_complete (AnStartUserPage *self)
{
  g_autofree char *full_name = get_text (self->full_name);
  g_autofree char *user = get_text (self->user);

  return !self->is_busy && an_account_find_full_name_problem (full_name) == NULL &&
         an_account_find_user_problem (user) == NULL && find_password_problem (self) == NULL;
}

/* Has the account made; `made` follows, or words on the page. */
void
an_start_user_page_make (AnStartUserPage *self)
{
  g_autofree char *full_name = get_text (self->full_name);
  g_autofree char *user = get_text (self->user);

  if (!an_start_user_page_is_complete (self))
    return;
  self->is_busy = TRUE;
  show_failure (self, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  an_account_maker_create_async (
      user,
      full_name,
      gtk_switch_get_active (self->later) ? NULL : gtk_editable_get_text (self->password),
      self->cancellable,
      on_made,
      g_object_ref (self));
}
