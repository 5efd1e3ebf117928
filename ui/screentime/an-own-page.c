// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The child's own page: what is left, today and tomorrow, the rules in words, and what is recorded.
 * Asking is AnAskCard's, codes are AnCodeCard's. */

#include "ui/screentime/an-own-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-ask-card.h"
#include "ui/screentime/an-code-card.h"
#include "ui/screentime/an-day-bar.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/screentime/an-household.h"
#include "ui/screentime/an-keep-days.h"
#include "ui/screentime/an-left-ring.h"
#include "ui/screentime/an-rules-sync.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/widgets/an-row-or-column.h"

#define REFRESH_SECONDS 20

/**
 * AnOwnPage:
 *
 * Emits `records-wanted`.
 */
struct _AnOwnPage {
  AdwBin parent;

  guint32 uid;
  guint64 version;
  guint refresh_id; /* source, 0 = none */

  AnFamily *family; /* (owned) */
  GtkLabel *problem;
  AnLeftRing *ring;
  GtkLabel *until;
  AdwActionRow *today_row;
  AdwActionRow *tomorrow_row;
  AnDayBar *today_bar;
  AnDayBar *tomorrow_bar;
  AnAskCard *ask;
  AnCodeCard *code;
  GtkLabel *rules;
  AdwPreferencesGroup *records;
};

enum { SIGNAL_RECORDS_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnOwnPage, an_own_page, ADW_TYPE_BIN)

static void
show_day (const AnPolicy *policy, GDateTime *date, AdwActionRow *row, AnDayBar *bar)
{
  guint weekday;
  g_autoptr (AnRulesDraft) plan = an_guard_text_plan (policy, date, &weekday);
  g_autofree char *text = an_policy_is_enabled (policy)
                              ? an_rules_text_day (plan, weekday)
                              : g_strdup (_ ("The rules are switched off"));

  adw_action_row_set_subtitle (row, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text,
                                  -1);
  an_day_bar_show (bar, plan, weekday);
}

void
an_own_page_show_policy (AnOwnPage *self, const AnPolicy *policy, GDateTime *today)
{
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (today, 1);
  g_autoptr (AnRulesDraft) draft = an_rules_draft_new ("", "", 0, policy);
  g_autofree char *week = an_rules_text_week (draft);

  show_day (policy, today, self->today_row, self->today_bar);
  show_day (policy, tomorrow, self->tomorrow_row, self->tomorrow_bar);
  gtk_label_set_label (self->rules,
                       an_policy_is_enabled (policy) ? week : _ ("The rules are switched off"));
  an_ask_card_set_policy (self->ask, policy);
  an_code_card_set_policy (self->code, policy);
}

static void
on_policy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnOwnPage) self = user_data;
  g_autofree char *text =
      an_guard_client_get_policy_finish (AN_GUARD_CLIENT (source), result, NULL);
  g_autoptr (AnPolicy) policy = text != NULL ? an_rules_sync_parse (text, NULL, NULL) : NULL;
  g_autoptr (GDateTime) today = an_household_get_now (AN_GUARD_CLIENT (source));

  if (policy != NULL)
    an_own_page_show_policy (self, policy, today);
}

static void
show_keep_days (AnOwnPage *self, guint days)
{
  g_autofree char *keep = an_keep_days_format (days);
  /* Translators: %s is a length of time, such as “1 year” */
  g_autofree char *text = g_strdup_printf (
      _ ("Your parents can see it, and so can you. It is deleted after %s."), keep);

  adw_preferences_group_set_description (self->records, text);
}

static void
update (AnOwnPage *self)
{
  const AnGuardStatus *status = an_family_get_status (self->family, self->uid);
  g_autofree char *until = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem),
                          an_family_get_state (self->family) != AN_FAMILY_READY);
  if (status == NULL)
    return;
  until = an_guard_text_until (status, TRUE);
  an_left_ring_show (self->ring, status);
  gtk_label_set_label (self->until, until);
  show_keep_days (self, status->keep_days);
  an_ask_card_show (self->ask, an_family_get_requests (self->family));
  if (status->version == self->version)
    return;
  self->version = status->version;
  an_guard_client_get_policy_async (an_family_get_client (self->family),
                                    self->uid,
                                    NULL,
                                    on_policy_ready,
                                    g_object_ref (self));
}

static gboolean
on_refresh (gpointer user_data)
{
  AnOwnPage *self = user_data;

  an_family_refresh_status (self->family, self->uid);
  return G_SOURCE_CONTINUE;
}

static void
on_records_clicked (AnOwnPage *self)
{
  g_signal_emit (self, signals[SIGNAL_RECORDS_WANTED], 0);
}

static void
an_own_page_map (GtkWidget *widget)
{
  AnOwnPage *self = AN_OWN_PAGE (widget);

  GTK_WIDGET_CLASS (an_own_page_parent_class)->map (widget);
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add_seconds (REFRESH_SECONDS, on_refresh, self);
}

static void
an_own_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&AN_OWN_PAGE (widget)->refresh_id, g_source_remove);
  GTK_WIDGET_CLASS (an_own_page_parent_class)->unmap (widget);
}

static void
an_own_page_dispose (GObject *object)
{
  AnOwnPage *self = AN_OWN_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->family);
  G_OBJECT_CLASS (an_own_page_parent_class)->dispose (object);
}

static void
an_own_page_class_init (AnOwnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_own_page_dispose;
  widget_class->map = an_own_page_map;
  widget_class->unmap = an_own_page_unmap;
  signals[SIGNAL_RECORDS_WANTED] = an_signal_new (AN_TYPE_OWN_PAGE, "records-wanted", 0);
  g_type_ensure (AN_TYPE_ASK_CARD);
  g_type_ensure (AN_TYPE_CODE_CARD);
  g_type_ensure (AN_TYPE_DAY_BAR);
  g_type_ensure (AN_TYPE_LEFT_RING);
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-own-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, ring);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, until);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, today_row);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, tomorrow_row);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, today_bar);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, tomorrow_bar);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, ask);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, code);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, rules);
  gtk_widget_class_bind_template_child (widget_class, AnOwnPage, records);
  gtk_widget_class_bind_template_callback (widget_class, on_records_clicked);
}

static void
an_own_page_init (AnOwnPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_own_page_new:
 * @uid: of the child at the keyboard
 */
GtkWidget *
an_own_page_new (AnFamily *family, guint32 uid)
{
  AnOwnPage *self = g_object_new (AN_TYPE_OWN_PAGE, NULL);

  self->family = g_object_ref (family);
  self->uid = uid;
  an_ask_card_set_client (self->ask, an_family_get_client (family));
  an_code_card_set_client (self->code, an_family_get_client (family));
  g_signal_connect_object (family, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
