// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A connection's time: an idle limit of the socket, and a deadline of the phase. */

#include "intake/an-connection.h"

#include <string.h>

/* Helpers */

static void
clear_deadline (AnConnection *self)
{
  if (self->deadline == NULL)
    return;
  g_source_destroy (self->deadline);
  g_clear_pointer (&self->deadline, g_source_unref);
}

static gboolean
on_deadline (gpointer data)
{
  AnConnection *self = data;

  clear_deadline (self);
  an_connection_shut (self);
  return G_SOURCE_REMOVE;
}

static void
clear (gpointer data)
{
  AnConnection *self = data;

  clear_deadline (self);
  g_clear_object (&self->socket);
}

/* Public */

AnConnection *
an_connection_new (GSocket *socket, guint idle_seconds)
{
  AnConnection *self = g_rc_box_new0 (AnConnection);

  self->socket = g_object_ref (socket);
  g_socket_set_timeout (socket, idle_seconds);
  an_connection_set_deadline (self, AN_CONNECTION_HEAD_SECONDS);
  return self;
}

AnConnection *
an_connection_ref (AnConnection *self)
{
  return g_rc_box_acquire (self);
}

void
an_connection_unref (AnConnection *self)
{
  g_rc_box_release_full (self, clear);
}

void
an_connection_set_deadline (AnConnection *self, guint seconds)
{
  clear_deadline (self);
  if (seconds == 0 || self->socket == NULL)
    return;
  self->deadline = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (self->deadline, on_deadline, self, NULL);
  g_source_attach (self->deadline, NULL);
}

void
an_connection_shut (AnConnection *self)
{
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

/**
 * an_connection_refuse:
 *
 * Answers before the body has come, which libsoup cannot. The rest is read and thrown away for a
 * while, because closing at once would reset the connection and take the answer with it.
 */
void
an_connection_refuse (AnConnection *self, const char *answer)
{
  if (self->is_refused)
    return;
  self->is_refused = TRUE;
  g_socket_send_with_blocking (self->socket, answer, strlen (answer), FALSE, NULL, NULL);
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  an_connection_set_deadline (self, AN_CONNECTION_DRAIN_SECONDS);
}
