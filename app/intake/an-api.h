// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "intake/an-exchange.h"

G_BEGIN_DECLS

/* The interface of data/openapi.yaml. */

/* The headers are here: says what to do with the body, or why the answer is no. */
void an_api_begin (AnExchange *exchange);
/* The whole request is here and nothing was refused so far. */
void an_api_finish (AnExchange *exchange);

/* Each place, for an-api.c. */
void an_api_begin_message (AnExchange *exchange);
void an_api_messages (AnExchange *exchange);
void an_api_post_message (AnExchange *exchange);
void an_api_page (AnExchange *exchange);
void an_api_health (AnExchange *exchange);
void an_api_metrics (AnExchange *exchange);
void an_api_withdraw (AnExchange *exchange);
void an_api_ready (AnExchange *exchange);
void an_api_office (AnExchange *exchange);
void an_api_create_report (AnExchange *exchange);
void an_api_submit (AnExchange *exchange);
void an_api_status (AnExchange *exchange);
void an_api_begin_create_upload (AnExchange *exchange);
void an_api_begin_append (AnExchange *exchange);
void an_api_create_upload (AnExchange *exchange);
void an_api_upload_offset (AnExchange *exchange);
void an_api_append (AnExchange *exchange);
void an_api_upload_options (AnExchange *exchange);

/* The verifier of the bearer token; FALSE after refusing. */
gboolean an_api_read_bearer (AnExchange *exchange, guint8 verifier[AN_RECEIPT_VERIFIER_BYTES]);

G_END_DECLS
