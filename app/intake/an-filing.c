// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Creating a report exactly once: the same key and body give the same answer however often they
 * come, and nothing that is there is ever changed by it.
 */

#include "intake/an-filing.h"

#include <sodium.h>
#include <string.h>

#include "base/an-json.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-limits.h"
#include "intake/an-problem.h"

typedef enum {
  EARLIER_NONE,
  EARLIER_SAME,  /* same key, same body, and the report is still there */
  EARLIER_OTHER, /* same key, other body */
  EARLIER_FAILED,
} Earlier;

/* Helpers */

static gboolean
has_our_key (const AnEnvelope *envelope, const AnOffice *office)
{
  for (guint i = 0; i < envelope->keys->len; i++) {
    const AnEnvelopeKey *key = g_ptr_array_index (envelope->keys, i);

    if (g_str_has_prefix (key->recipient, AN_ENVELOPE_OFFICE_PREFIX) &&
        g_hash_table_contains (office->known, key->recipient + strlen (AN_ENVELOPE_OFFICE_PREFIX)))
      return TRUE;
  }
  return FALSE;
}

/* Whether the row of @id is a report that can still be finished or is finished. */
static gboolean
is_alive (AnDatabase *database, const char *id, gint64 now, gboolean *alive, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  *alive = FALSE;
  rows = an_database_query (database,
                            error,
                            "SELECT state, expires FROM report WHERE id = $1",
                            "s",
                            id);
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &broken)) {
    const char *state = an_rows_text (rows, 0);

    *alive = !g_str_equal (state, "expired") &&
             (!g_str_equal (state, "open") || an_rows_int (rows, 1) > now);
  }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static Earlier
find_earlier (AnFiling *self, AnDatabase *database, gint64 now, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  g_autofree char *report = NULL;
  g_autofree char *expires_at = NULL;
  guint8 fingerprint[32] = { 0 };
  gboolean alive;

  rows = an_database_query (database,
                            error,
                            "SELECT fingerprint, report, expires_at FROM idempotency"
                            " WHERE name = $1",
                            "s",
                            self->key);
  if (rows == NULL)
    return EARLIER_FAILED;
  if (!an_rows_next (rows, &broken)) {
    if (broken == NULL)
      return EARLIER_NONE;
    g_propagate_error (error, g_steal_pointer (&broken));
    return EARLIER_FAILED;
  }
  an_rows_key (rows, 0, fingerprint);
  report = g_strdup (an_rows_text (rows, 1));
  expires_at = g_strdup (an_rows_text (rows, 2));
  if (sodium_memcmp (fingerprint, self->fingerprint, sizeof fingerprint) != 0)
    return EARLIER_OTHER;
  if (!is_alive (database, report, now, &alive, error))
    return EARLIER_FAILED;
  if (!alive)
    return EARLIER_NONE;
  self->expires_at = g_steal_pointer (&expires_at);
  return EARLIER_SAME;
}

/* An expired report may be made again by whoever holds its receipt; any other stands. */
static gboolean
make_room (AnFiling *self, AnDatabase *database, gint64 now, GError **error)
{
  static const char *const tables[] = {
    "DELETE FROM evidence WHERE report = $1",
    "DELETE FROM report_key WHERE report = $1",
    "DELETE FROM history WHERE report = $1",
    "DELETE FROM report WHERE id = $1",
  };
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  guint8 verifier[AN_RECEIPT_VERIFIER_BYTES] = { 0 };
  gboolean alive, fits;

  if (!is_alive (database, self->envelope->id, now, &alive, error))
    return FALSE;
  rows = an_database_query (database,
                            error,
                            "SELECT verifier FROM report WHERE id = $1",
                            "s",
                            self->envelope->id);
  if (rows == NULL)
    return FALSE;
  if (!an_rows_next (rows, &broken)) {
    if (broken == NULL)
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  fits = an_rows_key (rows, 0, verifier) &&
         sodium_memcmp (verifier, self->envelope->receipt_verifier, sizeof verifier) == 0;
  g_clear_pointer (&rows, an_rows_free);
  if (alive || !fits) {
    an_problem_set (error, AN_PROBLEM_REPORT_EXISTS);
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!an_database_run (database, error, tables[i], "s", self->envelope->id))
      return FALSE;
  return TRUE;
}

static gboolean
insert_report (const AnEnvelope *envelope, AnDatabase *database, gint64 now, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, envelope->content);

  if (!an_database_run (database,
                        error,
                        "INSERT INTO report (id, urgency, size, verifier, content, content_sha256, "
                        "state, created,"
                        " expires) VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8)",
                        "ssikbsii",
                        envelope->id,
                        envelope->urgency,
                        (gint64) envelope->size,
                        envelope->receipt_verifier,
                        envelope->content,
                        sha256,
                        now,
                        now + (gint64) AN_UNFINISHED_SECONDS * G_USEC_PER_SEC))
    return FALSE;
  for (guint i = 0; i < envelope->keys->len; i++) {
    const AnEnvelopeKey *key = g_ptr_array_index (envelope->keys, i);

    if (!an_database_run (database,
                          error,
                          "INSERT INTO report_key (report, recipient, sealed) VALUES ($1, $2, $3)",
                          "ssb",
                          envelope->id,
                          key->recipient,
                          key->sealed))
      return FALSE;
  }
  return TRUE;
}

static gboolean
remember_key (AnFiling *self, AnDatabase *database, gint64 now, GError **error)
{
  return an_database_run (database,
                          error,
                          "DELETE FROM idempotency WHERE name = $1",
                          "s",
                          self->key) &&
         an_database_run (database,
                          error,
                          "INSERT INTO idempotency (name, fingerprint, report, expires_at, created)"
                          " VALUES ($1, $2, $3, $4, $5)",
                          "skssi",
                          self->key,
                          self->fingerprint,
                          self->envelope->id,
                          self->expires_at,
                          now);
}

/* Public */

/**
 * an_filing_prepare:
 *
 * All that needs no store: reads the envelope and checks that it is for this office. Any thread.
 */
gboolean
an_filing_prepare (AnFiling *self, const AnOffice *office, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (self->body, &size);
  g_autoptr (JsonNode) root = an_json_parse (data, size, AN_LIMIT_ENVELOPE_BYTES, error);

  if (root == NULL)
    return FALSE;
  self->envelope = an_envelope_from_json (root, error);
  if (self->envelope == NULL)
    return FALSE;
  if (!g_str_equal (self->envelope->office, office->id)) {
    g_set_error_literal (error, AN_PROBLEM_ERROR, AN_PROBLEM_WRONG_OFFICE, "/office office");
    return FALSE;
  }
  if (!has_our_key (self->envelope, office)) {
    g_set_error_literal (error, AN_PROBLEM_ERROR, AN_PROBLEM_WRONG_OFFICE, "/keys keys");
    return FALSE;
  }
  if (self->envelope->size > AN_LIMIT_REPORT_BYTES) {
    g_set_error_literal (error, AN_PROBLEM_ERROR, AN_PROBLEM_TOO_LARGE, "/size size-sum");
    return FALSE;
  }
  crypto_hash_sha256 (self->fingerprint, (const guint8 *) data, size);
  return TRUE;
}

/**
 * an_filing_store:
 * @now: µs since 1970
 *
 * Writes the report and the record of its key; to be called in a transaction.
 */
gboolean
an_filing_store (AnFiling *self, AnDatabase *database, gint64 now, GError **error)
{
  switch (find_earlier (self, database, now, error)) {
  case EARLIER_SAME:
    self->replayed = TRUE;
    return TRUE;
  case EARLIER_OTHER:
    an_problem_set (error, AN_PROBLEM_IDEMPOTENCY_MISMATCH);
    return FALSE;
  case EARLIER_FAILED:
    return FALSE;
  case EARLIER_NONE:
  default:
    break;
  }
  self->expires_at = an_time_to_rfc3339 (now + (gint64) AN_UNFINISHED_SECONDS * G_USEC_PER_SEC);
  return make_room (self, database, now, error) &&
         insert_report (self->envelope, database, now, error) &&
         remember_key (self, database, now, error) &&
         an_audit_append (database, "reporter", "report.opened", self->envelope->id, "", error);
}

void
an_filing_clear (AnFiling *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->envelope, an_envelope_free);
  g_clear_pointer (&self->expires_at, g_free);
}
