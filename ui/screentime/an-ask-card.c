// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How a child gets more time: by asking, or with a code or PIN of the parents. */

#include "ui/screentime/an-ask-card.h"

#include <string.h>

#include "base/an-i18n.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/widgets/an-row-or-column.h"

#define MAX_REASON 200 /* characters */

static const int offers[] = { 15, 30, 60 };

/**
 * AnAskCard:
 *
 * Minutes and a reason to send; what became of the last request; a field for a code.
 */
struct _AnAskCard {
  AdwBin parent;

  AnGuardClient *client; /* (owned) (nullable) until set */
  GtkToggleButton *offer_15;
  GtkToggleButton *offer_30;
  GtkToggleButton *offer_60;
  AdwEntryRow *reason_row;
  GtkWidget *ask_button;
  GtkLabel *last;
  AdwComboRow *kind_row;
  AdwPasswordEntryRow *code_row;
  GtkSpinButton *code_spin;
  GtkWidget *code_button;
};

G_DEFINE_FINAL_TYPE (AnAskCard, an_ask_card, ADW_TYPE_BIN)

/* Asking */

static int
get_minutes (AnAskCard *self)
{
  GtkToggleButton *buttons[] = { self->offer_15, self->offer_30, self->offer_60 };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_toggle_button_get_active (buttons[i]))
      return offers[i];
  return offers[0];
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnAskCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      an_guard_client_request_time_finish (AN_GUARD_CLIENT (source), result, &error);
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (self->ask_button, TRUE);
  if (id != NULL) {
    gtk_editable_set_text (GTK_EDITABLE (self->reason_row), "");
    an_guard_say (GTK_WIDGET (self), _ ("Your parents are asked. They answer when they can."));
    return;
  }
  /* Translators: %s is a reason, such as “that was often enough for today” */
  text = g_strdup_printf (_ ("It could not be asked: %s"), error->message);
  an_guard_say (GTK_WIDGET (self), text);
}

static void
on_ask_clicked (AnAskCard *self)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_row));
  g_autofree char *cut = g_utf8_substring (reason, 0, MIN (g_utf8_strlen (reason, -1), MAX_REASON));

  gtk_widget_set_sensitive (self->ask_button, FALSE);
  an_guard_client_request_time_async (self->client,
                                      get_minutes (self),
                                      cut,
                                      NULL,
                                      on_asked,
                                      g_object_ref (self));
}

/* Code and PIN */

static gboolean
is_pin (AnAskCard *self)
{
  return adw_combo_row_get_selected (self->kind_row) == 1;
}

static void
on_code_changed (AnAskCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->code_row));
  gsize length = strlen (text);
  gboolean is_number = strspn (text, "0123456789") == length;

  gtk_widget_set_sensitive (self->code_button,
                            is_number &&
                                (is_pin (self) ? length >= 4 && length <= 12 : length == 6));
}

static void
finish_code (AnAskCard *self, gboolean is_done, const GError *error)
{
  g_autofree char *text = NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->code_row), "");
  on_code_changed (self);
  if (is_done) {
    an_guard_say (GTK_WIDGET (self), _ ("The time was added"));
    return;
  }
  /* Translators: %s is a reason, such as “that is not right, or it was used already” */
  text = g_strdup_printf (_ ("No time was added: %s"), error->message);
  an_guard_say (GTK_WIDGET (self), text);
}

static void
on_code_redeemed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnAskCard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = an_guard_client_redeem_code_finish (AN_GUARD_CLIENT (source), result, &error);

  finish_code (self, is_done, error);
}

static void
on_pin_redeemed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnAskCard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = an_guard_client_redeem_pin_finish (AN_GUARD_CLIENT (source), result, &error);

  finish_code (self, is_done, error);
}

static void
on_code_clicked (AnAskCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->code_row));
  int minutes = gtk_spin_button_get_value_as_int (self->code_spin);

  if (!gtk_widget_get_sensitive (self->code_button))
    return;
  gtk_widget_set_sensitive (self->code_button, FALSE);
  if (is_pin (self))
    an_guard_client_redeem_pin_async (self->client,
                                      text,
                                      minutes,
                                      NULL,
                                      on_pin_redeemed,
                                      g_object_ref (self));
  else
    an_guard_client_redeem_code_async (self->client,
                                       text,
                                       minutes,
                                       NULL,
                                       on_code_redeemed,
                                       g_object_ref (self));
}

/* Widget */

static void
an_ask_card_dispose (GObject *object)
{
  g_clear_object (&AN_ASK_CARD (object)->client);
  G_OBJECT_CLASS (an_ask_card_parent_class)->dispose (object);
}

static void
an_ask_card_class_init (AnAskCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_ask_card_dispose;
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-ask-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, offer_15);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, offer_30);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, offer_60);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, ask_button);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, last);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, kind_row);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, code_row);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, code_spin);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, code_button);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_code_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_code_clicked);
}

static void
an_ask_card_init (AnAskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_code_changed (self);
}

void
an_ask_card_set_client (AnAskCard *self, AnGuardClient *client)
{
  g_set_object (&self->client, client);
}

/* What may be asked for at once, and how much a code may give. */
void
an_ask_card_set_policy (AnAskCard *self, const AnPolicy *policy)
{
  const AnPolicyGuard *guard = an_policy_get_guard (policy);
  GtkToggleButton *buttons[] = { self->offer_15, self->offer_30, self->offer_60 };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_visible (GTK_WIDGET (buttons[i]),
                            i == 0 || offers[i] <= guard->requests_max_minutes);
  gtk_adjustment_set_upper (gtk_spin_button_get_adjustment (self->code_spin),
                            MAX (guard->codes_max_minutes, 1));
}

/**
 * an_ask_card_show:
 * @requests: (element-type AnGuardRequest): the child's own, newest first
 */
void
an_ask_card_show (AnAskCard *self, GPtrArray *requests)
{
  const AnGuardRequest *request = requests->len > 0 ? requests->pdata[0] : NULL;
  g_autofree char *what = request != NULL ? an_guard_text_request (request) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->last), request != NULL);
  if (request == NULL)
    return;
  text = request->state == AN_GUARD_REQUEST_OPEN
      /* Translators: %s is “30 minutes asked for at 18:20” */
      ? g_strdup_printf (_ ("Sent: %s. Your parents have not answered yet."), what)
      /* Translators: %s is “30 minutes asked for at 18:20 – 15 minutes given” */
      : g_strdup_printf (_ ("The last time: %s"), what);
  gtk_label_set_label (self->last, text);
}
