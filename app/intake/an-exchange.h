// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <libsoup/soup.h>

#include "intake/an-connection.h"
#include "intake/an-request.h"
#include "intake/an-route.h"
#include "intake/an-session.h"
#include "intake/an-upload.h"

G_BEGIN_DECLS

#define AN_MEDIA_TYPE "application/vnd.annhi.v1+json"
#define AN_PROBLEM_DOCUMENT_TYPE "application/problem+json"
#define AN_UPLOAD_MEDIA_TYPE "application/offset+octet-stream"

typedef struct _AnServer AnServer;

typedef enum {
  AN_BODY_NONE,   /* thrown away */
  AN_BODY_MEMORY, /* a JSON document */
  AN_BODY_UPLOAD, /* into the file of an upload */
} AnBodyMode;

/**
 * AnExchange:
 *
 * One request and its answer. Lives as long as somebody works on it, also when the client has gone.
 */
typedef struct {
  AnServer *server;           /* (not owned) outlives all exchanges */
  SoupServerMessage *message; /* (owned) once is_begun; before, the message owns us */
  AnConnection *connection;   /* (owned) */
  AnRoute route;
  AnLanguage language;
  GError *refusal;      /* (owned) (nullable) why the answer is no, found before the body ended */
  guint wait_seconds;   /* of Retry-After; 0: what the problem says by itself */
  gboolean is_begun;    /* the headers are here */
  gboolean is_paused;   /* libsoup waits for us */
  gboolean is_finished; /* libsoup is done with the message */
  gboolean is_answered;

  AnSession *session; /* (owned) (nullable) of the officer who asks */

  AnRequestBody announced;
  AnBodyMode mode;
  GByteArray *memory; /* (owned) (nullable) */
  gsize borrowed;     /* bytes of memory that the server counts as ours */
  gint64 limit;       /* bytes that may come */
  gint64 received;    /* bytes that came */
  gpointer sha256;    /* (owned) (nullable) running hash of the body */

  AnUpload *upload; /* (owned) (nullable) */
  gint64 offset;    /* of Upload-Offset */
  guint8 checksum[32];
  gboolean has_checksum; /* of Upload-Checksum */
  int fd;                /* (owned) of the upload, -1 */
  gboolean has_claim;    /* nobody else writes to this upload */
} AnExchange;

AnExchange *an_exchange_new (AnServer *server,
                             SoupServerMessage *message,
                             AnConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
AnExchange *an_exchange_ref (AnExchange *self);
void an_exchange_unref (AnExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnExchange, an_exchange_unref)

const char *an_exchange_get_header (AnExchange *self, const char *name); /* (nullable) */
void an_exchange_set_header (AnExchange *self, const char *name, const char *value);
void an_exchange_set_wait (AnExchange *self, guint seconds);
void an_exchange_begin (AnExchange *self);
void an_exchange_pause (AnExchange *self);
void an_exchange_resume (AnExchange *self);
/* Each answers once and lets libsoup go on. */
void an_exchange_reply (AnExchange *self, guint status, const char *json);
void an_exchange_reply_bytes (AnExchange *self,
                              const char *type,
                              GBytes *bytes,
                              const char *digest); /* 200 */
void an_exchange_reply_problem (AnExchange *self, const GError *error);
void an_exchange_reply_error (AnExchange *self, AnProblem problem);
char *an_exchange_format_problem (AnExchange *self, const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* The body (an-exchange-body.c). */
void an_exchange_expect_body (AnExchange *self); /* starts the clock for it */
void an_exchange_start_memory (AnExchange *self, gint64 limit);
void an_exchange_start_upload (AnExchange *self, int fd, gint64 limit);
void an_exchange_take_chunk (AnExchange *self, GBytes *chunk);
void an_exchange_end_body (AnExchange *self, guint8 sha256[32]); /* also checks Content-Digest */
void an_exchange_drop_body (AnExchange *self);
void an_exchange_refuse (AnExchange *self, AnProblem problem);

G_END_DECLS
