// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-session.h"
#include "intake/an-throttle.h"

G_BEGIN_DECLS

/* How the inbox is run. */
typedef struct {
  guint session_seconds; /* a session in which nothing is done ends */
  guint target_hours;    /* within which somebody should act */
  gboolean behind_proxy; /* X-Forwarded-For tells who asks */
} AnDeskSettings;

#define AN_DESK_SESSION_SECONDS 900
#define AN_DESK_TARGET_HOURS 12
#define AN_DESK_MAX_HEAVY 2 /* passwords worked on, or pieces of evidence opened, at once */

/* What the officers' side of the server keeps in memory; the main loop's. */
typedef struct {
  AnDeskSettings settings;
  AnSessions *sessions; /* (owned) */
  AnThrottle *sign_ins; /* (owned) */
  guint n_opening;      /* passwords */
  guint n_viewing;      /* pieces of evidence */
  guint64 boot;         /* random, of this run */
  guint64 generation;   /* of what the list of cases shows */
} AnDesk;

AnDesk *an_desk_new (const AnDeskSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
void an_desk_free (AnDesk *self);
void an_desk_touch (AnDesk *self); /* the list of cases has changed */
char *an_desk_format_list_tag (const AnDesk *self) G_GNUC_WARN_UNUSED_RESULT; /* an ETag */

G_END_DECLS
