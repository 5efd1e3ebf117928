// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The tables of the store and their version. Nothing in them can be read without an officer's
 * password but what the envelope says in clear: ids, urgency, sizes, times.
 */

#include "intake/an-schema.h"

#include <stdlib.h>

#include "base/an-i18n.h"

static const char tables[] =
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
    "CREATE TABLE office ("
    "  id TEXT PRIMARY KEY, name TEXT NOT NULL, province TEXT NOT NULL, created_at TEXT NOT NULL,"
    "  signing_public BLOB NOT NULL, signing_seed BLOB NOT NULL);"
    /* A person of the office. The secret key is sealed with the password: salt ‖ nonce ‖ box. */
    "CREATE TABLE staff ("
    "  name TEXT PRIMARY KEY, role TEXT NOT NULL, key_id TEXT NOT NULL UNIQUE,"
    "  public_key BLOB NOT NULL, sealed_key BLOB NOT NULL,"
    "  passes BIGINT NOT NULL, memory BIGINT NOT NULL, created_at TEXT NOT NULL);"
    /* An expired report stays as a row without content, so that its sender is told so. */
    "CREATE TABLE report ("
    "  id TEXT PRIMARY KEY, urgency TEXT NOT NULL, size BIGINT NOT NULL,"
    "  verifier BLOB NOT NULL, content BLOB, content_sha256 TEXT NOT NULL,"
    "  state TEXT NOT NULL, outcome TEXT, public_note TEXT,"
    "  created BIGINT NOT NULL, expires BIGINT NOT NULL, last_access BIGINT,"
    "  received_at TEXT, digest TEXT, signature BLOB);"
    "CREATE INDEX report_verifier ON report (verifier);"
    "CREATE INDEX report_state ON report (state, expires);"
    "CREATE TABLE report_key ("
    "  report TEXT NOT NULL REFERENCES report (id), recipient TEXT NOT NULL, sealed BLOB NOT NULL,"
    "  PRIMARY KEY (report, recipient));"
    /* received: bytes that are on the disk and were verified; the file may be longer. */
    "CREATE TABLE evidence ("
    "  report TEXT NOT NULL REFERENCES report (id), id TEXT NOT NULL, size BIGINT NOT NULL,"
    "  received BIGINT NOT NULL, sha256 TEXT, PRIMARY KEY (report, id));"
    "CREATE TABLE history ("
    "  report TEXT NOT NULL REFERENCES report (id), position BIGINT NOT NULL,"
    "  state TEXT NOT NULL, changed_at TEXT NOT NULL, PRIMARY KEY (report, position));"
    "CREATE TABLE idempotency ("
    "  name TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, report TEXT NOT NULL,"
    "  expires_at TEXT NOT NULL, created BIGINT NOT NULL);"
    "CREATE INDEX idempotency_created ON idempotency (created);"
    "CREATE TABLE audit ("
    "  position BIGINT PRIMARY KEY, changed_at TEXT NOT NULL, actor TEXT NOT NULL,"
    "  action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL);";

/* The audit log only grows; only SQLite is told so here, another engine has its own words for it.
 */
static const char guards[] = "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit"
                             "  BEGIN SELECT RAISE (ABORT, 'the audit log only grows'); END;"
                             "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit"
                             "  BEGIN SELECT RAISE (ABORT, 'the audit log only grows'); END;";

/* What each version added to the one before it; a new store goes through all of them too. */
static const char *const steps[AN_SCHEMA_VERSION + 1] = {
  [2] =
      /* Each change of a case makes a new revision. The place in the officers' queue: twice the
         urgency (0 is immediate), one more when somebody has acted, from 10 on when finished; 90
         and more are not shown. Reasons and notes are sealed like the report. */
  "ALTER TABLE report ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;"
  "ALTER TABLE report ADD COLUMN queue BIGINT NOT NULL DEFAULT 99;"
  "UPDATE report SET queue = CASE urgency WHEN 'immediate' THEN 0 WHEN 'high' THEN 2 ELSE 4 END"
  "  WHERE state = 'received';"
  "CREATE INDEX report_queue ON report (queue, received_at, id);"
  "ALTER TABLE history ADD COLUMN actor TEXT;"
  "ALTER TABLE history ADD COLUMN reason BLOB;"
  "CREATE TABLE note ("
  "  id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id),"
  "  position BIGINT NOT NULL, created_at TEXT NOT NULL,"
  "  author TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT, content BLOB NOT NULL);"
  "CREATE UNIQUE INDEX note_report ON note (report, position);"
  /* The secret of one-time codes, sealed to the person's key, and the last code that was used. */
  "ALTER TABLE staff ADD COLUMN totp BLOB;"
  "ALTER TABLE staff ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;"
  /* Failed attempts under a name, whether or not somebody has it. */
  "CREATE TABLE sign_in ("
  "  name BLOB PRIMARY KEY, failures BIGINT NOT NULL, last BIGINT NOT NULL,"
  "  locked_until BIGINT NOT NULL);",
  [3] =
      /* Messages, sealed with the key of the report; author: the officer who wrote it. */
  "CREATE TABLE message ("
  "  report TEXT NOT NULL REFERENCES report (id), id TEXT NOT NULL, position BIGINT NOT NULL,"
  "  sender TEXT NOT NULL, author TEXT, created_at TEXT NOT NULL, read_at TEXT,"
  "  sealed BLOB NOT NULL, PRIMARY KEY (report, id));"
  "CREATE UNIQUE INDEX message_position ON message (report, position);",
  [4] = /* One state of many is found as fast as all. */
  "CREATE INDEX report_state_queue ON report (state, queue, received_at, id);",
  [5] = /* What is written to try whether something can be written. */
  "INSERT INTO setting (name, value) VALUES ('probed', '');",
  [6] = /* Who has gone; keys that a person had before, sealed to the one of now; and the secret key
           of each person sealed to the keys of the supervisors. */
  "ALTER TABLE staff ADD COLUMN disabled_at TEXT;"
  "CREATE TABLE staff_key ("
  "  key_id TEXT PRIMARY KEY, staff TEXT NOT NULL, sealed BLOB NOT NULL,"
  "  retired_at TEXT NOT NULL);"
  "CREATE TABLE escrow ("
  "  key_id TEXT NOT NULL, keeper_key TEXT NOT NULL, sealed BLOB NOT NULL,"
  "  PRIMARY KEY (key_id, keeper_key));"
  /* What officers keep about a case beside its state; never shown to the reporter. */
  "ALTER TABLE report ADD COLUMN assignee TEXT;"
  "ALTER TABLE report ADD COLUMN substate TEXT;"
  "ALTER TABLE report ADD COLUMN remind_on TEXT;"
  "ALTER TABLE report ADD COLUMN duplicate_of TEXT;"
  "ALTER TABLE report ADD COLUMN labels TEXT NOT NULL DEFAULT '';"
  "CREATE INDEX report_assignee ON report (assignee, queue, received_at, id);",
  [7] = /* All cases are read in the order in which they came. */
  "CREATE INDEX report_received ON report (received_at, id);",
};

/* Helpers */

static gboolean
read_version (AnDatabase *database, char **version, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (database, error, "SELECT value FROM setting WHERE name = 'schema'", "");
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &broken))
    *version = g_strdup (an_rows_text (rows, 0));
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* In a transaction: another program may have done it since. */
static gboolean
upgrade (AnDatabase *database, gpointer data, GError **error)
{
  g_autofree char *version = NULL;
  g_autofree char *reached = g_strdup_printf ("%d", AN_SCHEMA_VERSION);

  if (!read_version (database, &version, error))
    return FALSE;
  for (int i = atoi (version ? version : "1") + 1; i <= AN_SCHEMA_VERSION; i++)
    if (!an_database_execute (database, steps[i], error))
      return FALSE;
  return an_database_run (database,
                          error,
                          "UPDATE setting SET value = $1 WHERE name = 'schema'",
                          "s",
                          reached);
}

/* Public */

/**
 * an_schema_create:
 *
 * Makes the tables of an empty database; to be called in a transaction.
 */
gboolean
an_schema_create (AnDatabase *database, GError **error)
{
  return an_database_execute (database, tables, error) &&
         an_database_execute (database, guards, error) &&
         an_database_execute (database,
                              "INSERT INTO setting (name, value) VALUES ('schema', '1')",
                              error) &&
         upgrade (database, NULL, error);
}

/**
 * an_schema_check:
 *
 * Returns: whether this program knows the tables of @database, which it brings to its own version
 */
gboolean
an_schema_check (AnDatabase *database, GError **error)
{
  g_autoptr (GError) foreign = NULL;
  g_autofree char *version = NULL;

  if (read_version (database, &version, &foreign) && version != NULL) {
    int number = atoi (version);

    if (number == AN_SCHEMA_VERSION)
      return TRUE;
    if (number >= 1 && number < AN_SCHEMA_VERSION)
      return an_database_transact (database, upgrade, NULL, error);
    g_set_error (
        error,
        AN_DATABASE_ERROR,
        AN_DATABASE_ERROR_FAILED,
        _ ("the store has version %s; this program knows version %d"), version, AN_SCHEMA_VERSION);
    return FALSE;
  }
  /* A missing table is a fault that SQLite tells of; an office is not to be made over a damage. */
  if (g_error_matches (foreign, AN_DATABASE_ERROR, AN_DATABASE_ERROR_BUSY) ||
      g_error_matches (foreign, AN_DATABASE_ERROR, AN_DATABASE_ERROR_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&foreign));
    return FALSE;
  }
  g_set_error (error,
               AN_DATABASE_ERROR,
               AN_DATABASE_ERROR_NOT_FOUND,
               _ ("there is no office in this store; make it with “office init”"));
  return FALSE;
}
