// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reading a channel strictly: whoever may write it decides to whom reports are sealed. */

#include <sodium.h>
#include <string.h>

#include "base/an-i18n.h"
#include "report/an-channel.h"
#include "report/an-content.h"
#include "report/an-directory.h"
#include "report/an-report-private.h"

#define MAX_NAME_CHARS 200
#define MAX_TEXT_CHARS 1000
#define MAX_NUMBER_CHARS 20
#define KEY_CHARS 44 /* base64 of 32 bytes */

/* Helpers */

typedef gboolean (*IsValid) (const char *text);

/* (transfer full) (nullable) */
static char *
read_text (AnJsonReader *reader,
           const char *key,
           AnJsonPresence presence,
           gsize max_chars,
           IsValid is_valid)
{
  char *text;

  if (!an_json_reader_enter_member (reader, key, presence))
    return NULL;
  text = g_strdup (an_json_reader_value_string (reader, max_chars));
  if (!an_json_reader_has_failed (reader) && !is_valid (text))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“%s” is not valid here"), text);
  an_json_reader_leave (reader);
  return text;
}

static gboolean
is_filled (const char *text)
{
  return *text != '\0';
}

static gboolean
is_number (const char *text)
{
  return g_ascii_isdigit (text[0]) && strspn (text, "0123456789 ") == strlen (text) &&
         g_ascii_isdigit (text[strlen (text) - 1]);
}

static gboolean
is_date (const char *text)
{
  return an_report_text_is_valid (AN_REPORT_TEXT_DATE, text);
}

static gboolean
is_province (const char *text)
{
  return an_directory_find (text) != NULL;
}

static void
read_pair (AnJsonReader *reader, const char *key, char **vi, char **en)
{
  AnContentText text = { NULL, NULL };

  an_content_read_text (reader, key, MAX_TEXT_CHARS, &text);
  *vi = text.vi;
  *en = text.en;
}

/* A key to which nothing can be sealed (a point of small order) is refused here, not later. */
static gboolean
is_usable (const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES])
{
  guint8 scalar[crypto_scalarmult_SCALARBYTES] = { 8 }, shared[crypto_scalarmult_BYTES];

  return crypto_scalarmult (shared, scalar, public_key) == 0;
}

static void
read_key (AnJsonReader *reader, AnChannel *self)
{
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES] = { 0 };
  AnOfficeKey *key;
  const char *text;

  an_json_reader_allow_members (reader, "id", "public_key", NULL);
  if (!an_json_reader_enter_member (reader, "public_key", AN_JSON_REQUIRED))
    return;
  text = an_json_reader_value_string (reader, KEY_CHARS);
  if (!an_base64_to_bytes (text, public_key, sizeof public_key) || !is_usable (public_key))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("this is not a public key in base64"));
  an_json_reader_leave (reader);
  key = an_office_key_new (public_key);
  g_ptr_array_add (self->keys, key);
  for (guint i = 0; i + 1 < self->keys->len; i++) {
    if (g_str_equal (((AnOfficeKey *) g_ptr_array_index (self->keys, i))->id, key->id))
      an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“%s” is there twice"), key->id);
  }
  if (!an_json_reader_enter_member (reader, "id", AN_JSON_REQUIRED))
    return;
  text = an_json_reader_value_string (reader, KEY_CHARS);
  if (!g_str_equal (text, key->id))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("this is not the id of the key"));
  an_json_reader_leave (reader);
}

static void
read_office (AnJsonReader *reader, AnChannel *self)
{
  const char *text;
  guint length;

  self->office =
      read_text (reader, "office", AN_JSON_REQUIRED, MAX_NAME_CHARS, an_office_id_is_valid);
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  if (an_json_reader_enter_member (reader, "keys", AN_JSON_REQUIRED)) {
    length = an_json_reader_expect_array (reader, 1, AN_ENVELOPE_MAX_KEYS - 1);
    for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
      read_key (reader, self);
      an_json_reader_leave (reader);
    }
    an_json_reader_leave (reader);
  }
  if (an_json_reader_enter_member (reader, "signing_key", AN_JSON_REQUIRED)) {
    text = an_json_reader_value_string (reader, KEY_CHARS);
    if (!an_base64_to_bytes (text, self->signing_key, sizeof self->signing_key))
      an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("this is not a public key in base64"));
    an_json_reader_leave (reader);
  }
}

#define COMMON "schema", "id", "kind", "name", "note", "province", "source", "checked", "verified"

/* What only this kind has. */
static void
read_road (AnJsonReader *reader, AnChannel *self)
{
  switch (self->kind) {
  case AN_CHANNEL_REST:
    an_json_reader_allow_members (reader, COMMON, "url", "office", "keys", "signing_key", NULL);
    self->url = read_text (reader, "url", AN_JSON_REQUIRED, MAX_TEXT_CHARS, is_filled);
    read_office (reader, self);
    break;
  case AN_CHANNEL_PHONE:
    an_json_reader_allow_members (reader, COMMON, "number", NULL);
    self->number = read_text (reader, "number", AN_JSON_REQUIRED, MAX_NUMBER_CHARS, is_number);
    break;
  case AN_CHANNEL_WEB:
    an_json_reader_allow_members (reader, COMMON, "url", NULL);
    self->url = read_text (reader, "url", AN_JSON_REQUIRED, MAX_TEXT_CHARS, is_filled);
    break;
  case AN_CHANNEL_EMAIL:
    an_json_reader_allow_members (reader, COMMON, "address", NULL);
    self->address = read_text (reader, "address", AN_JSON_REQUIRED, MAX_TEXT_CHARS, is_filled);
    break;
  case AN_CHANNEL_PAPER:
  default:
    an_json_reader_allow_members (reader, COMMON, "address", NULL);
    self->address = read_text (reader, "address", AN_JSON_OPTIONAL, MAX_TEXT_CHARS, is_filled);
    break;
  }
}

/* The error keeps its place in front, as those of the reader have it. */
static gboolean
check_url (const AnChannel *self, GError **error)
{
  if (self->url == NULL || an_channel_url_check (self->url, error))
    return TRUE;
  g_prefix_error (error, "/url: ");
  return FALSE;
}

/* Public */

/**
 * an_channel_from_json:
 * @root: the content of a channel file
 *
 * Returns: (transfer full): the channel, or %NULL with an %AN_JSON_ERROR or
 *   %AN_CHANNEL_ERROR_INSECURE_URL
 */
AnChannel *
an_channel_from_json (JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnChannel) self = NULL;

  g_return_val_if_fail (root != NULL, NULL);

  reader = an_json_reader_new (root);
  self = g_new0 (AnChannel, 1);
  an_json_reader_expect_schema (reader, AN_CHANNEL_SCHEMA);
  self->kind = (AnChannelKind) an_json_reader_get_enum (reader,
                                                        "kind",
                                                        AN_JSON_REQUIRED,
                                                        an_channel_kind_ids,
                                                        AN_CHANNEL_PAPER);
  read_road (reader, self);
  self->id = read_text (reader, "id", AN_JSON_REQUIRED, MAX_NAME_CHARS, an_office_id_is_valid);
  read_pair (reader, "name", &self->name_vi, &self->name_en);
  if (an_json_reader_has_member (reader, "note"))
    read_pair (reader, "note", &self->note_vi, &self->note_en);
  self->province = read_text (reader, "province", AN_JSON_OPTIONAL, MAX_NAME_CHARS, is_province);
  self->source = read_text (reader, "source", AN_JSON_REQUIRED, MAX_TEXT_CHARS, is_filled);
  self->checked = read_text (reader, "checked", AN_JSON_REQUIRED, MAX_NAME_CHARS, is_date);
  self->verified = an_json_reader_get_boolean (reader, "verified", AN_JSON_REQUIRED, FALSE);
  if (!an_json_reader_finish (reader, error) || !check_url (self, error))
    return NULL;
  return g_steal_pointer (&self);
}
