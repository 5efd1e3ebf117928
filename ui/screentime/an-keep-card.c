// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* For how long what happened is kept, and having it deleted earlier. */

#include "ui/screentime/an-keep-card.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "screentime/an-instant.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-household.h"
#include "ui/screentime/an-keep-days.h"
#include "ui/screentime/an-look-period.h"

#define DELETE "delete"

/* How old what is deleted must be at least; 0: before this week. */
static const guint ages[] = { 0, 31, 3 * 31 };

/**
 * AnKeepCard:
 *
 * Emits `forgotten` when something was deleted.
 */
struct _AnKeepCard {
  AdwBin parent;

  guint32 uid;
  guint keep_days;      /* as the guard told, 0: not yet */
  guint wanted_days;    /* that are being set */
  gboolean is_updating; /* the guard's answer goes into the row */
  guint age;            /* index of what is to be deleted */

  AnGuardClient *client; /* (owned) (nullable) for pictures */
  AdwComboRow *keep_row;
};

enum { SIGNAL_FORGOTTEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnKeepCard, an_keep_card, ADW_TYPE_BIN)

static AdwMessageDialog *
create_dialog (AnKeepCard *self, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));

  adw_message_dialog_add_responses (dialog,
                                    "keep",
                                    _ ("Keep everything"), DELETE, C_ ("records", "Delete"), NULL);
  adw_message_dialog_set_response_appearance (dialog, DELETE, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "keep");
  return dialog;
}

/* How long */

static void
show_keep_days (AnKeepCard *self, guint days)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION, i;

  for (i = 0; an_keep_days_choices[i] != 0; i++) {
    g_autofree char *name = an_keep_days_format (an_keep_days_choices[i]);

    gtk_string_list_append (names, name);
    if (an_keep_days_choices[i] == days)
      selected = i;
  }
  if (selected == GTK_INVALID_LIST_POSITION && days > 0) { /* set from a terminal */
    g_autofree char *name = an_keep_days_format (days);

    gtk_string_list_append (names, name);
    selected = i;
  }
  self->is_updating = TRUE;
  self->keep_days = days;
  adw_combo_row_set_model (self->keep_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->keep_row, selected);
  self->is_updating = FALSE;
}

static void
on_status_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnKeepCard) self = user_data;
  g_autoptr (AnGuardStatus) status =
      an_guard_client_get_status_finish (AN_GUARD_CLIENT (source), result, NULL);

  if (status != NULL && status->keep_days != self->keep_days)
    show_keep_days (self, status->keep_days);
}

static void
on_keep_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnKeepCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *keep = an_keep_days_format (self->wanted_days);
  g_autofree char *text = NULL;

  if (!an_guard_client_set_keep_days_finish (AN_GUARD_CLIENT (source), result, &error)) {
    show_keep_days (self, self->keep_days);
    an_guard_say_error (GTK_WIDGET (self), error);
    return;
  }
  self->keep_days = self->wanted_days;
  /* Translators: %s is a length of time, such as “1 year” */
  text = g_strdup_printf (_ ("Records are kept for %s from now on"), keep);
  an_guard_say (GTK_WIDGET (self), text);
  g_signal_emit (self, signals[SIGNAL_FORGOTTEN], 0);
}

static void
set_keep_days (AnKeepCard *self)
{
  an_guard_client_set_keep_days_async (self->client,
                                       self->wanted_days,
                                       NULL,
                                       on_keep_set,
                                       g_object_ref (self));
}

static void
on_shorter_response (AnKeepCard *self, const char *response)
{
  if (g_str_equal (response, DELETE))
    set_keep_days (self);
  else
    show_keep_days (self, self->keep_days);
}

static void
on_keep_changed (AnKeepCard *self)
{
  guint selected = adw_combo_row_get_selected (self->keep_row);
  AdwMessageDialog *dialog;

  if (self->is_updating || self->client == NULL || selected == GTK_INVALID_LIST_POSITION ||
      an_keep_days_choices[selected] == self->keep_days)
    return;
  self->wanted_days = an_keep_days_choices[selected];
  if (self->wanted_days == 0 || self->wanted_days > self->keep_days) {
    if (self->wanted_days != 0)
      set_keep_days (self);
    return;
  }
  dialog = create_dialog (self,
                          _ ("Keep records for a shorter time?"),
                             _ ("What is older is deleted at once, of all children, and does not "
                                "come back."));
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (on_shorter_response),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Deleting */

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnKeepCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!an_guard_client_delete_history_finish (AN_GUARD_CLIENT (source), result, &error)) {
    an_guard_say_error (GTK_WIDGET (self), error);
    return;
  }
  an_guard_say (GTK_WIDGET (self), _ ("The older records are deleted"));
  g_signal_emit (self, signals[SIGNAL_FORGOTTEN], 0);
}

static void
on_delete_response (AnKeepCard *self, const char *response)
{
  g_autoptr (GDateTime) now = an_household_get_now (self->client);
  gint64 today = an_look_get_today (now);
  g_autofree char *before =
      an_day_format (today - MAX (ages[self->age], an_day_get_weekday (today)));

  if (g_str_equal (response, DELETE))
    an_guard_client_delete_history_async (self->client,
                                          self->uid,
                                          before,
                                          NULL,
                                          on_deleted,
                                          g_object_ref (self));
}

static void
on_age_toggled (GtkCheckButton *button, gpointer user_data)
{
  AnKeepCard *self = user_data;

  if (gtk_check_button_get_active (button))
    self->age = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "age"));
}

/* (transfer floating) */
static GtkWidget *
create_ages (AnKeepCard *self)
{
  const char *const names[G_N_ELEMENTS (ages)] = {
    _ ("All from before this week"),
       _ ("What is older than a month"),
          _ ("What is older than three months"),
       };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++) {
    GtkWidget *button = gtk_check_button_new_with_label (names[i]);

    if (first == NULL)
      first = button;
    else
      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
    g_object_set_data (G_OBJECT (button), "age", GUINT_TO_POINTER (i));
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_age_toggled), self, 0);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), i == G_N_ELEMENTS (ages) - 1);
    gtk_box_append (GTK_BOX (box), button);
  }
  return box;
}

static void
on_delete_activated (AnKeepCard *self)
{
  AdwMessageDialog *dialog =
      create_dialog (self,
                     _ ("Delete older records?"),
                        _ ("Time used, requests and events of this child. They do not come back. "
                           "This week stays, because its limits need it."));

  if (self->client == NULL)
    return;
  adw_message_dialog_set_extra_child (dialog, create_ages (self));
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (on_delete_response),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Widget */

static void
an_keep_card_dispose (GObject *object)
{
  g_clear_object (&AN_KEEP_CARD (object)->client);
  G_OBJECT_CLASS (an_keep_card_parent_class)->dispose (object);
}

static void
an_keep_card_class_init (AnKeepCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_keep_card_dispose;
  signals[SIGNAL_FORGOTTEN] = an_signal_new (AN_TYPE_KEEP_CARD, "forgotten", 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-keep-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AnKeepCard, keep_row);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_activated);
}

static void
an_keep_card_init (AnKeepCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_keep_days (self, 365);
}

/**
 * an_keep_card_set_child:
 * @client: (nullable): the guard
 */
void
an_keep_card_set_child (AnKeepCard *self, AnGuardClient *client, guint32 uid)
{
  g_set_object (&self->client, client);
  self->uid = uid;
}

/* Asks the guard anew. */
void
an_keep_card_load (AnKeepCard *self)
{
  if (self->client != NULL)
    an_guard_client_get_status_async (self->client,
                                      self->uid,
                                      NULL,
                                      on_status_ready,
                                      g_object_ref (self));
}
