// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A child's day as a parent sees it. This moment is AnNowCard's. */

#include "ui/screentime/an-today-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "base/an-time.h"
#include "ui/screentime/an-day-off.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/screentime/an-household.h"
#include "ui/screentime/an-now-card.h"
#include "ui/screentime/an-request-row.h"
#include "ui/screentime/an-rules-text.h"

#define REFRESH_SECONDS 20 /* while it is looked at and the child uses the PC */

/**
 * AnTodayPage:
 *
 * Emits `requests-wanted` and `codes-wanted`.
 */
struct _AnTodayPage {
  AdwBin parent;

  guint32 uid;
  guint64 version;      /* of the rules that day_off was read from */
  gboolean is_updating; /* the guard's answer goes into the switch */
  guint refresh_id;     /* source, 0 = none */
  char *shown;          /* (owned) (nullable) ids of the requests that are shown */

  AnFamily *family; /* (owned) */
  GPtrArray *rows;  /* (owned) of GtkWidget, not owned: the open requests */
  AnNowCard *now;
  AdwPreferencesGroup *requests;
  AdwActionRow *used_row;
  AdwActionRow *bonus_row;
  AdwActionRow *week_row;
  GtkSwitch *off_switch;
  GtkWidget *clock_row;
  GtkWidget *identity_row;
};

enum { SIGNAL_REQUESTS_WANTED, SIGNAL_CODES_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnTodayPage, an_today_page, ADW_TYPE_BIN)

static AnGuardClient *
get_client (AnTodayPage *self)
{
  return an_family_get_client (self->family);
}

/* What is shown */

void
an_today_page_set_day_off (AnTodayPage *self, gboolean is_off)
{
  self->is_updating = TRUE;
  gtk_switch_set_active (self->off_switch, is_off);
  self->is_updating = FALSE;
}

static void
on_policy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnTodayPage) self = user_data;
  g_autofree char *text =
      an_guard_client_get_policy_finish (AN_GUARD_CLIENT (source), result, NULL);
  g_autoptr (GDateTime) now = an_household_get_now (AN_GUARD_CLIENT (source));
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  if (text != NULL)
    an_today_page_set_day_off (self, an_day_off_is_set (text, date));
}

static void
load_day_off (AnTodayPage *self)
{
  an_guard_client_get_policy_async (get_client (self),
                                    self->uid,
                                    NULL,
                                    on_policy_ready,
                                    g_object_ref (self));
}

/* What a parent is typing into a row stays as long as the row does. */
static gboolean
has_other_requests (AnTodayPage *self)
{
  GPtrArray *requests = an_family_get_requests (self->family);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < requests->len; i++) {
    const AnGuardRequest *request = requests->pdata[i];

    if (request->uid == self->uid && request->state == AN_GUARD_REQUEST_OPEN)
      g_string_append_printf (ids, "%s ", request->id);
  }
  if (g_strcmp0 (ids->str, self->shown) == 0) {
    g_string_free (ids, TRUE);
    return FALSE;
  }
  g_free (self->shown);
  self->shown = g_string_free (ids, FALSE);
  return TRUE;
}

static void
show_requests (AnTodayPage *self, const AnGuardEntry *entry)
{
  GPtrArray *requests = an_family_get_requests (self->family);

  if (!has_other_requests (self))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->requests, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < requests->len; i++) {
    const AnGuardRequest *request = requests->pdata[i];
    GtkWidget *row;

    if (request->uid != self->uid || request->state != AN_GUARD_REQUEST_OPEN)
      continue;
    row = an_request_row_new (get_client (self), request, an_family_get_name (entry));
    adw_preferences_group_add (self->requests, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->requests), self->rows->len > 0);
}

static void
show_figures (AnTodayPage *self, const AnGuardStatus *status)
{
  g_autofree char *used = an_guard_text_used (status);
  g_autofree char *bonus = an_time_format_duration (status->bonus_today_seconds);
  g_autofree char *week = an_time_format_duration (status->used_week_seconds / 60 * 60);

  adw_action_row_set_subtitle (self->used_row, used);
  adw_action_row_set_subtitle (self->bonus_row, bonus);
  gtk_widget_set_visible (GTK_WIDGET (self->bonus_row), status->bonus_today_seconds > 0);
  adw_action_row_set_subtitle (self->week_row, week);
  gtk_widget_set_visible (self->clock_row, !status->clock_trusted);
}

static void
update (AnTodayPage *self)
{
  const AnGuardEntry *entry = an_family_find (self->family, self->uid);
  const AnGuardStatus *status = an_family_get_status (self->family, self->uid);

  if (entry == NULL || status == NULL)
    return;
  gtk_widget_set_visible (self->identity_row, entry->identity != AN_GUARD_IDENTITY_OK);
  show_figures (self, status);
  show_requests (self, entry);
  if (status->version != self->version) {
    self->version = status->version;
    load_day_off (self);
  }
}

static gboolean
on_refresh (gpointer user_data)
{
  AnTodayPage *self = user_data;
  const AnGuardStatus *status = an_family_get_status (self->family, self->uid);

  if (status != NULL && status->state == AN_GUARD_USING)
    an_family_refresh_status (self->family, self->uid);
  return G_SOURCE_CONTINUE;
}

/* What a parent does */

static void
on_off_undone (AnTodayPage *self)
{
  gtk_switch_set_active (self->off_switch, FALSE);
}

static void
on_on_undone (AnTodayPage *self)
{
  gtk_switch_set_active (self->off_switch, TRUE);
}

static void
on_off_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->off_switch), TRUE);
  if (!an_day_off_set_finish (result, &error)) {
    an_guard_say_error (GTK_WIDGET (self), error);
    an_today_page_set_day_off (self, !gtk_switch_get_active (self->off_switch));
    load_day_off (self);
    return;
  }
  if (gtk_switch_get_active (self->off_switch))
    an_guard_say_undo (GTK_WIDGET (self),
                       _ ("No more PC today; tomorrow the rules hold as before"),
                          G_CALLBACK (on_off_undone),
                          self);
  else
    an_guard_say_undo (GTK_WIDGET (self),
                       _ ("Today’s rules hold again"), G_CALLBACK (on_on_undone), self);
}

static void
on_off_changed (AnTodayPage *self)
{
  if (self->is_updating)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->off_switch), FALSE);
  an_day_off_set_async (get_client (self),
                        self->uid,
                        gtk_switch_get_active (self->off_switch),
                        on_off_set,
                        g_object_ref (self));
}

static void
on_clock_confirmed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (an_guard_client_confirm_clock_finish (AN_GUARD_CLIENT (source), result, &error))
    an_family_refresh_status (self->family, self->uid);
  else
    an_guard_say_error (GTK_WIDGET (self), error);
}

static void
on_clock_clicked (AnTodayPage *self)
{
  an_guard_client_confirm_clock_async (get_client (self),
                                       NULL,
                                       on_clock_confirmed,
                                       g_object_ref (self));
}

static void
on_requests_activated (AnTodayPage *self)
{
  g_signal_emit (self, signals[SIGNAL_REQUESTS_WANTED], 0);
}

static void
on_codes_activated (AnTodayPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CODES_WANTED], 0);
}

/* Widget */

static void
an_today_page_map (GtkWidget *widget)
{
  AnTodayPage *self = AN_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (an_today_page_parent_class)->map (widget);
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add_seconds (REFRESH_SECONDS, on_refresh, self);
  on_refresh (self);
}

static void
an_today_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&AN_TODAY_PAGE (widget)->refresh_id, g_source_remove);
  GTK_WIDGET_CLASS (an_today_page_parent_class)->unmap (widget);
}

static void
an_today_page_dispose (GObject *object)
{
  AnTodayPage *self = AN_TODAY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->family);
  G_OBJECT_CLASS (an_today_page_parent_class)->dispose (object);
}

static void
an_today_page_finalize (GObject *object)
{
  g_free (AN_TODAY_PAGE (object)->shown);
  g_ptr_array_unref (AN_TODAY_PAGE (object)->rows);
  G_OBJECT_CLASS (an_today_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, now);
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, requests);
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, used_row);
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, bonus_row);
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, week_row);
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, off_switch);
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, clock_row);
  gtk_widget_class_bind_template_child (widget_class, AnTodayPage, identity_row);
}

static void
an_today_page_class_init (AnTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_today_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_today_page_finalize;
  widget_class->map = an_today_page_map;
  widget_class->unmap = an_today_page_unmap;
  signals[SIGNAL_REQUESTS_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "requests-wanted", 0);
  signals[SIGNAL_CODES_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "codes-wanted", 0);

  g_type_ensure (AN_TYPE_NOW_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-today-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_off_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clock_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_requests_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_codes_activated);
}

static void
an_today_page_init (AnTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_today_page_new (AnFamily *family, guint32 uid)
{
  AnTodayPage *self = g_object_new (AN_TYPE_TODAY_PAGE, NULL);

  self->family = g_object_ref (family);
  self->uid = uid;
  an_now_card_set_child (self->now, family, uid);
  g_signal_connect_object (family, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
