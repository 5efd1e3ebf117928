// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Where one report stands on its way: the record that every step rewrites before it acts. */

#include "base/an-json-reader.h"
#include "report/an-outbox-private.h"
#include "report/an-uuid.h"

#define SCHEMA "vn.annhi.outbox/1"
#define MAX_TEXT_CHARS 100000
#define MAX_MICROSECONDS ((gint64) 1 << 53)

const char *const an_outbox_state_ids[] = {
  "queued", "creating", "uploading", "submitting", "delivered", "needs-user", NULL,
};

/* Helpers */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *key, gint64 number)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, number);
}

static void
add_truth (JsonBuilder *builder, const char *key, gboolean truth)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, truth);
}

static char *
dup_text (AnJsonReader *reader, const char *key, AnJsonPresence presence)
{
  return g_strdup (an_json_reader_get_string (reader, key, presence, MAX_TEXT_CHARS));
}

/* (transfer none) (nullable): a member that is a document of its own */
static JsonNode *
peek_member (AnJsonReader *reader, const char *key)
{
  JsonNode *node = NULL;

  if (an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED)) {
    node = an_json_reader_peek_node (reader);
    an_json_reader_leave (reader);
  }
  return node;
}

static void
read_states (AnJsonReader *reader, AnOutboxRecord *self)
{
  self->state = (AnOutboxState) an_json_reader_get_enum (reader,
                                                         "state",
                                                         AN_JSON_REQUIRED,
                                                         an_outbox_state_ids,
                                                         AN_OUTBOX_QUEUED);
  self->resume = (AnOutboxState) an_json_reader_get_enum (reader,
                                                          "resume",
                                                          AN_JSON_REQUIRED,
                                                          an_outbox_state_ids,
                                                          AN_OUTBOX_QUEUED);
  self->category = (AnCategory) an_json_reader_get_enum (reader,
                                                         "category",
                                                         AN_JSON_REQUIRED,
                                                         an_category_ids,
                                                         AN_CATEGORY_OTHER);
  self->urgency = (AnUrgency) an_json_reader_get_enum (reader,
                                                       "urgency",
                                                       AN_JSON_REQUIRED,
                                                       an_urgency_ids,
                                                       AN_URGENCY_NORMAL);
}

static void
read_times (AnJsonReader *reader, AnOutboxRecord *self)
{
  self->queued_at =
      an_json_reader_get_int (reader, "queued_at", AN_JSON_REQUIRED, 0, MAX_MICROSECONDS, 0);
  self->next_attempt_at =
      an_json_reader_get_int (reader, "next_attempt_at", AN_JSON_REQUIRED, 0, MAX_MICROSECONDS, 0);
  self->attempts =
      (guint) an_json_reader_get_int (reader, "attempts", AN_JSON_REQUIRED, 0, G_MAXINT, 0);
  self->wait_ms =
      (guint) an_json_reader_get_int (reader, "wait_ms", AN_JSON_REQUIRED, 0, G_MAXINT, 0);
  self->office_asked = an_json_reader_get_boolean (reader, "office_asked", AN_JSON_REQUIRED, FALSE);
}

/* For the outbox */

AnOutboxRecord *
an_outbox_record_new (void)
{
  AnOutboxRecord *self = g_new0 (AnOutboxRecord, 1);

  self->idempotency_key = an_uuid_new ();
  self->queued_at = g_get_real_time ();
  return self;
}

void
an_outbox_record_free (AnOutboxRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_clear_pointer (&self->channel, an_channel_free);
  g_free (self->idempotency_key);
  g_clear_pointer (&self->manifest, an_manifest_free);
  g_free (self->problem);
  g_free (self->received_at);
  g_free (self->office_state);
  g_free (self->office_note);
  g_free (self);
}

JsonNode *
an_outbox_record_to_json (const AnOutboxRecord *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "schema", SCHEMA);
  add_text (builder, "id", self->id);
  add_text (builder, "state", an_outbox_state_ids[self->state]);
  add_text (builder, "resume", an_outbox_state_ids[self->resume]);
  add_text (builder, "category", an_category_ids[self->category]);
  add_text (builder, "urgency", an_urgency_ids[self->urgency]);
  add_text (builder, "idempotency_key", self->idempotency_key);
  add_number (builder, "queued_at", self->queued_at);
  add_number (builder, "next_attempt_at", self->next_attempt_at);
  add_number (builder, "attempts", self->attempts);
  add_number (builder, "wait_ms", self->wait_ms);
  add_truth (builder, "office_asked", self->office_asked);
  add_truth (builder, "keep_receipt", self->keep_receipt);
  add_text (builder, "problem", self->problem);
  add_text (builder, "received_at", self->received_at);
  add_text (builder, "office_state", self->office_state);
  add_text (builder, "office_note", self->office_note);
  json_builder_set_member_name (builder, "channel");
  json_builder_add_value (builder, an_channel_to_json (self->channel));
  json_builder_set_member_name (builder, "manifest");
  json_builder_add_value (builder, an_manifest_to_json (self->manifest));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

AnOutboxRecord *
an_outbox_record_from_json (JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (AnOutboxRecord) self = g_new0 (AnOutboxRecord, 1);
  JsonNode *channel, *manifest;

  an_json_reader_expect_schema (reader, SCHEMA);
  self->id = dup_text (reader, "id", AN_JSON_REQUIRED);
  self->idempotency_key = dup_text (reader, "idempotency_key", AN_JSON_REQUIRED);
  read_states (reader, self);
  read_times (reader, self);
  self->keep_receipt = an_json_reader_get_boolean (reader, "keep_receipt", AN_JSON_REQUIRED, FALSE);
  self->problem = dup_text (reader, "problem", AN_JSON_OPTIONAL);
  self->received_at = dup_text (reader, "received_at", AN_JSON_OPTIONAL);
  self->office_state = dup_text (reader, "office_state", AN_JSON_OPTIONAL);
  self->office_note = dup_text (reader, "office_note", AN_JSON_OPTIONAL);
  channel = peek_member (reader, "channel");
  manifest = peek_member (reader, "manifest");
  if (!an_json_reader_finish (reader, error))
    return NULL;
  self->channel = an_channel_from_json (channel, error);
  if (self->channel == NULL)
    return NULL;
  self->manifest = an_manifest_from_json (manifest, error);
  return self->manifest != NULL ? g_steal_pointer (&self) : NULL;
}

AnOutboxRecord *
an_outbox_record_load (AnVault *vault, const char *id, GError **error)
{
  g_autoptr (JsonNode) root = an_vault_get_json (vault, AN_OUTBOX_KIND, id, error);
  g_autoptr (GError) broken = NULL;
  AnOutboxRecord *self;

  if (root == NULL)
    return NULL;
  self = an_outbox_record_from_json (root, &broken);
  if (self == NULL)
    g_set_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_CORRUPT, "%s: %s", id, broken->message);
  return self;
}

gboolean
an_outbox_record_save (AnVault *vault, const AnOutboxRecord *self, GError **error)
{
  g_autoptr (JsonNode) root = an_outbox_record_to_json (self);

  return an_vault_put_json (vault, AN_OUTBOX_KIND, self->id, root, error);
}

/**
 * an_outbox_record_renew_key:
 *
 * For a report that the office has dropped: the old key would only bring back the old answer.
 */
void
an_outbox_record_renew_key (AnOutboxRecord *self)
{
  g_free (self->idempotency_key);
  self->idempotency_key = an_uuid_new ();
}

/**
 * an_outbox_record_is_pending:
 *
 * Returns: whether it is to be tried again without anybody's doing
 */
gboolean
an_outbox_record_is_pending (const AnOutboxRecord *self)
{
  return self->state != AN_OUTBOX_DELIVERED && self->state != AN_OUTBOX_NEEDS_USER;
}

/**
 * an_outbox_record_is_to_vanish:
 *
 * Returns: whether the report has arrived and its sender wants no trace of it on this PC
 */
gboolean
an_outbox_record_is_to_vanish (const AnOutboxRecord *self)
{
  return self->state == AN_OUTBOX_DELIVERED && !self->keep_receipt;
}
