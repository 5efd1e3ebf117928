// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-case.h"

G_BEGIN_DECLS

#define AN_INBOX_PAGE 50

/* One page of the officers' queue. */
typedef struct {
  const char *state;            /* (nullable) all that is not finished; `finished`; or a state */
  const char *urgency;          /* (nullable) any */
  const char *assignee, *label; /* (nullable) any */
  const char *remind_by;        /* (nullable) YYYY-MM-DD: only those to think of until then */
  gint64 queue;                 /* after this entry; "" for the first page */
  char received_at[32];
  char id[37];
} AnInboxPlace;

gboolean an_inbox_place_parse (AnInboxPlace *self, const char *cursor); /* NULL: the first page */
char *an_inbox_place_format (const AnCase *last) G_GNUC_WARN_UNUSED_RESULT;
/* Of AnCase, one more than a page when there is more. */
GPtrArray *an_inbox_read (const AnInboxPlace *self,
                          AnDatabase *database,
                          const AnStaff *officer,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
