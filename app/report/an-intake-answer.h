// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "report/an-intake-client.h"

G_BEGIN_DECLS

/* Judging what came back. Nothing here does I/O; not for use outside the client. */

/* What was asked, where the meaning of an answer depends on it. */
typedef enum {
  AN_INTAKE_CALL_OFFICE,
  AN_INTAKE_CALL_CREATE,
  AN_INTAKE_CALL_CREATE_EVIDENCE,
  AN_INTAKE_CALL_GET_OFFSET,
  AN_INTAKE_CALL_APPEND,
  AN_INTAKE_CALL_SUBMIT,
  AN_INTAKE_CALL_STATUS,
  AN_INTAKE_CALL_MESSAGES,
  AN_INTAKE_CALL_POST_MESSAGE,
  AN_INTAKE_CALL_WITHDRAW,
} AnIntakeCall;

typedef struct {
  guint status;
  SoupMessageHeaders *headers; /* (owned) */
  GBytes *body;                /* (owned) */
} AnIntakeAnswer;

AnIntakeAnswer *an_intake_answer_new (guint status,
                                      SoupMessageHeaders *headers,
                                      GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
void an_intake_answer_free (AnIntakeAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnIntakeAnswer, an_intake_answer_free)

gboolean an_intake_answer_check (const AnIntakeAnswer *self,
                                 AnIntakeCall call,
                                 guint expected_status,
                                 GError **error);
JsonNode *an_intake_answer_parse (const AnIntakeAnswer *self,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 an_intake_answer_get_number (const AnIntakeAnswer *self, const char *header);

int an_intake_parse_retry_after (const char *text, gint64 now_seconds);
gboolean an_intake_check_digest (const char *header, GBytes *body);

void an_intake_error_set (GError **error, AnIntakeError code, const char *message);
void an_intake_error_set_retry_after (GError *error, int seconds);

G_END_DECLS
