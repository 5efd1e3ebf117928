// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * In the child's session: how much time is left, the countdown, rests, answers. Every text says
 * how to ask for more, and none blames. What is shown holds nobody back: the guard does that.
 */

#include "agent/an-agent-child.h"

#include <unistd.h>

#include "agent/an-agent-screen.h"
#include "base/an-i18n.h"
#include "base/an-time.h"

#define SOON_SECONDS (15 * 60) /* told at once to a child that logs in or whose agent begins */
#define LAST_SECONDS 60
#define MAX_COUNTDOWN_SECONDS 3600
#define MIN_SCREEN_SECONDS 10 /* for less a window would only be in the way */
#define MAX_LEFT_SECONDS (7 * 86400)

struct _AnAgentChild {
  guint32 uid;
  gboolean paused;
  gboolean over;        /* told that time is over */
  gint64 countdown_end; /* µs of CLOCK_MONOTONIC, 0: none */

  AnGuardClient *client;     /* (owned) */
  AnNotifier *notifier;      /* (owned) */
  AnAgentScreen *screen;     /* (owned) */
  GCancellable *cancellable; /* (owned) */
  guint tick_id;
};

/* Helpers */

static void
show_with_ask (AnAgentChild *self,
               const char *key,
               const char *title,
               const char *first_sentence,
               gboolean urgent)
{
  const char *actions[] = {
    AN_AGENT_ACTION_ASK,
    /* Translators: a button */
    _ ("Ask for more time"), NULL,
    };
  g_autofree char *body = g_strconcat (
      first_sentence,
      " ",
      _ ("If you need more time, press “Ask for more time” or talk to your parents."), NULL);
  g_autofree char *plain_body =
      g_strconcat (first_sentence, " ", _ ("If you need more time, talk to your parents."), NULL);
  AnNotice notice = {
    .key = key,
    .title = title,
    .body = body,
    .plain_body = plain_body,
    .actions = actions,
    .urgent = urgent,
  };

  an_notifier_show (self->notifier, &notice);
}

/* Whole minutes, to the nearest: “15 minutes” a second before as well. */
static char *
format_left (gint64 seconds)
{
  return an_time_format_duration (seconds < 60 ? seconds : (seconds + 30) / 60 * 60);
}

/* Countdown */

/* Takes back what was said about an end that is put off or over. */
static void
take_back_ending (AnAgentChild *self)
{
  if (self->countdown_end == 0 && !self->over)
    return;
  self->countdown_end = 0;
  self->over = FALSE;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  an_notifier_close (self->notifier, AN_AGENT_KEY_TIME);
}

static void
tell_over (AnAgentChild *self)
{
  self->over = TRUE;
  show_with_ask (self,
                 AN_AGENT_KEY_TIME,
                 _ ("Today’s time on this PC is over"),
                    _ ("What you have open stays for a while."), TRUE);
}

static gboolean
on_tick (gpointer user_data)
{
  AnAgentChild *self = user_data;
  gint64 left = (self->countdown_end - g_get_monotonic_time () + 500000) / G_USEC_PER_SEC;
  g_autofree char *duration = an_time_format_duration (left);
  g_autofree char *title = NULL;

  self->tick_id = 0;
  if (left <= 0) {
    tell_over (self);
    return G_SOURCE_REMOVE;
  }
  if (an_agent_screen_is_there (self->screen)) {
    /* The window says it. */
    self->tick_id = g_timeout_add_seconds ((guint) left, on_tick, self);
    return G_SOURCE_REMOVE;
  }
  /* Translators: a duration, such as “45 seconds” */
  title = g_strdup_printf (_ ("The PC closes in %s"), duration);
  show_with_ask (self, AN_AGENT_KEY_TIME, title, _ ("Please save what you are doing now."), TRUE);
  self->tick_id =
      g_timeout_add_seconds (left > 10 ? (guint) ((left - 1) % 10 + 1) : 1, on_tick, self);
  return G_SOURCE_REMOVE;
}

/* The window has come, or the child has closed it to save its work. */
static void
on_screen_changed (gboolean there, gpointer user_data)
{
  AnAgentChild *self = user_data;

  if (self->countdown_end == 0 || self->over)
    return;
  if (there)
    an_notifier_close (self->notifier, AN_AGENT_KEY_TIME);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  on_tick (self);
}

static void
begin_countdown (AnAgentChild *self, gint64 seconds)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->countdown_end =
      g_get_monotonic_time () + CLAMP (seconds, 0, MAX_COUNTDOWN_SECONDS) * G_USEC_PER_SEC;
  on_tick (self);
  if (seconds >= MIN_SCREEN_SECONDS)
    an_agent_screen_show (self->screen);
}

/* What is told */

static void
tell_left (AnAgentChild *self, gint64 seconds)
{
  g_autofree char *duration = format_left (CLAMP (seconds, 1, MAX_LEFT_SECONDS));
  /* Translators: a duration, such as “15 minutes” */
  g_autofree char *title = g_strdup_printf (_ ("%s left on this PC"), duration);

  show_with_ask (self,
                 AN_AGENT_KEY_TIME,
                 title,
                 _ ("Please begin to save what you are doing."), seconds <= LAST_SECONDS);
}

static void
tell_break (AnAgentChild *self, gint64 seconds)
{
  g_autofree char *duration = format_left (CLAMP (seconds, 1, MAX_LEFT_SECONDS));
  /* Translators: a duration, such as “10 minutes” */
  g_autofree char *sentence = g_strdup_printf (
      _ ("%s away from the screen does your eyes good: stand up, drink, look far away."), duration);

  show_with_ask (self, AN_AGENT_KEY_BREAK, _ ("Time for a rest"), sentence, FALSE);
}

static void
tell_paused (AnAgentChild *self)
{
  AnNotice notice = {
    .key = AN_AGENT_KEY_PAUSED,
    .title = _ ("Your parents have paused the PC"),
                .body = _ ("Ask them when it goes on. What you have open stays for a while."),
                           .urgent = TRUE,
                };

  an_notifier_show (self->notifier, &notice);
}

/* Callbacks */

static void
on_warning (AnGuardClient *client, guint uid, const char *kind, gint64 seconds, gpointer user_data)
{
  AnAgentChild *self = user_data;

  if (uid != self->uid)
    return;
  if (g_str_equal (kind, "time-left") && self->countdown_end == 0)
    tell_left (self, seconds);
  else if (g_str_equal (kind, "countdown"))
    begin_countdown (self, seconds);
  else if (g_str_equal (kind, "break"))
    tell_break (self, seconds);
  else if (g_str_equal (kind, "held") && !self->over)
    tell_over (self);
}

/* Seconds from now to an instant of the status. */
static gint64
seconds_until (const char *instant)
{
  gint64 usec;

  if (!an_time_from_rfc3339 (instant, &usec))
    return 0;
  return (usec - g_get_real_time ()) / G_USEC_PER_SEC;
}

static void
take_status (AnAgentChild *self, const AnGuardStatus *status)
{
  if (status->ending == AN_GUARD_ENDING_NONE)
    take_back_ending (self);
  else if (status->ending == AN_GUARD_ENDING_COUNTDOWN && self->countdown_end == 0)
    begin_countdown (self, seconds_until (status->ending_at));
  if (self->countdown_end == 0 && !self->over &&
      (status->remaining_seconds < 0 || status->remaining_seconds > SOON_SECONDS))
    an_notifier_close (self->notifier, AN_AGENT_KEY_TIME); /* more was given meanwhile */
  if (status->paused && !self->paused)
    tell_paused (self);
  else if (!status->paused && self->paused)
    an_notifier_close (self->notifier, AN_AGENT_KEY_PAUSED);
  self->paused = status->paused;
}

static void
on_status_changed (AnGuardClient *client, const AnGuardStatus *status, gpointer user_data)
{
  AnAgentChild *self = user_data;

  if (status->uid == self->uid)
    take_status (self, status);
}

/* The first look, after a login or when the guard has come back. */
static void
on_status_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnGuardStatus) status =
      an_guard_client_get_status_finish (AN_GUARD_CLIENT (source), result, &error);
  AnAgentChild *self = user_data;

  if (status == NULL) /* cancelled, or a user without rules */
    return;
  take_status (self, status);
  if (status->ending == AN_GUARD_ENDING_HELD && !status->allowed && !status->paused && !self->over)
    tell_over (self);
  if (status->allowed && status->remaining_seconds > 0 &&
      status->remaining_seconds <= SOON_SECONDS && self->countdown_end == 0 &&
      !an_notifier_is_shown (self->notifier, AN_AGENT_KEY_TIME))
    tell_left (self, status->remaining_seconds);
}

static void
on_present_changed (AnAgentChild *self)
{
  if (an_guard_client_is_present (self->client))
    an_guard_client_get_status_async (self->client,
                                      self->uid,
                                      self->cancellable,
                                      on_status_ready,
                                      self);
}

static void
on_request_answered (AnGuardClient *client,
                     guint uid,
                     const char *id,
                     gboolean approved,
                     int minutes,
                     gpointer user_data)
{
  AnAgentChild *self = user_data;

  if (uid == self->uid)
    an_agent_ask_answered (self->notifier, approved, minutes);
}

static void
on_action (AnNotifier *notifier, const char *key, const char *action, gpointer user_data)
{
  AnAgentChild *self = user_data;
  guint64 minutes;

  if (g_str_equal (action, AN_AGENT_ACTION_ASK))
    an_agent_ask_offer (self->client, self->notifier, self->cancellable);
  else if (g_str_equal (key, AN_AGENT_KEY_ASK) &&
           g_ascii_string_to_unsigned (action, 10, 1, 1440, &minutes, NULL))
    an_agent_ask_send (self->client, self->notifier, (int) minutes, self->cancellable);
}

/* Public functions */

AnAgentChild *
an_agent_child_new (AnGuardClient *client, AnNotifier *notifier, GDBusConnection *session)
{
  AnAgentChild *self = g_new0 (AnAgentChild, 1);

  self->uid = getuid ();
  self->client = g_object_ref (client);
  self->notifier = g_object_ref (notifier);
  self->cancellable = g_cancellable_new ();
  self->screen = an_agent_screen_new (session, on_screen_changed, self);
  g_signal_connect (client, "warning", G_CALLBACK (on_warning), self);
  g_signal_connect (client, "status-changed", G_CALLBACK (on_status_changed), self);
  g_signal_connect (client, "request-answered", G_CALLBACK (on_request_answered), self);
  g_signal_connect_swapped (client, "notify::present", G_CALLBACK (on_present_changed), self);
  g_signal_connect (notifier, "action", G_CALLBACK (on_action), self);
  on_present_changed (self);
  return self;
}

void
an_agent_child_free (AnAgentChild *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->client, self);
  g_signal_handlers_disconnect_by_data (self->notifier, self);
  an_agent_screen_free (self->screen);
  g_object_unref (self->client);
  g_object_unref (self->notifier);
  g_object_unref (self->cancellable);
  g_free (self);
}
