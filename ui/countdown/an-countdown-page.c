// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What a child sees while there is time to save its work: how long, what comes then, how to ask for
 * more, and where help is. */

#include "ui/countdown/an-countdown-page.h"

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "ui/screentime/an-ask-card.h"

/**
 * AnCountdownPage:
 *
 * Needs the actions `window.close` and `win.help-now` of its window.
 */
struct _AnCountdownPage {
  AdwBin parent;

  GtkLabel *left;
  GtkLabel *then;
  GtkWidget *ask_button;
  AnAskCard *ask_card;
};

G_DEFINE_FINAL_TYPE (AnCountdownPage, an_countdown_page, ADW_TYPE_BIN)

static void
on_ask_clicked (AnCountdownPage *self)
{
  gtk_widget_set_visible (self->ask_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->ask_card), TRUE);
}

static void
an_countdown_page_class_init (AnCountdownPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AN_TYPE_ASK_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/countdown/an-countdown-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnCountdownPage, left);
  gtk_widget_class_bind_template_child (widget_class, AnCountdownPage, then);
  gtk_widget_class_bind_template_child (widget_class, AnCountdownPage, ask_button);
  gtk_widget_class_bind_template_child (widget_class, AnCountdownPage, ask_card);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked);
}

static void
an_countdown_page_init (AnCountdownPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_countdown_page_new (void)
{
  return g_object_new (AN_TYPE_COUNTDOWN_PAGE, NULL);
}

void
an_countdown_page_set_client (AnCountdownPage *self, AnGuardClient *client)
{
  an_ask_card_set_client (self->ask_card, client);
}

/* What comes after the countdown, and how much may be asked for. */
void
an_countdown_page_set_policy (AnCountdownPage *self, const AnPolicy *policy)
{
  gboolean logs_out = an_policy_get_guard (policy)->at_end == AN_AT_END_LOGOUT;

  gtk_label_set_label (self->then,
                       logs_out
                       ? _ ("Then the programs are closed. What is not saved by then is lost.")
                       : _ ("Then the screen locks. What is open stays for half an hour."));
  gtk_widget_set_visible (GTK_WIDGET (self->then), TRUE);
  an_ask_card_set_policy (self->ask_card, policy);
}

void
an_countdown_page_set_left (AnCountdownPage *self, gint64 seconds)
{
  g_autofree char *duration = an_time_format_duration (MAX (seconds, 0));
  /* Translators: a duration, such as “45 seconds” */
  g_autofree char *text = g_strdup_printf (_ ("The PC closes in %s"), duration);

  gtk_label_set_label (self->left, text);
}
