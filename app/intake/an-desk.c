// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The officers' side of the server. */

#include "intake/an-desk.h"

#include <sodium.h>

/* Argon2id is dear to this server too: so many attempts an address, and of all together. */
static const AnThrottleRate each_address = { 20, 15 };
static const AnThrottleRate all_addresses = { 120, 1 };

AnDesk *
an_desk_new (const AnDeskSettings *settings)
{
  AnDesk *self = g_new0 (AnDesk, 1);

  self->settings = *settings;
  self->sessions = an_sessions_new (settings->session_seconds);
  self->sign_ins = an_throttle_new (each_address, all_addresses);
  randombytes_buf (&self->boot, sizeof self->boot);
  return self;
}

void
an_desk_free (AnDesk *self)
{
  an_sessions_free (self->sessions);
  an_throttle_free (self->sign_ins);
  g_free (self);
}

void
an_desk_touch (AnDesk *self)
{
  self->generation++;
}

/* (transfer full): another one as soon as the list may differ */
char *
an_desk_format_list_tag (const AnDesk *self)
{
  return g_strdup_printf ("\"%" G_GINT64_MODIFIER "x.%" G_GINT64_MODIFIER "x\"",
                          self->boot,
                          self->generation);
}
