// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Reads what an office answers. Members and words that this version does not know are let through;
 * an id, an office or a signature that is not the expected one never is.
 */

#include "report/an-intake-documents.h"

#include <sodium.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "base/an-time.h"
#include "report/an-intake-answer.h"

#define MAX_ID_CHARS 128
#define MAX_STATE_CHARS 64
#define MAX_TIME_CHARS 40
#define MAX_NOTE_CHARS 20000
#define MAX_HISTORY 1000
#define MAX_SAFE_NUMBER ((gint64) 1 << 53)

/* Helpers */

static gboolean
finish (AnJsonReader *reader, GError **error)
{
  g_autoptr (GError) broken = NULL;

  if (an_json_reader_finish (reader, &broken))
    return TRUE;
  g_set_error (error,
               AN_INTAKE_ERROR,
               AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
               _ ("the office's answer cannot be read: %s"), broken->message);
  return FALSE;
}

/* (transfer full) (nullable): a text that may be null or absent */
static char *
dup_text (AnJsonReader *reader, const char *key, gsize max_chars)
{
  char *text = NULL;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_OPTIONAL))
    return NULL;
  if (!JSON_NODE_HOLDS_NULL (an_json_reader_peek_node (reader)))
    text = g_strdup (an_json_reader_value_string (reader, max_chars));
  an_json_reader_leave (reader);
  return text;
}

static gboolean
check_id (const char *id, const char *expected, GError **error)
{
  if (expected == NULL || g_strcmp0 (id, expected) == 0)
    return TRUE;
  an_intake_error_set (error,
                       AN_INTAKE_ERROR_IDENTITY,
                       _ ("the office answered about something else than asked"));
  return FALSE;
}

static guint64
get_limit (AnJsonReader *reader, const char *key)
{
  return (guint64) an_json_reader_get_int (reader, key, AN_JSON_REQUIRED, 0, MAX_SAFE_NUMBER, 0);
}

static char **
event_new (const char *state, const char *at)
{
  char **event = g_new0 (char *, 3);

  event[0] = g_strdup (state);
  event[1] = g_strdup (at);
  return event;
}

static void
read_history (AnJsonReader *reader, GPtrArray *history)
{
  guint length;

  if (!an_json_reader_enter_member (reader, "history", AN_JSON_OPTIONAL))
    return;
  length = an_json_reader_expect_array (reader, 0, MAX_HISTORY);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    const char *state =
        an_json_reader_get_string (reader, "state", AN_JSON_REQUIRED, MAX_STATE_CHARS);
    const char *at = an_json_reader_get_string (reader, "at", AN_JSON_REQUIRED, MAX_TIME_CHARS);

    if (!an_json_reader_has_failed (reader))
      g_ptr_array_add (history, event_new (state, at));
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

/* For the library */

/**
 * an_intake_office_from_json:
 * @channel: whose office it must be
 *
 * Returns: (transfer full): what `vn.annhi.office/1` says of limits
 */
AnIntakeOffice *
an_intake_office_from_json (JsonNode *root, const AnChannel *channel, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (AnIntakeOffice) office = g_new0 (AnIntakeOffice, 1);

  an_json_reader_expect_schema (reader, "vn.annhi.office/1");
  office->office =
      g_strdup (an_json_reader_get_string (reader, "office", AN_JSON_REQUIRED, MAX_ID_CHARS));
  if (an_json_reader_enter_member (reader, "limits", AN_JSON_REQUIRED)) {
    office->max_evidence_bytes = get_limit (reader, "max_evidence_bytes");
    office->max_report_bytes = get_limit (reader, "max_report_bytes");
    office->max_evidence_count = (guint)
        an_json_reader_get_int (reader, "max_evidence_count", AN_JSON_REQUIRED, 0, G_MAXINT, 0);
    an_json_reader_leave (reader);
  }
  if (!finish (reader, error) || !check_id (office->office, channel->office, error))
    return NULL;
  return g_steal_pointer (&office);
}

/**
 * an_intake_check_created:
 *
 * Returns: whether `vn.annhi.created/1` is about @report_id
 */
gboolean
an_intake_check_created (JsonNode *root, const char *report_id, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  const char *id;

  an_json_reader_expect_schema (reader, "vn.annhi.created/1");
  id = an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, MAX_ID_CHARS);
  an_json_reader_get_string (reader, "state", AN_JSON_REQUIRED, MAX_STATE_CHARS);
  return finish (reader, error) && check_id (id, report_id, error);
}

/**
 * an_intake_check_posted:
 *
 * Returns: whether `vn.annhi.message/1` is about @message_id
 */
gboolean
an_intake_check_posted (JsonNode *root, const char *message_id, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  const char *id;

  an_json_reader_expect_schema (reader, "vn.annhi.message/1");
  id = an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, MAX_ID_CHARS);
  return finish (reader, error) && check_id (id, message_id, error);
}

/**
 * an_intake_read_submission:
 * @digest: of the manifest that was sent
 * @channel: with the key the office signs with
 *
 * Returns: (transfer full): when the office received the report, by its signature
 */
char *
an_intake_read_submission (JsonNode *root,
                           const char *report_id,
                           const char *digest,
                           const AnChannel *channel,
                           GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (GBytes) message = NULL;
  g_autofree guint8 *signature = NULL;
  const char *id, *received_at, *answered_digest, *signature_text;
  gsize signature_length = 0;
  gint64 ignored;

  an_json_reader_expect_schema (reader, "vn.annhi.submission/1");
  id = an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, MAX_ID_CHARS);
  received_at = an_json_reader_get_string (reader, "received_at", AN_JSON_REQUIRED, MAX_TIME_CHARS);
  answered_digest = an_json_reader_get_string (reader, "digest", AN_JSON_REQUIRED, MAX_ID_CHARS);
  signature_text = an_json_reader_get_string (reader, "signature", AN_JSON_REQUIRED, MAX_ID_CHARS);
  if (!finish (reader, error) || !check_id (id, report_id, error) ||
      !check_id (answered_digest, digest, error))
    return NULL;
  if (!an_time_from_rfc3339 (received_at, &ignored)) {
    an_intake_error_set (error,
                         AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                         _ ("the office's answer has no time of receipt"));
    return NULL;
  }
  message = an_manifest_receipt_message (report_id, digest, received_at);
  signature = g_base64_decode (signature_text, &signature_length);
  if (signature_length != crypto_sign_BYTES ||
      crypto_sign_verify_detached (signature,
                                   g_bytes_get_data (message, NULL),
                                   g_bytes_get_size (message),
                                   channel->signing_key) != 0) {
    an_intake_error_set (error,
                         AN_INTAKE_ERROR_IDENTITY,
                         _ ("the receipt is not signed by the office of this channel"));
    return NULL;
  }
  return g_strdup (received_at);
}

/**
 * an_intake_status_from_json:
 * @report_id: (nullable): the report asked for, if known
 *
 * Returns: (transfer full): what `vn.annhi.status/1` says; states this version does not know are
 *   handed on as they are
 */
AnIntakeStatus *
an_intake_status_from_json (JsonNode *root, const char *report_id, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  g_autoptr (AnIntakeStatus) status = g_new0 (AnIntakeStatus, 1);

  status->history = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  an_json_reader_expect_schema (reader, "vn.annhi.status/1");
  status->id = g_strdup (an_json_reader_get_string (reader, "id", AN_JSON_REQUIRED, MAX_ID_CHARS));
  status->state =
      g_strdup (an_json_reader_get_string (reader, "state", AN_JSON_REQUIRED, MAX_STATE_CHARS));
  status->outcome = dup_text (reader, "outcome", MAX_STATE_CHARS);
  status->public_note = dup_text (reader, "public_note", MAX_NOTE_CHARS);
  status->received_at = dup_text (reader, "received_at", MAX_TIME_CHARS);
  status->last_access_at = dup_text (reader, "last_access_at", MAX_TIME_CHARS);
  read_history (reader, status->history);
  if (!finish (reader, error) || !check_id (status->id, report_id, error))
    return NULL;
  return g_steal_pointer (&status);
}

void
an_intake_office_free (AnIntakeOffice *self)
{
  if (self == NULL)
    return;
  g_free (self->office);
  g_free (self);
}

void
an_intake_status_free (AnIntakeStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->state);
  g_free (self->outcome);
  g_free (self->public_note);
  g_free (self->received_at);
  g_free (self->last_access_at);
  g_ptr_array_unref (self->history);
  g_free (self);
}
