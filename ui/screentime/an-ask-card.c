// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How a child asks for more time, and what became of it. */

#include "ui/screentime/an-ask-card.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/widgets/an-row-or-column.h"

#define MAX_REASON 200 /* characters */

#define N_OFFERS 3
#define USUAL_MAX 60 /* until the rules are known */

/**
 * AnAskCard:
 *
 * Minutes and a reason to send; what became of the last request. Parents who want to be asked in
 * person get no button.
 */
struct _AnAskCard {
  AdwBin parent;

  AnGuardClient *client; /* (owned) (nullable) until set */
  int offered[N_OFFERS]; /* minutes; 0: not offered */
  GtkWidget *offers;
  GtkToggleButton *offer_15;
  GtkToggleButton *offer_30;
  GtkToggleButton *offer_60;
  AdwEntryRow *reason_row;
  GtkLabel *problem;
  GtkWidget *ask_button;
  GtkLabel *last;
};

G_DEFINE_FINAL_TYPE (AnAskCard, an_ask_card, ADW_TYPE_BIN)

/* What may be asked for at once: a quarter of an hour, or less where less is allowed. */
static void
set_offers (AnAskCard *self, int max_minutes)
{
  static const int usual[N_OFFERS] = { 15, 30, 60 };
  GtkToggleButton *buttons[] = { self->offer_15, self->offer_30, self->offer_60 };

  for (gsize i = 0; i < N_OFFERS; i++) {
    g_autofree char *label = NULL;

    self->offered[i] = usual[i] <= max_minutes ? usual[i] : 0;
    if (i == 0 && max_minutes < usual[0])
      self->offered[0] = max_minutes;
    label = an_rules_text_minutes (self->offered[i]);
    gtk_button_set_label (GTK_BUTTON (buttons[i]), label);
    gtk_widget_set_visible (GTK_WIDGET (buttons[i]), self->offered[i] > 0);
  }
  gtk_toggle_button_set_active (self->offer_15, TRUE);
}

static int
get_minutes (AnAskCard *self)
{
  GtkToggleButton *buttons[] = { self->offer_15, self->offer_30, self->offer_60 };

  for (gsize i = 0; i < N_OFFERS; i++)
    if (gtk_toggle_button_get_active (buttons[i]))
      return self->offered[i];
  return self->offered[0];
}

static void
show_problem (AnAskCard *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
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
  if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_TOO_MANY))
    text = g_strdup (_ ("Your parents have got enough letters from here today. Talk to them "
                        "yourself – that often goes best."));
  else
    /* Translators: %s is a reason, such as “the guard went away while it was asked” */
    text = g_strdup_printf (_ ("It could not be asked: %s"), error->message);
  show_problem (self, text);
}

static void
on_ask_clicked (AnAskCard *self)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_row));
  g_autofree char *cut = g_utf8_substring (reason, 0, MIN (g_utf8_strlen (reason, -1), MAX_REASON));

  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->ask_button, FALSE);
  an_guard_client_request_time_async (self->client,
                                      get_minutes (self),
                                      cut,
                                      NULL,
                                      on_asked,
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
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, offers);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, problem);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, offer_15);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, offer_30);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, offer_60);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, ask_button);
  gtk_widget_class_bind_template_child (widget_class, AnAskCard, last);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked);
}

static void
an_ask_card_init (AnAskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_offers (self, USUAL_MAX);
}

void
an_ask_card_set_client (AnAskCard *self, AnGuardClient *client)
{
  g_set_object (&self->client, client);
}

/* How much may be asked for at once, and whether it may be asked here at all. */
void
an_ask_card_set_policy (AnAskCard *self, const AnPolicy *policy)
{
  const AnPolicyGuard *guard = an_policy_get_guard (policy);
  gboolean may_ask = guard->requests_max_minutes > 0 && guard->requests_per_day > 0;

  set_offers (self, guard->requests_max_minutes);
  gtk_widget_set_visible (self->offers, may_ask);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), may_ask);
  gtk_widget_set_visible (self->ask_button, may_ask);
  show_problem (self, may_ask ? NULL : _ ("Your parents want to be asked in person."));
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
