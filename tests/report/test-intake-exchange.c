// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Stopping one request at each moment of its life. */

#include "hostile-server.h"
#include "report/an-intake-exchange.h"

static gboolean
on_soon (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* At once, or before the main loop does anything else. */
static void
on_moment (SoupMessage *message, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
on_moment_before (SoupMessage *message, gpointer cancellable)
{
  g_idle_add_full (G_PRIORITY_HIGH, on_soon, g_object_ref (cancellable), g_object_unref);
}

typedef struct {
  const char *name;
  const char *signal; /* of the message, in which the caller cancels */
  GCallback callback;
} Moment;

static const Moment moments[] = {
  { "/report/exchange/cancelled-while-starting", "starting", G_CALLBACK (on_moment) },
  { "/report/exchange/cancelled-after-head", "wrote-headers", G_CALLBACK (on_moment) },
  { "/report/exchange/cancelled-with-answer", "got-headers", G_CALLBACK (on_moment) },
  { "/report/exchange/cancelled-soon-after-answer", "got-headers", G_CALLBACK (on_moment_before) },
};

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The session serves the next request as if nothing had been. */
static void
test_cancelled (gconstpointer data)
{
  const Moment *moment = data;
  g_autoptr (HostileServer) server = hostile_server_new (NULL);
  g_autofree char *url = hostile_server_get_url (server);
  g_autoptr (GBytes) answer = hostile_answer ("200 OK", "application/json", "{}");
  g_autoptr (SoupSession) session = soup_session_new ();

  hostile_server_set (server, HOSTILE_ANSWER, answer);
  for (int i = 0; i < 20; i++) {
    g_autoptr (GCancellable) cancellable = i % 2 == 0 ? g_cancellable_new () : NULL;
    g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (AnIntakeAnswer) got = NULL;
    g_autoptr (GError) error = NULL;

    if (cancellable != NULL)
      g_signal_connect (message, moment->signal, moment->callback, cancellable);
    an_intake_exchange_async (session,
                              message,
                              0,
                              &an_intake_limits_default,
                              cancellable,
                              on_ready,
                              &result);
    while (result == NULL)
      g_main_context_iteration (NULL, TRUE);
    got = an_intake_exchange_finish (result, &error);
    if (cancellable != NULL) {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    } else {
      g_assert_no_error (error);
      g_assert_cmpuint (got->status, ==, 200);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    g_test_add_data_func (moments[i].name, &moments[i], test_cancelled);
  return g_test_run ();
}
