// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Decides what an answer means. A success is believed only when status, media type and digest are
 * ours; a refusal only when it is one of our problem documents, because a Wi-Fi log-in page or a
 * filter answers with any status it likes. Whatever is left counts as “unknown outcome”.
 */

#include "report/an-intake-answer.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "base/an-text.h"

#define PROBLEM_MEDIA_TYPE "application/problem+json"
#define PROBLEM_PREFIX "urn:annhi:problem:"
#define MAX_PROBLEM_BYTES (64 * 1024)
#define MAX_SHOWN_CHARS 500
#define MAX_SHOWN_PLACES 5
#define MAX_RETRY_AFTER_SECONDS (24 * 60 * 60)

/* A problem document of RFC 9457, as much of it as could be read. */
typedef struct {
  char *name;  /* (owned) (nullable) what follows PROBLEM_PREFIX; %NULL: not one of ours */
  char *words; /* (owned) (nullable) for people */
} Problem;

static void
problem_clear (Problem *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->words, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Problem, problem_clear)

/* Helpers */

static gboolean
has_media_type (const AnIntakeAnswer *self, const char *media_type)
{
  const char *type = soup_message_headers_get_content_type (self->headers, NULL);

  return type != NULL && g_ascii_strcasecmp (type, media_type) == 0;
}

/* (nullable): a text member of a document that need not be well formed */
static const char *
peek_text (JsonNode *node, const char *key)
{
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  member = json_object_get_member (json_node_get_object (node), key);
  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member) ||
      json_node_get_value_type (member) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (member);
}

static void
append_shown (GString *words, const char *text)
{
  g_autofree char *visible = NULL;
  g_autofree char *cut = NULL;

  if (text == NULL || *text == '\0')
    return;
  cut = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SHOWN_CHARS));
  visible = an_text_make_visible (cut);
  if (words->len > 0)
    g_string_append (words, " – ");
  g_string_append (words, visible);
}

static void
append_places (GString *words, JsonNode *root)
{
  JsonNode *list = json_object_get_member (json_node_get_object (root), "errors");
  JsonArray *places;

  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return;
  places = json_node_get_array (list);
  for (guint i = 0; i < MIN (json_array_get_length (places), MAX_SHOWN_PLACES); i++) {
    JsonNode *place = json_array_get_element (places, i);
    const char *pointer = peek_text (place, "pointer");
    const char *detail = peek_text (place, "detail");
    g_autofree char *both = NULL;

    if (pointer == NULL && detail == NULL)
      continue;
    both = pointer == NULL || *pointer == '\0' || detail == NULL
               ? g_strdup (detail ? detail : pointer)
               : g_strdup_printf ("%s: %s", pointer, detail);
    append_shown (words, both);
  }
}

/* Reads what can be read; HTML, nothing and half a document are no problem of ours. */
static void
read_problem (const AnIntakeAnswer *self, Problem *problem)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GString) words = NULL;
  const char *type;
  const char *digest = soup_message_headers_get_one (self->headers, "Content-Digest");

  if (!has_media_type (self, PROBLEM_MEDIA_TYPE) ||
      (digest != NULL && !an_intake_check_digest (digest, self->body)))
    return;
  root = an_json_parse (g_bytes_get_data (self->body, NULL),
                        g_bytes_get_size (self->body),
                        MAX_PROBLEM_BYTES,
                        NULL);
  type = peek_text (root, "type");
  if (type == NULL || !g_str_has_prefix (type, PROBLEM_PREFIX))
    return;
  problem->name = g_strdup (type + strlen (PROBLEM_PREFIX));
  words = g_string_new (NULL);
  append_shown (words, peek_text (root, "title"));
  append_shown (words, peek_text (root, "detail"));
  append_places (words, root);
  if (words->len > 0)
    problem->words = g_string_free (g_steal_pointer (&words), FALSE);
}

/* What a refusal in our own words means for @call. */
static AnIntakeError
classify_problem (guint status, AnIntakeCall call, const char *name)
{
  switch (status) {
  case 404:
    return AN_INTAKE_ERROR_NOT_FOUND;
  case 410:
    return AN_INTAKE_ERROR_GONE;
  case 409:
    if (g_str_equal (name, "in-progress"))
      return AN_INTAKE_ERROR_BUSY;
    if (call == AN_INTAKE_CALL_SUBMIT && g_str_equal (name, "evidence-missing"))
      return AN_INTAKE_ERROR_INCOMPLETE;
    return call == AN_INTAKE_CALL_APPEND ? AN_INTAKE_ERROR_OFFSET : AN_INTAKE_ERROR_REFUSED;
  case 460: /* the checksum did not hold: damaged on the way */
    return AN_INTAKE_ERROR_OFFSET;
  default:
    return AN_INTAKE_ERROR_REFUSED;
  }
}

static AnIntakeError
classify (const AnIntakeAnswer *self, AnIntakeCall call, const Problem *problem)
{
  guint status = self->status;

  if (status == 511) /* network authentication required: a log-in page said so itself */
    return AN_INTAKE_ERROR_UNKNOWN_OUTCOME;
  if (status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599))
    return AN_INTAKE_ERROR_BUSY;
  if (status == 407)
    return AN_INTAKE_ERROR_UNREACHABLE;
  if (status < 400 || status > 499)
    return AN_INTAKE_ERROR_UNKNOWN_OUTCOME;
  if (problem->name != NULL)
    return classify_problem (status, call, problem->name);
  if (call == AN_INTAKE_CALL_GET_OFFSET && (status == 404 || status == 410))
    return AN_INTAKE_ERROR_NOT_FOUND; /* an answer to HEAD has no body to tell by */
  if (call == AN_INTAKE_CALL_APPEND && (status == 409 || status == 460))
    return AN_INTAKE_ERROR_OFFSET;
  if (status == 413)
    return AN_INTAKE_ERROR_REFUSED;
  return AN_INTAKE_ERROR_UNKNOWN_OUTCOME;
}

static const char *
describe (AnIntakeError code, guint status)
{
  switch (code) {
  case AN_INTAKE_ERROR_BUSY:
    return _ ("the office's server is busy");
  case AN_INTAKE_ERROR_UNREACHABLE:
    return _ ("the proxy of this network asks for a password");
  case AN_INTAKE_ERROR_NOT_FOUND:
    return _ ("the office does not know this report or receipt");
  case AN_INTAKE_ERROR_OFFSET:
    return _ ("a part of a file arrived damaged or twice");
  case AN_INTAKE_ERROR_INCOMPLETE:
    return _ ("the office has not got all files yet");
  case AN_INTAKE_ERROR_GONE:
    return _ ("the unfinished report expired at the office");
  case AN_INTAKE_ERROR_REFUSED:
    return status == 413 ? _ ("too large for the office's server")
                         : _ ("the office's server refused it");
  case AN_INTAKE_ERROR_IDENTITY:
  case AN_INTAKE_ERROR_UNKNOWN_OUTCOME:
  default:
    return _ ("something else answered in place of the office – a Wi-Fi log-in page or a filter?");
  }
}

static void
set_refusal (const AnIntakeAnswer *self, AnIntakeCall call, GError **error)
{
  g_auto (Problem) problem = { 0 };
  AnIntakeError code;
  GError *refusal;

  read_problem (self, &problem);
  code = classify (self, call, &problem);
  if (problem.words != NULL)
    refusal =
        g_error_new (AN_INTAKE_ERROR,
                     (int) code,
                     /* Translators: “the office's server refused it (422): why” */
                     _ ("%s (%u): %s"), describe (code, self->status), self->status, problem.words);
  else
    refusal = g_error_new (AN_INTAKE_ERROR,
                           (int) code,
                           "%s (%u)",
                           describe (code, self->status),
                           self->status);
  an_intake_error_set_retry_after (
      refusal,
      an_intake_parse_retry_after (soup_message_headers_get_one (self->headers, "Retry-After"),
                                   g_get_real_time () / G_USEC_PER_SEC));
  g_propagate_error (error, refusal);
}

/* For the library */

AnIntakeAnswer *
an_intake_answer_new (guint status, SoupMessageHeaders *headers, GBytes *body)
{
  AnIntakeAnswer *self = g_new0 (AnIntakeAnswer, 1);

  self->status = status;
  self->headers = soup_message_headers_ref (headers);
  self->body = g_bytes_ref (body);
  return self;
}

void
an_intake_answer_free (AnIntakeAnswer *self)
{
  if (self == NULL)
    return;
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * an_intake_check_digest:
 * @header: the value of Content-Digest (RFC 9530)
 *
 * Returns: whether @header has the SHA-256 of @body
 */
gboolean
an_intake_check_digest (const char *header, GBytes *body)
{
  g_autofree guint8 *claimed = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 actual[32];
  gsize actual_length = sizeof actual;
  gsize claimed_length = 0;
  const char *start = header;
  const char *end;

  while ((start = strstr (start, "sha-256=:")) != NULL && start != header &&
         strchr (" ,\t", start[-1]) == NULL)
    start++;
  if (start == NULL)
    return FALSE;
  start += strlen ("sha-256=:");
  end = strchr (start, ':');
  if (end == NULL || end == start)
    return FALSE;
  text = g_strndup (start, (gsize) (end - start));
  claimed = g_base64_decode (text, &claimed_length);
  g_checksum_update (sum, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_checksum_get_digest (sum, actual, &actual_length);
  return claimed_length == sizeof actual && memcmp (claimed, actual, sizeof actual) == 0;
}

/**
 * an_intake_parse_retry_after:
 * @text: (nullable): delta-seconds or an HTTP date
 * @now_seconds: since 1970
 *
 * Returns: 0 to 24 h in seconds; -1 for what is absent, negative or garbage
 */
int
an_intake_parse_retry_after (const char *text, gint64 now_seconds)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_isdigit (*text)) {
    if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
      return -1;
    return (int) MIN (seconds, MAX_RETRY_AFTER_SECONDS);
  }
  date = g_ascii_isalpha (*text) ? soup_date_time_new_from_http_string (text) : NULL;
  if (date == NULL)
    return -1;
  return (int) CLAMP (g_date_time_to_unix (date) - now_seconds, 0, MAX_RETRY_AFTER_SECONDS);
}

/**
 * an_intake_answer_check:
 * @expected_status: the only status that means success for @call
 *
 * Returns: whether the status says success; otherwise @error says what to do about it
 */
gboolean
an_intake_answer_check (const AnIntakeAnswer *self,
                        AnIntakeCall call,
                        guint expected_status,
                        GError **error)
{
  const char *digest;

  if (self->status != expected_status) {
    set_refusal (self, call, error);
    return FALSE;
  }
  digest = soup_message_headers_get_one (self->headers, "Content-Digest");
  if (call != AN_INTAKE_CALL_GET_OFFSET && digest != NULL &&
      !an_intake_check_digest (digest, self->body)) {
    an_intake_error_set (error,
                         AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                         _ ("the office's answer was cut or changed on the way"));
    return FALSE;
  }
  return TRUE;
}

/**
 * an_intake_answer_parse:
 *
 * Returns: (transfer full): the document, if media type and digest are ours
 */
JsonNode *
an_intake_answer_parse (const AnIntakeAnswer *self, GError **error)
{
  g_autoptr (GError) broken = NULL;
  JsonNode *root;

  if (!has_media_type (self, AN_INTAKE_MEDIA_TYPE)) {
    an_intake_error_set (error,
                         AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                         describe (AN_INTAKE_ERROR_UNKNOWN_OUTCOME, self->status));
    return NULL;
  }
  if (soup_message_headers_get_one (self->headers, "Content-Digest") == NULL) {
    an_intake_error_set (error,
                         AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                         _ ("the office's answer was cut or changed on the way"));
    return NULL;
  }
  root = an_json_parse (g_bytes_get_data (self->body, NULL),
                        g_bytes_get_size (self->body),
                        AN_JSON_MAX_BYTES,
                        &broken);
  if (root == NULL)
    g_set_error (error,
                 AN_INTAKE_ERROR,
                 AN_INTAKE_ERROR_UNKNOWN_OUTCOME,
                 _ ("the office's answer cannot be read: %s"), broken->message);
  return root;
}

/**
 * an_intake_answer_get_number:
 * @header: a header with one whole number, such as Upload-Offset
 *
 * Returns: the number, or -1
 */
gint64
an_intake_answer_get_number (const AnIntakeAnswer *self, const char *header)
{
  const char *text = soup_message_headers_get_one (self->headers, header);
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return -1;
  return (gint64) number;
}
