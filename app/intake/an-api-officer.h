// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "intake/an-case.h"
#include "intake/an-exchange.h"

G_BEGIN_DECLS

/* The part of the interface that is for officers, and what its places share. */

void an_api_begin_sign_in (AnExchange *exchange);
void an_api_sign_in (AnExchange *exchange);
void an_api_session (AnExchange *exchange);
void an_api_sign_out (AnExchange *exchange);
void an_api_totp (AnExchange *exchange);
void an_api_cases (AnExchange *exchange);
void an_api_case (AnExchange *exchange);
void an_api_transition (AnExchange *exchange);
void an_api_note (AnExchange *exchange);
void an_api_send_message (AnExchange *exchange);
void an_api_ask_evidence (AnExchange *exchange);
void an_api_evidence (AnExchange *exchange);
gboolean an_api_check_right (AnExchange *exchange, AnStaffRight right);
AnSession *an_api_require_right (AnExchange *exchange, AnStaffRight right, gboolean is_use);
void an_api_audit (AnExchange *exchange);
void an_api_keep (AnExchange *exchange);
void an_api_people (AnExchange *exchange);
void an_api_change_people (AnExchange *exchange);
void an_api_change_self (AnExchange *exchange);
void an_api_statistics (AnExchange *exchange);
void an_api_export (AnExchange *exchange);

/* A document that comes in a session: checks type, session and CSRF token before the body. */
void an_api_begin_officer_document (AnExchange *exchange);
/* Each answers the request itself where it returns NULL or FALSE. */
AnSession *an_api_require_session (AnExchange *exchange, gboolean is_use); /* (transfer none) */
gboolean an_api_check_same_site (AnExchange *exchange); /* sets the refusal only */
JsonNode *an_api_take_json (AnExchange *exchange) G_GNUC_WARN_UNUSED_RESULT;
gboolean an_api_read_revision (AnExchange *exchange, gint64 *revision); /* of If-Match */
char *an_api_get_query (AnExchange *exchange, const char *name) G_GNUC_WARN_UNUSED_RESULT;

void an_api_add_text (JsonBuilder *builder, const char *key, const char *text); /* NULL: null */
void an_api_add_texts (JsonBuilder *builder, const char *key, char **texts);
void an_api_add_number (JsonBuilder *builder, const char *key, gint64 number);
void an_api_add_boolean (JsonBuilder *builder, const char *key, gboolean value);
char *an_api_finish_json (JsonBuilder *builder) G_GNUC_WARN_UNUSED_RESULT; /* ends the object */
void an_api_set_revision (AnExchange *exchange, gint64 revision);          /* ETag */

G_END_DECLS
