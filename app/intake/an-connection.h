// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnConnection:
 *
 * One client's connection and its deadline. SoupServer has none of any kind, so each phase of a
 * request sets its own; when it passes, the socket is shut down and libsoup sees the end.
 */
typedef struct {
  GSocket *socket;     /* (owned) */
  GSource *deadline;   /* (owned) (nullable) */
  gboolean has_head;   /* the headers of a request are here and it is not answered yet */
  gboolean is_refused; /* an answer was written past libsoup; what still comes is thrown away */
} AnConnection;

#define AN_CONNECTION_HEAD_SECONDS 30 /* for the headers, and for the next request to begin */
#define AN_CONNECTION_BODY_SECONDS 60 /* for the body, beside its length */
#define AN_CONNECTION_SEND_SECONDS 60 /* for taking the answer */
#define AN_CONNECTION_DRAIN_SECONDS 5 /* for reading the rest of what is refused */
#define AN_CONNECTION_MIN_BYTES_PER_SECOND 4096

AnConnection *an_connection_new (GSocket *socket, guint idle_seconds) G_GNUC_WARN_UNUSED_RESULT;
AnConnection *an_connection_ref (AnConnection *self);
void an_connection_unref (AnConnection *self);
void an_connection_set_deadline (AnConnection *self, guint seconds); /* 0: none */
void an_connection_shut (AnConnection *self);
void an_connection_refuse (AnConnection *self, const char *answer); /* the whole answer as text */

G_END_DECLS
