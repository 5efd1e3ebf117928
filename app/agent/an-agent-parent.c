// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* In a parent's session: requests for more time, and what else the guard has seen. */

#include "agent/an-agent-parent.h"

#include <unistd.h>

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-time.h"

#define REQUEST_PREFIX "request-"
#define EVENT_KEY "event"
#define APPROVE "approve"
#define DECLINE "decline"
#define MAX_SHOWN 5

struct _AnAgentParent {
  guint32 uid;
  gboolean is_parent; /* the guard tells us of others */
  GHashTable *names;  /* (owned) uid → name of a child */
  gint64 began_at;    /* µs since 1970: events from before are in the window's list */

  AnGuardClient *client;     /* (owned) */
  AnNotifier *notifier;      /* (owned) */
  GHashTable *told_until;    /* (owned) uid → µs since 1970 */
  GCancellable *cancellable; /* (owned) */
};

/* Requests */

/* As people write it, or that of the account. */
static const char *
find_name (AnAgentParent *self, const AnGuardRequest *request)
{
  const char *name = g_hash_table_lookup (self->names, GUINT_TO_POINTER (request->uid));

  return name != NULL ? name : request->user;
}

/* What a child has written is for its parents' eyes, not for whoever stands before this screen. */
static void
show_request (AnAgentParent *self, const AnGuardRequest *request)
{
  g_autofree char *key = g_strconcat (REQUEST_PREFIX, request->id, NULL);
  g_autofree char *duration = an_time_format_duration (request->minutes * 60);
  /* Translators: a button; a duration, such as “30 minutes” */
  g_autofree char *approve = g_strdup_printf (_ ("Agree (%s)"), duration);
  /* Translators: a child's name, a duration, such as “30 minutes” */
  g_autofree char *title =
      g_strdup_printf (_ ("%s asks for %s more"), find_name (self, request), duration);
  const char *actions[] = {
    APPROVE,
    approve,
    DECLINE,
    C_ ("button", "Not now"),
    NULL,
  };
  AnNotice notice = {
    .key = key,
    .title = title,
    .body = request->reason[0] != '\0'
    ? _ ("A reason is written with it; you read it in An Nhi.")
    : _ ("Your child is told what you answer."), .actions = actions, .stays = TRUE,
    };

  an_notifier_show (self->notifier, &notice);
}

static void
on_requests_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests =
      an_guard_client_list_requests_finish (AN_GUARD_CLIENT (source), result, &error);
  AnAgentParent *self = user_data;
  guint shown = 0;

  for (guint i = 0; requests != NULL && i < requests->len && shown < MAX_SHOWN; i++) {
    const AnGuardRequest *request = requests->pdata[i];
    g_autofree char *key = g_strconcat (REQUEST_PREFIX, request->id, NULL);

    if (request->uid == self->uid || request->state != AN_GUARD_REQUEST_OPEN)
      continue;
    shown++;
    if (!an_notifier_is_shown (self->notifier, key))
      show_request (self, request);
  }
}

static void
look_at_requests (AnAgentParent *self)
{
  an_guard_client_list_requests_async (self->client, self->cancellable, on_requests_ready, self);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  AnAgentParent *self = user_data;
  AnNotice notice = { .key = EVENT_KEY, .title = _ ("The answer was not given") };

  if (an_guard_client_answer_request_finish (AN_GUARD_CLIENT (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  notice.body = error->message;
  an_notifier_show (self->notifier, &notice);
  look_at_requests (self);
}

static void
on_action (AnNotifier *notifier, const char *key, const char *action, gpointer user_data)
{
  AnAgentParent *self = user_data;
  gboolean approve = g_str_equal (action, APPROVE);

  if (!g_str_has_prefix (key, REQUEST_PREFIX) || !(approve || g_str_equal (action, DECLINE)))
    return;
  an_guard_client_answer_request_async (self->client,
                                        key + sizeof REQUEST_PREFIX - 1,
                                        approve,
                                        0,
                                        self->cancellable,
                                        on_answered,
                                        self);
  an_notifier_close (self->notifier, key);
}

/* Events */

static gboolean
is_worth_telling (const AnGuardEvent *event)
{
  static const char *const kinds[] = { "clock-back", "clock-forward", "false-claim", "data-rescued",
                                       "identity",   "makeshift",     NULL };

  return g_strv_contains (kinds, event->kind);
}

/* Up to when the events of a child, or of the whole PC, are known. */
static gint64 *
find_told_until (AnAgentParent *self, guint32 uid)
{
  gint64 *told = g_hash_table_lookup (self->told_until, GUINT_TO_POINTER (uid));

  if (told == NULL) {
    told = g_new (gint64, 1);
    *told = self->began_at;
    g_hash_table_insert (self->told_until, GUINT_TO_POINTER (uid), told);
  }
  return told;
}

/* Tells the newest of what happened since the last look. @events: newest first */
static void
take_events (AnAgentParent *self, GPtrArray *events)
{
  const AnGuardEvent *found = NULL;

  for (guint i = events->len; i > 0; i--) {
    const AnGuardEvent *event = events->pdata[i - 1];
    gint64 *told_until = find_told_until (self, event->uid);
    gint64 at;

    if (!an_time_from_rfc3339 (event->at, &at) || at <= *told_until)
      continue;
    *told_until = at;
    if (is_worth_telling (event))
      found = event;
  }
  if (found != NULL) {
    AnNotice notice = {
      .key = EVENT_KEY,
      .title =
          _ ("An Nhi noticed something"), .body = an_text_choose (found->text_vi, found->text_en),
      };

    an_notifier_show (self->notifier, &notice);
  }
}

static void
on_events_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) events =
      an_guard_client_get_events_finish (AN_GUARD_CLIENT (source), result, NULL);

  if (events != NULL)
    take_events (user_data, events);
}

/* @uid: a child, or 0 for the whole PC */
static void
look_at_events (AnAgentParent *self, guint32 uid)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -1);
  g_autoptr (GDateTime) after = g_date_time_add_days (now, 1);
  g_autofree char *from = g_date_time_format (before, "%Y-%m-%d");
  g_autofree char *to = g_date_time_format (after, "%Y-%m-%d");

  an_guard_client_get_events_async (self->client,
                                    uid,
                                    from,
                                    to,
                                    self->cancellable,
                                    on_events_ready,
                                    self);
}

/* Callbacks */

static void
on_children_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children =
      an_guard_client_list_children_finish (AN_GUARD_CLIENT (source), result, &error);
  AnAgentParent *self = user_data;

  for (guint i = 0; children != NULL && i < children->len; i++) {
    const AnGuardEntry *entry = children->pdata[i];

    if (entry->uid != self->uid)
      self->is_parent = TRUE;
    if (entry->real_name[0] != '\0')
      g_hash_table_replace (self->names,
                            GUINT_TO_POINTER (entry->uid),
                            an_text_make_visible (entry->real_name));
  }
  if (self->is_parent && children != NULL)
    look_at_requests (self);
}

static void
look_around (AnAgentParent *self)
{
  if (an_guard_client_is_present (self->client))
    an_guard_client_list_children_async (self->client, self->cancellable, on_children_ready, self);
}

static void
on_request_added (AnGuardClient *client, guint uid, const char *id, gpointer user_data)
{
  AnAgentParent *self = user_data;

  if (uid != self->uid)
    look_around (self);
}

static void
on_request_answered (AnGuardClient *client,
                     guint uid,
                     const char *id,
                     gboolean approved,
                     int minutes,
                     gpointer user_data)
{
  AnAgentParent *self = user_data;
  g_autofree char *key = g_strconcat (REQUEST_PREFIX, id, NULL);

  an_notifier_close (self->notifier, key);
}

static void
on_status_changed (AnGuardClient *client, const AnGuardStatus *status, gpointer user_data)
{
  AnAgentParent *self = user_data;

  if (status->uid == self->uid || !self->is_parent)
    return;
  look_at_events (self, status->uid);
  look_at_events (self, 0);
}

/* Public functions */

AnAgentParent *
an_agent_parent_new (AnGuardClient *client, AnNotifier *notifier)
{
  AnAgentParent *self = g_new0 (AnAgentParent, 1);

  self->uid = getuid ();
  self->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->began_at = g_get_real_time ();
  self->told_until = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->client = g_object_ref (client);
  self->notifier = g_object_ref (notifier);
  self->cancellable = g_cancellable_new ();
  g_signal_connect (client, "request-added", G_CALLBACK (on_request_added), self);
  g_signal_connect (client, "request-answered", G_CALLBACK (on_request_answered), self);
  g_signal_connect (client, "status-changed", G_CALLBACK (on_status_changed), self);
  g_signal_connect_swapped (client, "notify::present", G_CALLBACK (look_around), self);
  g_signal_connect (notifier, "action", G_CALLBACK (on_action), self);
  look_around (self);
  return self;
}

void
an_agent_parent_free (AnAgentParent *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->client, self);
  g_signal_handlers_disconnect_by_data (self->notifier, self);
  g_object_unref (self->client);
  g_object_unref (self->notifier);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->told_until);
  g_free (self);
}
