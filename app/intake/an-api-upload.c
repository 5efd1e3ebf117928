// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Evidence by tus 1.0. A piece is written to the file as it comes, but counts only when all of it
 * is there, its checksum holds, and file and record are on the disk; then 204.
 */

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "intake/an-api.h"
#include "intake/an-limits.h"
#include "intake/an-server.h"
#include "intake/an-tus.h"

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnUpload *upload;     /* (owned) */
} Query;

typedef struct {
  AnExchange *exchange; /* (owned) */
  AnUpload *upload;     /* (owned), claimed */
  int fd;               /* (owned) */
  gint64 received;      /* what will count */
  char *sha256;         /* (owned) (nullable) of the whole, when it is complete */
} Append;

/* Helpers */

static void
free_query (Query *self)
{
  g_clear_pointer (&self->upload, an_upload_free);
  an_exchange_unref (self->exchange);
  g_free (self);
}

/* Hands the exchange's upload over to a job while libsoup waits. */
static void
push_query (AnExchange *exchange, const AnWorkerJob *job)
{
  Query *self = g_new0 (Query, 1);

  self->exchange = an_exchange_ref (exchange);
  self->upload = g_steal_pointer (&exchange->upload);
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), job, self);
}

static void
set_number (AnExchange *exchange, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  an_exchange_set_header (exchange, name, text);
}

/* The upload of the path, with the receipt of the request; NULL after refusing. */
static AnUpload *
read_upload (AnExchange *exchange, const char *id)
{
  g_autoptr (AnUpload) upload = an_upload_new (exchange->route.report, id);

  return an_api_read_bearer (exchange, upload->access.verifier) ? g_steal_pointer (&upload) : NULL;
}

/* POST …/evidence */

static gboolean
store_upload (AnDatabase *database, gpointer data, GError **error)
{
  Query *self = data;

  return an_upload_create (self->upload, database, g_get_real_time (), error);
}

static void
on_upload_created (gpointer data, const GError *error)
{
  Query *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else if (!self->exchange->is_finished) {
    g_autofree char *location = g_strdup_printf ("/v1/reports/%s/evidence/%s",
                                                 self->upload->access.report,
                                                 self->upload->id);

    an_exchange_set_header (self->exchange, "Location", location);
    an_exchange_reply (self->exchange, SOUP_STATUS_CREATED, NULL);
  }
  free_query (self);
}

static const AnWorkerJob upload_job = { NULL, store_upload, on_upload_created };

void
an_api_begin_create_upload (AnExchange *exchange)
{
  char id[37];
  gint64 size;

  if (!an_tus_parse_metadata (an_exchange_get_header (exchange, "Upload-Metadata"), id) ||
      !an_tus_parse_number (an_exchange_get_header (exchange, "Upload-Length"), &size) ||
      size < 1) {
    an_problem_set (&exchange->refusal, AN_PROBLEM_BAD_REQUEST);
    return;
  }
  exchange->upload = read_upload (exchange, id);
  if (exchange->upload == NULL)
    return;
  exchange->upload->size = size;
  an_exchange_start_memory (exchange, 0);
}

void
an_api_create_upload (AnExchange *exchange)
{
  push_query (exchange, &upload_job);
}

/* HEAD …/evidence/{eid} */

static gboolean
find_upload (AnDatabase *database, gpointer data, GError **error)
{
  Query *self = data;

  return an_upload_find (self->upload,
                         database,
                         an_server_get_files (self->exchange->server),
                         g_get_real_time (),
                         error);
}

static void
on_offset_found (gpointer data, const GError *error)
{
  Query *self = data;

  if (error != NULL) {
    an_exchange_reply_problem (self->exchange, error);
  } else if (!self->exchange->is_finished) {
    set_number (self->exchange, "Upload-Offset", self->upload->received);
    set_number (self->exchange, "Upload-Length", self->upload->size);
    an_exchange_reply (self->exchange, SOUP_STATUS_OK, NULL);
  }
  free_query (self);
}

static const AnWorkerJob offset_job = { NULL, find_upload, on_offset_found };

void
an_api_upload_offset (AnExchange *exchange)
{
  exchange->upload = read_upload (exchange, exchange->route.evidence);
  if (exchange->upload == NULL)
    an_exchange_reply_problem (exchange, exchange->refusal);
  else
    push_query (exchange, &offset_job);
}

/* OPTIONS */

void
an_api_upload_options (AnExchange *exchange)
{
  an_exchange_set_header (exchange, "Tus-Version", AN_TUS_VERSION);
  an_exchange_set_header (exchange, "Tus-Extension", "creation,checksum");
  an_exchange_set_header (exchange, "Tus-Checksum-Algorithm", "sha256");
  set_number (exchange, "Tus-Max-Size", AN_LIMIT_EVIDENCE_BYTES);
  an_exchange_set_header (exchange, "Allow", an_route_methods (exchange->route.place));
  an_exchange_reply (exchange, SOUP_STATUS_NO_CONTENT, NULL);
}

/* PATCH …/evidence/{eid}, after the headers */

/* Whether the piece may come; otherwise why not. */
static gboolean
start_append (AnExchange *exchange, GError **error)
{
  AnUpload *upload = exchange->upload;
  int fd;

  if (!an_access_check_open (&upload->access, error))
    return FALSE;
  if (exchange->offset != upload->received) {
    an_problem_set (error, AN_PROBLEM_OFFSET_MISMATCH);
    return FALSE;
  }
  if (!an_server_take_claim (exchange->server, upload)) {
    an_problem_set (error, AN_PROBLEM_IN_PROGRESS);
    return FALSE;
  }
  exchange->has_claim = TRUE;
  fd = an_evidence_files_open_end (an_server_get_files (exchange->server),
                                   upload->access.report,
                                   upload->id,
                                   upload->received,
                                   error);
  if (fd < 0)
    return FALSE;
  an_exchange_start_upload (exchange, fd, upload->size - upload->received);
  return TRUE;
}

static void
on_append_found (gpointer data, const GError *error)
{
  Query *self = data;
  AnExchange *exchange = self->exchange;

  exchange->upload = g_steal_pointer (&self->upload);
  if (exchange->is_finished) {
    free_query (self);
    return;
  }
  if (error != NULL)
    exchange->refusal = g_error_copy (error);
  else
    start_append (exchange, &exchange->refusal);
  an_exchange_expect_body (exchange);
  if (exchange->refusal != NULL)
    an_exchange_refuse (exchange, an_problem_from_error (exchange->refusal));
  an_exchange_resume (exchange);
  free_query (self);
}

static const AnWorkerJob append_found_job = { NULL, find_upload, on_append_found };

void
an_api_begin_append (AnExchange *exchange)
{
  const char *checksum = an_exchange_get_header (exchange, "Upload-Checksum");

  exchange->has_checksum = checksum != NULL;
  if (!an_tus_parse_number (an_exchange_get_header (exchange, "Upload-Offset"),
                            &exchange->offset) ||
      (checksum != NULL && !an_tus_parse_checksum (checksum, exchange->checksum))) {
    an_problem_set (&exchange->refusal, AN_PROBLEM_BAD_REQUEST);
    return;
  }
  exchange->upload = read_upload (exchange, exchange->route.evidence);
  if (exchange->upload != NULL)
    push_query (exchange, &append_found_job);
}

/* PATCH, after the body */

static gboolean
sync_append (gpointer data, GError **error)
{
  Append *self = data;

  if (!an_evidence_files_make_durable (an_server_get_files (self->exchange->server),
                                       self->upload->access.report,
                                       self->fd,
                                       error))
    return FALSE;
  if (self->received < self->upload->size)
    return TRUE;
  self->sha256 = an_evidence_files_hash (self->fd, self->upload->size, error);
  return self->sha256 != NULL;
}

static gboolean
store_append (AnDatabase *database, gpointer data, GError **error)
{
  Append *self = data;

  return an_upload_advance (self->upload,
                            database,
                            self->received,
                            self->sha256,
                            g_get_real_time (),
                            error);
}

static void
on_appended (gpointer data, const GError *error)
{
  Append *self = data;
  AnExchange *exchange = self->exchange;

  close (self->fd);
  an_server_return_claim (exchange->server, self->upload);
  if (error != NULL) {
    an_exchange_reply_problem (exchange, error);
  } else if (!exchange->is_finished) {
    set_number (exchange, "Upload-Offset", self->received);
    an_exchange_reply (exchange, SOUP_STATUS_NO_CONTENT, NULL);
  }
  g_free (self->sha256);
  an_upload_free (self->upload);
  an_exchange_unref (exchange);
  g_free (self);
}

static const AnWorkerJob append_job = { sync_append, store_append, on_appended };

void
an_api_append (AnExchange *exchange)
{
  guint8 sha256[32] = { 0 };
  Append *self;

  an_exchange_end_body (exchange, sha256);
  if (exchange->refusal == NULL && exchange->has_checksum &&
      sodium_memcmp (sha256, exchange->checksum, sizeof sha256) != 0)
    an_exchange_refuse (exchange, AN_PROBLEM_CHECKSUM_MISMATCH);
  if (exchange->refusal != NULL) {
    an_exchange_reply_problem (exchange, exchange->refusal);
    return;
  }
  self = g_new0 (Append, 1);
  self->exchange = an_exchange_ref (exchange);
  self->upload = g_steal_pointer (&exchange->upload);
  self->fd = exchange->fd;
  self->received = self->upload->received + exchange->received;
  exchange->fd = -1;
  exchange->has_claim = FALSE;
  an_exchange_pause (exchange);
  an_worker_push (an_server_get_worker (exchange->server), &append_job, self);
}
