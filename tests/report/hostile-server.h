// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

/* A server on a raw socket, in threads of its own, that behaves as badly as it is told. */

typedef enum {
  HOSTILE_ANSWER,      /* reads the whole request, sends the bytes, closes */
  HOSTILE_EARLY,       /* sends them after the head and reads no body */
  HOSTILE_SILENT,      /* reads and never answers */
  HOSTILE_CLOSE,       /* reads and closes */
  HOSTILE_DRIP,        /* sends one byte each 40 ms */
  HOSTILE_ENDLESS_100, /* “100 Continue” without end */
  HOSTILE_ENDLESS,     /* the bytes, then zeros without end */
  HOSTILE_NO_EXPECT,   /* never says “100 Continue”, answers what comes without it */
} HostileMode;

typedef struct _HostileServer HostileServer;

HostileServer *hostile_server_new (GTlsCertificate *certificate); /* (nullable) */
void hostile_server_free (HostileServer *self);
char *hostile_server_get_url (HostileServer *self);
void hostile_server_set (HostileServer *self, HostileMode mode, GBytes *answer);
guint hostile_server_get_count (HostileServer *self); /* requests seen */
char *hostile_server_dup_head (HostileServer *self);  /* of the last request */
GBytes *hostile_server_ref_body (HostileServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HostileServer, hostile_server_free)

/* An answer as the office gives it: digest and length hold. */
GBytes *hostile_answer (const char *status, const char *media_type, const char *body);
char *hostile_digest (const char *body);
