// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asking for more time from a notification: how much, sent, answered. */

#include <unistd.h>

#include "agent/an-agent-child.h"
#include "base/an-i18n.h"
#include "base/an-time.h"

static const int offers[] = { 15, 30, 60 };

/* A call under way, with what it needs to say how it went. */
typedef struct {
  AnNotifier *notifier; /* (owned) */
} Asking;

static Asking *
asking_new (AnNotifier *notifier)
{
  Asking *self = g_new0 (Asking, 1);

  self->notifier = g_object_ref (notifier);
  return self;
}

static void
asking_free (Asking *self)
{
  g_object_unref (self->notifier);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
show (AnNotifier *notifier, const char *title, const char *body)
{
  AnNotice notice = { .key = AN_AGENT_KEY_ASK, .title = title, .body = body };

  an_notifier_show (notifier, &notice);
}

static void
show_failure (AnNotifier *notifier, const GError *error)
{
  g_autofree char *body = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: a reason, such as “that was often enough for today” */
  body = g_strdup_printf (_ ("It could not be asked: %s."), error->message);
  show (notifier, _ ("Please talk to your parents"), body);
}

/* The most a child may ask for at once. */
static int
find_max_minutes (const char *text)
{
  g_autoptr (AnPolicy) policy = an_guard_policy_parse (text, NULL);

  return policy != NULL ? an_policy_get_guard (policy)->requests_max_minutes : offers[0];
}

static void
show_offers (AnNotifier *notifier, int max_minutes)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_free);
  AnNotice notice = {
    .key = AN_AGENT_KEY_ASK,
    .title = _ ("How much more time do you need?"),
                .body = _ ("Your parents are asked and answer when they can."), .stays = TRUE,
                };

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++) {
    int minutes = i == 0 ? MIN (offers[i], max_minutes) : offers[i];

    if (minutes > max_minutes)
      break;
    g_ptr_array_add (actions, g_strdup_printf ("%d", minutes));
    g_ptr_array_add (actions, an_time_format_duration (minutes * 60));
  }
  g_ptr_array_add (actions, NULL);
  notice.actions = (const char *const *) actions->pdata;
  an_notifier_show (notifier, &notice);
}

static void
on_policy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      an_guard_client_get_policy_finish (AN_GUARD_CLIENT (source), result, &error);
  int max_minutes;

  if (text == NULL) {
    show_failure (asking->notifier, error);
    return;
  }
  max_minutes = find_max_minutes (text);
  if (max_minutes > 0)
    show_offers (asking->notifier, max_minutes);
  else
    show (asking->notifier,
          _ ("Please talk to your parents"), _ ("They want to be asked for more time in person."));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      an_guard_client_request_time_finish (AN_GUARD_CLIENT (source), result, &error);

  if (id != NULL)
    show (asking->notifier,
          _ ("Your parents are asked"),
             _ ("You will be told here when they answer. You can talk to them, too."));
  else
    show_failure (asking->notifier, error);
}

/* Public functions */

/**
 * an_agent_ask_offer:
 *
 * Shows how much can be asked for.
 */
void
an_agent_ask_offer (AnGuardClient *client, AnNotifier *notifier, GCancellable *cancellable)
{
  an_guard_client_get_policy_async (client,
                                    getuid (),
                                    cancellable,
                                    on_policy_ready,
                                    asking_new (notifier));
}

void
an_agent_ask_send (AnGuardClient *client,
                   AnNotifier *notifier,
                   int minutes,
                   GCancellable *cancellable)
{
  an_guard_client_request_time_async (client,
                                      minutes,
                                      "",
                                      cancellable,
                                      on_asked,
                                      asking_new (notifier));
}

void
an_agent_ask_answered (AnNotifier *notifier, gboolean approved, int minutes)
{
  g_autofree char *duration = an_time_format_duration (CLAMP (minutes, 0, 1440) * 60);
  /* Translators: a duration, such as “30 minutes” */
  g_autofree char *title = g_strdup_printf (_ ("Your parents give you %s more"), duration);

  if (approved)
    show (notifier, title, _ ("It counts from when the time of the rules is used up."));
  else
    show (notifier,
          _ ("No more time for now"),
             _ ("Your parents have seen what you asked for. Talk to them if it matters to you."));
}
