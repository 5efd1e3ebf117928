// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The room where there is a guard: its children, what it refuses, what is handed over to it. */

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "ui/screentime/an-codes-page.h"
#include "ui/screentime/an-guard-dialog.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-household.h"
#include "ui/screentime/an-look-back-page.h"
#include "ui/screentime/an-requests-page.h"
#include "ui/screentime/an-screentime-room-private.h"
#include "ui/screentime/an-today-page.h"

static void
on_requests_wanted (AnScreentimeRoom *self)
{
  an_screentime_room_open_new_page (self, "requests", an_requests_page_new (self->family));
}

static void
on_codes_wanted (AnScreentimeRoom *self)
{
  guint32 uid = an_rules_sync_get_uid (self->sync);
  const AnGuardEntry *entry = an_family_find (self->family, uid);

  an_screentime_room_open_new_page (
      self,
      "codes",
      an_codes_page_new (an_family_get_client (self->family),
                         uid,
                         entry != NULL ? an_family_get_name (entry) : ""));
}

/* One child of the guard */

static void
on_loaded (AnScreentimeRoom *self)
{
  AnRulesDraft *draft = an_rules_sync_get_draft (self->sync);
  guint32 uid = an_rules_sync_get_uid (self->sync);
  const AnGuardEntry *entry = an_family_find (self->family, uid);

  if (self->draft == draft)
    return;
  an_screentime_room_forget_draft (self);
  self->draft = g_object_ref (draft);
  an_rules_page_show (self->rules_page, draft);
  an_child_tabs_add (self->tabs, "rules", _ ("Rules"), GTK_WIDGET (self->rules_page));
  an_child_tabs_add (self->tabs,
                     "look-back",
                     _ ("Look back"),
                        an_look_back_page_new (an_family_get_client (self->family),
                                               uid,
                                               entry != NULL ? an_family_get_name (entry) : "?"));
  if (g_strcmp0 (self->wanted_tab, "agreement") == 0) {
    an_child_tabs_show (self->tabs, "rules");
    an_screentime_room_open_agreement (self);
  } else if (self->wanted_tab != NULL) {
    an_child_tabs_show (self->tabs, self->wanted_tab);
  }
  self->wanted_tab = NULL;
}

static void
on_held (AnScreentimeRoom *self)
{
  an_rules_page_set_saved (self->rules_page, NULL);
}

static void
on_conflict_response (AnScreentimeRoom *self, const char *response)
{
  if (g_str_equal (response, "mine") && self->sync != NULL)
    an_rules_sync_insist (self->sync);
}

/* Two parents at once: the later one sees what the earlier did, and chooses. */
static void
ask_conflict (AnScreentimeRoom *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      _ ("Somebody else has just changed these rules"),
         _ ("Your last change was not saved. You see now what holds. Keep it, or put your version "
            "in its place?"));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "theirs",
                                    _ ("Keep what holds"), "mine", _ ("Use my version"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "theirs");
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (on_conflict_response),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_problem (AnScreentimeRoom *self, int code, const char *message)
{
  if (code == AN_GUARD_CLIENT_ERROR_CONFLICT) {
    ask_conflict (self);
    return;
  }
  if (code == AN_GUARD_CLIENT_ERROR_NOT_ALLOWED)
    message = _ ("this needs a parent’s password");
  if (code == AN_GUARD_CLIENT_ERROR_INVALID_POLICY)
    an_rules_page_set_refused (self->rules_page, message);
  an_rules_page_set_saved (self->rules_page, message);
}

static void
on_managed_chosen (AnScreentimeRoom *self, guint uid)
{
  const AnGuardEntry *entry = an_family_find (self->family, uid);
  GtkWidget *today;

  if (entry == NULL)
    return;
  an_screentime_room_close_managed (self);
  an_screentime_room_forget_draft (self);
  an_child_tabs_clear (self->tabs);
  self->wanted_tab = NULL;
  self->sync =
      an_rules_sync_new (an_family_get_client (self->family), uid, an_family_get_name (entry));
  g_signal_connect_object (self->sync, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "held", G_CALLBACK (on_held), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "problem", G_CALLBACK (on_problem), self, G_CONNECT_SWAPPED);
  an_screentime_room_show_guard (self);
  today = an_today_page_new (self->family, uid);
  g_signal_connect_object (today,
                           "requests-wanted",
                           G_CALLBACK (on_requests_wanted),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (today,
                           "codes-wanted",
                           G_CALLBACK (on_codes_wanted),
                           self,
                           G_CONNECT_SWAPPED);
  an_child_tabs_add (self->tabs, "today", _ ("Today"), today);
  an_rules_sync_load (self->sync);
  an_screentime_room_open_page (self, "rules");
}

/* @tab: static, as in on_loaded() */
void
an_screentime_room_open_managed (AnScreentimeRoom *self, guint32 uid, const char *tab)
{
  on_managed_chosen (self, uid);
  self->wanted_tab = tab;
}

/* The guard's child is left; what was changed last is handed over all the same. */
void
an_screentime_room_close_managed (AnScreentimeRoom *self)
{
  if (self->sync == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->sync, self);
  an_rules_sync_flush (self->sync);
  g_clear_object (&self->sync);
}

char *
an_screentime_room_create_managed_title (AnScreentimeRoom *self)
{
  const AnGuardEntry *entry = an_family_find (self->family, an_rules_sync_get_uid (self->sync));

  return g_strdup (entry != NULL ? an_family_get_name (entry) : "");
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnScreentimeRoom) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!an_guard_client_remove_child_finish (AN_GUARD_CLIENT (source), result, &error)) {
    an_guard_say_error (GTK_WIDGET (self), error);
    return;
  }
  an_screentime_room_forget_draft (self);
  an_family_reload (self->family);
  an_screentime_room_show_children (self);
}

void
an_screentime_room_remove_managed (AnScreentimeRoom *self)
{
  an_guard_client_remove_child_async (an_family_get_client (self->family),
                                      an_rules_sync_get_uid (self->sync),
                                      self->cancellable,
                                      on_removed,
                                      g_object_ref (self));
}

/* Handing over */

static void
on_handed_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnScreentimeRoom) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!an_guard_client_set_policy_finish (AN_GUARD_CLIENT (source), result, &error)) {
    an_guard_say_error (GTK_WIDGET (self), error);
    return;
  }
  if (self->draft != NULL && self->sync == NULL)
    an_screentime_room_remove_draft (self);
  an_family_reload (self->family);
  an_screentime_room_show_children (self);
  an_guard_say (GTK_WIDGET (self), _ ("The time guard holds the rules from now on"));
}

static void
on_account_chosen (GtkWidget *room, guint32 uid)
{
  AnScreentimeRoom *self = AN_SCREENTIME_ROOM (room);
  g_autoptr (AnPolicy) policy = NULL;
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *text = NULL;

  if (self->draft == NULL || self->sync != NULL)
    return;
  policy = an_rules_draft_build (self->draft, NULL);
  if (policy == NULL) {
    an_guard_say (room, _ ("Some hours need mending first; they are marked in red."));
    return;
  }
  document = an_policy_to_json (policy);
  text = an_json_to_string (document, FALSE);
  an_guard_client_set_policy_async (an_family_get_client (self->family),
                                    uid,
                                    text,
                                    self->cancellable,
                                    on_handed_over,
                                    g_object_ref (self));
}

static void
on_hand_over_wanted (AnScreentimeRoom *self)
{
  if (self->draft != NULL && self->sync == NULL)
    an_guard_dialog_choose_account (GTK_WIDGET (self),
                                    self->family,
                                    an_rules_draft_get_name (self->draft),
                                    on_account_chosen);
}

static void
on_guard_wanted (AnScreentimeRoom *self)
{
  an_screentime_room_open_guard (self);
}

/* The guard itself */

/* In the household's zone; in the PC's where there is no guard. */
GDateTime *
an_screentime_room_get_now (AnScreentimeRoom *self)
{
  return an_household_get_now (an_family_get_client (self->family));
}

/* Says on the page of rules who holds them. */
void
an_screentime_room_show_guard (AnScreentimeRoom *self)
{
  gboolean is_ready = an_family_get_state (self->family) == AN_FAMILY_READY;
  AnRulesGuard guard = AN_RULES_GUARD_ABSENT;
  g_autoptr (GDateTime) now = an_screentime_room_get_now (self);

  an_rules_page_set_today (self->rules_page, now);
  if (is_ready)
    guard = self->sync != NULL ? AN_RULES_GUARD_HOLDS : AN_RULES_GUARD_OFFER;
  an_rules_page_set_guard (self->rules_page, guard);
}

static void
on_family_changed (AnScreentimeRoom *self)
{
  guint32 uid = self->sync != NULL ? an_rules_sync_get_uid (self->sync) : 0;
  const AnGuardStatus *status = uid != 0 ? an_family_get_status (self->family, uid) : NULL;

  if (!self->is_broken)
    an_children_page_show (self->children_page, self->family, self->drafts);
  an_screentime_room_offer_start (self);
  an_screentime_room_show_guard (self);
  if (status != NULL && an_rules_sync_get_draft (self->sync) != NULL &&
      status->version != an_rules_sync_get_version (self->sync))
    an_rules_sync_load (self->sync); /* somebody else has changed them */
  g_object_notify (G_OBJECT (self), "title");
}

static void
connect (AnScreentimeRoom *self, gpointer page, const char *signal, GCallback callback)
{
  g_signal_connect_object (page, signal, callback, self, G_CONNECT_SWAPPED);
}

/* Once, when the pages are there. */
void
an_screentime_room_start_guard (AnScreentimeRoom *self)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();

  self->family = an_family_new (client);
  connect (self, self->family, "changed", G_CALLBACK (on_family_changed));
  connect (self, self->children_page, "managed-chosen", G_CALLBACK (on_managed_chosen));
  connect (self, self->children_page, "requests-wanted", G_CALLBACK (on_requests_wanted));
  connect (self, self->children_page, "guard-wanted", G_CALLBACK (on_guard_wanted));
  connect (self, self->rules_page, "hand-over-wanted", G_CALLBACK (on_hand_over_wanted));
  connect (self, self->rules_page, "guard-wanted", G_CALLBACK (on_guard_wanted));
  an_family_start (self->family);
}
