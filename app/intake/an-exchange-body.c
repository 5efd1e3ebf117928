// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The body of a request: into memory up to a limit, into the file of an upload, or nowhere. Nothing
 * of it is ever kept by libsoup.
 */

#include <errno.h>
#include <sodium.h>
#include <unistd.h>

#include "intake/an-exchange.h"
#include "intake/an-server.h"

#define MAX_DRAINED (256 * 1024) /* of a refused body, before the connection is given up */

/* Helpers */

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0) {
    ssize_t written = write (fd, data, size);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return FALSE;
    data += written;
    size -= (gsize) written;
  }
  return TRUE;
}

static void
start_hash (AnExchange *self)
{
  self->sha256 = g_new0 (crypto_hash_sha256_state, 1);
  crypto_hash_sha256_init (self->sha256);
}

/* How much of the body is still to come, as far as one can know. */
static gboolean
has_much_to_come (const AnExchange *self)
{
  if (self->announced.broken)
    return TRUE;
  if (self->announced.chunked)
    return self->received > MAX_DRAINED;
  return self->announced.length - self->received > MAX_DRAINED;
}

static gboolean
awaits_leave (const AnExchange *self)
{
  return (soup_message_headers_get_expectations (
              soup_server_message_get_request_headers (self->message)) &
          SOUP_EXPECTATION_CONTINUE) != 0;
}

/* Public */

void
an_exchange_expect_body (AnExchange *self)
{
  gint64 length = MIN (self->announced.chunked ? self->limit : self->announced.length, G_MAXINT32);

  an_connection_set_deadline (self->connection,
                              AN_CONNECTION_BODY_SECONDS +
                                  (guint) (length / AN_CONNECTION_MIN_BYTES_PER_SECOND));
}

void
an_exchange_start_memory (AnExchange *self, gint64 limit)
{
  self->mode = AN_BODY_MEMORY;
  self->limit = limit;
  self->memory = g_byte_array_new ();
  start_hash (self);
  if (self->announced.length > limit)
    an_exchange_refuse (self, AN_PROBLEM_TOO_LARGE);
}

/**
 * an_exchange_start_upload:
 * @fd: (transfer full): stands where the bytes belong
 * @limit: bytes that the upload still lacks
 */
void
an_exchange_start_upload (AnExchange *self, int fd, gint64 limit)
{
  self->mode = AN_BODY_UPLOAD;
  self->limit = limit;
  self->fd = fd;
  start_hash (self);
  if (self->announced.length > limit)
    an_exchange_refuse (self, AN_PROBLEM_TOO_LARGE);
}

/**
 * an_exchange_drop_body:
 *
 * Gives back what the body holds: memory, the file, the claim on the upload.
 */
void
an_exchange_drop_body (AnExchange *self)
{
  self->mode = AN_BODY_NONE;
  if (self->memory != NULL) {
    an_server_return_memory (self->server, self->borrowed);
    self->borrowed = 0;
  }
  g_clear_pointer (&self->memory, g_byte_array_unref);
  g_clear_pointer (&self->sha256, g_free);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  if (self->has_claim)
    an_server_return_claim (self->server, self->upload);
  self->has_claim = FALSE;
}

/**
 * an_exchange_refuse:
 *
 * The answer will be @problem. Where much is still to come and the client does not wait for leave
 * to send it, the answer goes out at once and the connection ends.
 */
void
an_exchange_refuse (AnExchange *self, AnProblem problem)
{
  if (self->refusal == NULL)
    an_problem_set (&self->refusal, problem);
  an_exchange_drop_body (self);
  if (self->received == 0 && awaits_leave (self)) {
    an_exchange_reply_problem (self, self->refusal);
  } else if (has_much_to_come (self) && !self->connection->is_refused && !self->is_answered) {
    g_autofree char *answer = an_exchange_format_problem (self, self->refusal);

    an_connection_refuse (self->connection, answer);
  }
}

void
an_exchange_take_chunk (AnExchange *self, GBytes *chunk)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (chunk, &size);

  self->received += (gint64) size;
  if (self->mode == AN_BODY_NONE) {
    if (self->refusal != NULL)
      an_exchange_refuse (self, an_problem_from_error (self->refusal));
    return;
  }
  if (self->received > self->limit) {
    an_exchange_refuse (self, AN_PROBLEM_TOO_LARGE);
    return;
  }
  if (self->mode == AN_BODY_MEMORY) {
    if (!an_server_borrow_memory (self->server, size)) {
      an_exchange_refuse (self, AN_PROBLEM_BUSY);
      return;
    }
    self->borrowed += size;
    g_byte_array_append (self->memory, data, (guint) size);
  } else if (!write_all (self->fd, data, size)) {
    gboolean full = errno == ENOSPC || errno == EDQUOT;

    g_message ("cannot write evidence: %s", g_strerror (errno));
    an_exchange_refuse (self, full ? AN_PROBLEM_FULL : AN_PROBLEM_STORAGE);
    return;
  }
  crypto_hash_sha256_update (self->sha256, data, size);
}

/**
 * an_exchange_end_body:
 * @sha256: (out): of all that came
 *
 * Refuses what is not what Content-Digest says.
 */
void
an_exchange_end_body (AnExchange *self, guint8 sha256[32])
{
  if (self->sha256 == NULL)
    return;
  crypto_hash_sha256_final (self->sha256, sha256);
  g_clear_pointer (&self->sha256, g_free);
  if (self->announced.has_sha256 && sodium_memcmp (self->announced.sha256, sha256, 32) != 0)
    an_exchange_refuse (self, AN_PROBLEM_DIGEST_MISMATCH);
}
