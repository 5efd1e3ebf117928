// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Messages between the office and whoever holds the receipt. */

#include "intake/an-mailbox.h"

#include <sodium.h>
#include <string.h>

#include "base/an-json-reader.h"
#include "base/an-time.h"
#include "intake/an-audit.h"
#include "intake/an-problem.h"
#include "report/an-seal.h"
#include "report/an-uuid.h"

#define MAX_SEALED (32 * 1024)
#define MAX_BASE64 (MAX_SEALED * 4 / 3 + 4)
#define DAY_USEC ((gint64) 24 * 3600 * G_USEC_PER_SEC)

/* Helpers */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

static void
add_bytes (JsonBuilder *builder, const char *key, GBytes *bytes)
{
  gsize size = 0;
  const guint8 *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  g_autofree char *text = data ? g_base64_encode (data, size) : NULL;

  add_text (builder, key, text);
}

/* Whose mailbox it is; there is none before the report has been submitted. */
static gboolean
find (AnMailbox *self, AnDatabase *database, gint64 now, GError **error)
{
  if (!an_access_find (&self->access, database, now, error))
    return FALSE;
  if (g_strcmp0 (self->access.state, "expired") == 0)
    an_problem_set (error, AN_PROBLEM_EXPIRED);
  else if (g_strcmp0 (self->access.state, "open") == 0)
    an_problem_set (error, AN_PROBLEM_NOT_SUBMITTED);
  else
    return TRUE;
  return FALSE;
}

/* TRUE when it was posted before, and is then the answer. */
static gboolean
is_repeated (AnMailbox *self, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GBytes) there = NULL;

  rows = an_database_query (database,
                            error,
                            "SELECT sealed, created_at FROM message WHERE report = $1 AND id = $2",
                            "ss",
                            self->access.report,
                            self->id);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  there = an_rows_bytes (rows, 0);
  if (there != NULL && g_bytes_equal (there, self->sealed)) {
    self->at = g_strdup (an_rows_text (rows, 1));
    return TRUE;
  }
  an_problem_set (error, AN_PROBLEM_MESSAGE_EXISTS);
  return FALSE;
}

static gboolean
check_room (AnMailbox *self, AnDatabase *database, gint64 now, GError **error)
{
  g_autofree char *since = an_time_to_rfc3339 (now - DAY_USEC);
  g_autoptr (AnRows) rows = NULL;

  rows = an_database_query (
      database,
      error,
      "SELECT COUNT(*) FROM message WHERE report = $1 AND sender = 'reporter' AND created_at > $2",
      "ss",
      self->access.report,
      since);
  if (rows == NULL || !an_rows_next (rows, error))
    return FALSE;
  if (an_rows_int (rows, 0) < AN_MAILBOX_DAILY)
    return TRUE;
  self->is_full = TRUE;
  an_problem_set (error, AN_PROBLEM_TOO_MANY);
  return FALSE;
}

static gboolean
add_messages (AnMailbox *self, AnDatabase *database, JsonBuilder *builder, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  rows = an_database_query (
      database,
      error,
      "SELECT id, sender, created_at, sealed FROM message WHERE report = $1 ORDER BY position",
      "s",
      self->access.report);
  if (rows == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  while (an_rows_next (rows, &broken)) {
    g_autoptr (GBytes) sealed = an_rows_bytes (rows, 3);

    json_builder_begin_object (builder);
    add_text (builder, "id", an_rows_text (rows, 0));
    add_text (builder, "from", an_rows_text (rows, 1));
    add_text (builder, "at", an_rows_text (rows, 2));
    add_bytes (builder, "sealed", sealed);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* The key of the report, as the reporter sealed it to the receipt. */
static gboolean
add_key (AnMailbox *self, AnDatabase *database, JsonBuilder *builder, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  g_autoptr (GBytes) sealed = NULL;

  rows = an_database_query (
      database,
      error,
      "SELECT sealed FROM report_key WHERE report = $1 AND recipient = 'reporter'",
      "s",
      self->access.report);
  if (rows == NULL)
    return FALSE;
  if (an_rows_next (rows, &broken))
    sealed = an_rows_bytes (rows, 0);
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  add_bytes (builder, "key", sealed);
  return TRUE;
}

/* Public */

gboolean
an_mailbox_parse (AnMailbox *self, JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  guint8 bytes[MAX_SEALED];
  const char *text;
  size_t size = 0;

  an_json_reader_expect_object (reader);
  an_json_reader_allow_members (reader, "id", "sealed", NULL);
  self->id = g_strdup (an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, 36));
  text = an_json_reader_get_string (reader, "sealed", AN_JSON_REQUIRED, MAX_BASE64);
  if (!an_json_reader_has_failed (reader) && !an_uuid_is_valid (self->id)) {
    an_json_reader_enter_member (reader, "id", AN_JSON_REQUIRED);
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "no UUID");
    an_json_reader_leave (reader);
  }
  if (!an_json_reader_has_failed (reader) &&
      (sodium_base642bin (bytes,
                          sizeof bytes,
                          text,
                          strlen (text),
                          NULL,
                          &size,
                          NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
       size < an_seal_cipher_size (1))) {
    an_json_reader_enter_member (reader, "sealed", AN_JSON_REQUIRED);
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "nothing sealed");
    an_json_reader_leave (reader);
  }
  self->sealed = g_bytes_new (bytes, size);
  return an_json_reader_finish (reader, error);
}

gboolean
an_mailbox_post (AnMailbox *self, AnDatabase *database, gint64 now, GError **error)
{
  g_autoptr (GError) broken = NULL;

  if (!find (self, database, now, error))
    return FALSE;
  if (is_repeated (self, database, &broken))
    return TRUE;
  if (broken != NULL) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  if (!check_room (self, database, now, error))
    return FALSE;
  self->at = an_time_to_rfc3339 (now);
  return an_mailbox_add (database,
                         self->access.report,
                         self->id,
                         AN_MAILBOX_REPORTER,
                         NULL,
                         self->at,
                         self->sealed,
                         error) &&
         an_audit_append (database,
                          "reporter",
                          "message.received",
                          self->access.report,
                          self->id,
                          error);
}

/* (transfer full) */
JsonNode *
an_mailbox_read (AnMailbox *self, AnDatabase *database, gint64 now, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!find (self, database, now, error))
    return NULL;
  json_builder_begin_object (builder);
  add_text (builder, "schema", "vn.annhi.messages/1");
  add_text (builder, "id", self->access.report);
  if (!add_key (self, database, builder, error) || !add_messages (self, database, builder, error))
    return NULL;
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

void
an_mailbox_clear (AnMailbox *self)
{
  an_access_clear (&self->access);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->sealed, g_bytes_unref);
  g_clear_pointer (&self->at, g_free);
}

gboolean
an_mailbox_add (AnDatabase *database,
                const char *report,
                const char *id,
                const char *sender,
                const char *author,
                const char *at,
                GBytes *sealed,
                GError **error)
{
  return an_database_run (
             database,
             error,
             "INSERT INTO message (report, id, sender, author, created_at, sealed, position)"
             " VALUES ($1, $2, $3, $4, $5, $6,"
             " (SELECT COALESCE (MAX(position), 0) + 1 FROM message WHERE report = $1))",
             "sssssb",
             report,
             id,
             sender,
             author,
             at,
             sealed) &&
         an_database_run (database,
                          error,
                          "UPDATE report SET revision = revision + 1 WHERE id = $1",
                          "s",
                          report);
}

gboolean
an_mailbox_mark_read (AnDatabase *database, const char *report, const char *sender, GError **error)
{
  g_autofree char *now = an_time_now_rfc3339 ();

  return an_database_run (
      database,
      error,
      "UPDATE message SET read_at = $1 WHERE report = $2 AND sender = $3 AND read_at IS NULL",
      "sss",
      now,
      report,
      sender);
}
