// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Opens and seals what the office and the reporter write to each other. The key of the report comes
 * with the messages, sealed to the receipt: so any PC with the receipt can read them. */

#include "report/an-conversation.h"

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "base/an-json.h"
#include "base/an-secret.h"
#include "report/an-envelope.h"
#include "report/an-intake-answer.h"
#include "report/an-uuid.h"

#define SCHEMA "vn.annhi.messages/1"
#define MAX_MESSAGES 100000
#define MAX_SEALED_CHARS (64 * 1024) /* in base64 */
#define MAX_TIME_CHARS 40

static void
message_free (AnConversationMessage *self)
{
  g_free (self->id);
  g_free (self->at);
  an_secret_free (self->text);
  g_free (self);
}

/* (transfer full) (nullable) */
static GBytes *
decode (const char *base64)
{
  gsize size = strlen (base64) / 4 * 3 + 3;
  g_autofree guint8 *bytes = g_malloc (size);

  if (sodium_base642bin (bytes,
                         size,
                         base64,
                         strlen (base64),
                         NULL,
                         &size,
                         NULL,
                         sodium_base64_VARIANT_ORIGINAL) != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static gboolean
read_key (AnConversation *self, AnJsonReader *reader, const AnReceipt *receipt)
{
  g_autoptr (GBytes) wrapped = NULL;
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES], secret_key[AN_SEAL_SECRET_KEY_BYTES];
  const char *text = NULL;

  if (an_json_reader_enter_member (reader, "key", AN_JSON_OPTIONAL)) {
    if (!JSON_NODE_HOLDS_NULL (an_json_reader_peek_node (reader)))
      text = an_json_reader_value_string (reader, MAX_SEALED_CHARS);
    an_json_reader_leave (reader);
  }
  wrapped = text != NULL ? decode (text) : NULL;
  if (wrapped == NULL)
    return FALSE;
  an_receipt_get_key_pair (receipt, public_key, secret_key);
  self->has_key = an_seal_unwrap_key (wrapped,
                                      self->report_id,
                                      AN_ENVELOPE_REPORTER,
                                      public_key,
                                      secret_key,
                                      &self->key,
                                      NULL);
  sodium_memzero (secret_key, sizeof secret_key);
  return self->has_key;
}

static char *
make_purpose (gboolean from_office, const char *id)
{
  return g_strconcat (from_office ? "message/office/" : "message/reporter/", id, NULL);
}

/* (transfer full) (nullable) */
static char *
open_text (const AnConversation *self, gboolean from_office, const char *id, const char *base64)
{
  g_autoptr (GBytes) sealed = self->has_key ? decode (base64) : NULL;
  g_autofree char *purpose = make_purpose (from_office, id);
  g_autoptr (GBytes) plain = NULL;

  if (sealed != NULL)
    plain = an_seal_open_bytes (sealed, &self->key, self->report_id, purpose, NULL);
  if (plain == NULL)
    return NULL;
  return g_utf8_make_valid (g_bytes_get_data (plain, NULL), (gssize) g_bytes_get_size (plain));
}

static void
read_message (AnConversation *self, AnJsonReader *reader)
{
  AnConversationMessage *message;
  const char *id = an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, 36);
  const char *from = an_json_reader_get_string (reader, "from", AN_JSON_REQUIRED, MAX_TIME_CHARS);
  const char *at = an_json_reader_get_string (reader, "at", AN_JSON_REQUIRED, MAX_TIME_CHARS);
  const char *sealed =
      an_json_reader_get_string (reader, "sealed", AN_JSON_REQUIRED, MAX_SEALED_CHARS);

  if (an_json_reader_has_failed (reader))
    return;
  message = g_new0 (AnConversationMessage, 1);
  message->id = g_strdup (id);
  message->from_office = g_str_equal (from, "office");
  message->at = g_strdup (at);
  message->text = open_text (self, message->from_office, id, sealed);
  g_ptr_array_add (self->messages, message);
}

static void
read_messages (AnConversation *self, AnJsonReader *reader)
{
  guint length;

  if (!an_json_reader_enter_member (reader, "messages", AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, 0, MAX_MESSAGES);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    read_message (self, reader);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

void
an_conversation_free (AnConversation *self)
{
  g_free (self->report_id);
  g_ptr_array_unref (self->messages);
  an_seal_key_clear (&self->key);
  g_free (self);
}

/**
 * an_conversation_from_json:
 * @root: `vn.annhi.messages/1`, as the office answered
 *
 * Returns: (transfer full): all messages; one that was not sealed for this report has no text.
 *   %AN_INTAKE_ERROR_UNKNOWN_OUTCOME when it is no such document, or of another report
 */
AnConversation *
an_conversation_from_json (JsonNode *root,
                           const char *report_id,
                           const AnReceipt *receipt,
                           GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (AnConversation) self = g_new0 (AnConversation, 1);
  g_autoptr (GError) broken = NULL;
  const char *id;

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) message_free);
  an_json_reader_expect_schema (reader, SCHEMA);
  id = an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, 36);
  self->report_id = g_strdup (id != NULL ? id : "");
  read_key (self, reader, receipt);
  read_messages (self, reader);
  if (!an_json_reader_finish (reader, &broken)) {
    g_set_error (error,
                 AN_INTAKE_ERROR,
                 AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                 _ ("the office's answer cannot be read: %s"), broken->message);
    return NULL;
  }
  if (!an_uuid_is_valid (self->report_id) ||
      (report_id != NULL && !g_str_equal (report_id, self->report_id))) {
    an_intake_error_set (error,
                         AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                         _ ("the office answered about another report"));
    return NULL;
  }
  return g_steal_pointer (&self);
}

guint
an_conversation_count_from_office (const AnConversation *self)
{
  guint count = 0;

  for (guint i = 0; i < self->messages->len; i++)
    count += ((const AnConversationMessage *) g_ptr_array_index (self->messages, i))->from_office;
  return count;
}

/**
 * an_conversation_seal:
 * @message_id: a UUID; the same again is the same message for the office
 * @text: at most %AN_CONVERSATION_MAX_CHARS
 *
 * Returns: (transfer full): the body of `POST …/messages`
 */
GBytes *
an_conversation_seal (const AnConversation *self, const char *message_id, const char *text)
{
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  g_autofree char *purpose = make_purpose (FALSE, message_id);
  g_autoptr (GBytes) sealed = an_seal_bytes (plain, &self->key, self->report_id, purpose);
  g_autofree char *base64 =
      g_base64_encode (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *body;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, message_id);
  json_builder_set_member_name (builder, "sealed");
  json_builder_add_string_value (builder, base64);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = an_json_to_string (root, FALSE);
  return g_bytes_new_take (body, strlen (body));
}
