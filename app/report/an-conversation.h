// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "report/an-receipt.h"
#include "report/an-seal.h"

G_BEGIN_DECLS

#define AN_CONVERSATION_MAX_CHARS 4000 /* of one message */

typedef struct {
  char *id; /* (owned) */
  gboolean from_office;
  char *at;   /* (owned) RFC 3339 */
  char *text; /* (owned) (nullable) when it cannot be opened */
} AnConversationMessage;

/* What the office and the reporter wrote to each other about one report, opened. */
typedef struct {
  char *report_id;     /* (owned) */
  GPtrArray *messages; /* (owned) of AnConversationMessage, the first one first */
  gboolean has_key;    /* FALSE: sealed by a version that kept no key for the reporter */
  AnSealKey key;
} AnConversation;

AnConversation *an_conversation_from_json (JsonNode *root,
                                           const char *report_id, /* (nullable) any */
                                           const AnReceipt *receipt,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_conversation_free (AnConversation *self); /* wipes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnConversation, an_conversation_free)

guint an_conversation_count_from_office (const AnConversation *self);
GBytes *an_conversation_seal (const AnConversation *self,
                              const char *message_id,
                              const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
