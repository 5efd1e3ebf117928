// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "intake/an-access.h"

G_BEGIN_DECLS

#define AN_MAILBOX_MAX_CHARS 4000
#define AN_MAILBOX_DAILY 50 /* messages of one reporter */

/* Messages are sealed with the key of the report, which the office and the reporter both have, as
 * `message/office/ID` and `message/reporter/ID`: none can be taken for one of the other side. */
#define AN_MAILBOX_OFFICE "office"
#define AN_MAILBOX_REPORTER "reporter"

/* The reporter's side of the messages of one report. */
typedef struct {
  AnAccess access;
  char *id;         /* (owned) (nullable) of the message that is posted */
  GBytes *sealed;   /* (owned) (nullable) */
  char *at;         /* (owned) (nullable) answer: when it was posted */
  gboolean is_full; /* answer: too many for a day */
} AnMailbox;

gboolean an_mailbox_parse (AnMailbox *self, JsonNode *root, GError **error);
/* Both in a transaction. */
gboolean an_mailbox_post (AnMailbox *self, AnDatabase *database, gint64 now, GError **error);
JsonNode *an_mailbox_read (AnMailbox *self, AnDatabase *database, gint64 now, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* `vn.annhi.messages/1` */
void an_mailbox_clear (AnMailbox *self);

/* Adds a sealed message; in a transaction. */
gboolean an_mailbox_add (AnDatabase *database,
                         const char *report,
                         const char *id,
                         const char *sender,
                         const char *author,
                         const char *at,
                         GBytes *sealed,
                         GError **error);
/* Those of @sender that nobody had read are read now. */
gboolean
an_mailbox_mark_read (AnDatabase *database, const char *report, const char *sender, GError **error);

G_END_DECLS
