// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard's JSON documents as structs. */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "screentime/an-guard-client.h"
#include "screentime/an-guard-values.h"

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_ITEMS 1000
#define MAX_CHARS 500
#define MAX_MINUTES 10080
#define DAY_SECONDS (25 * 3600) /* of the longest day, when a summer time ends */

void
an_guard_request_free (AnGuardRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->user);
  g_free (self->reason);
  g_free (self->asked_at);
  g_free (self->answered_at);
  g_free (self);
}

void
an_guard_event_free (AnGuardEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->at);
  g_free (self->kind);
  g_free (self->text_vi);
  g_free (self->text_en);
  g_free (self);
}

void
an_guard_day_free (AnGuardDay *self)
{
  if (self == NULL)
    return;
  g_free (self->date);
  g_free (self);
}

/* Helpers */

static char *
dup_text (AnJsonReader *reader, const char *key)
{
  return g_strdup (an_json_reader_get_string (reader, key, AN_JSON_REQUIRED, MAX_CHARS));
}

static gint64
get_number (AnJsonReader *reader, const char *key, gint64 max)
{
  return an_json_reader_get_int (reader, key, AN_JSON_REQUIRED, 0, max, 0);
}

/* A word of @ids; one it does not know is the value after the last. */
static int
get_word (AnJsonReader *reader, const char *key, const char *const *ids)
{
  const char *word = an_json_reader_get_string (reader, key, AN_JSON_REQUIRED, MAX_CHARS);
  int i = 0;

  while (ids[i] != NULL && g_strcmp0 (ids[i], word) != 0)
    i++;
  return i;
}

/* Reads the object at the cursor. Returns: (transfer full) */
typedef gpointer (*ReadItem) (AnJsonReader *reader);

static GPtrArray *
parse_list (const char *text,
            const char *key,
            ReadItem read_item,
            GDestroyNotify free_item,
            GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = an_json_parse (text, strlen (text), MAX_BYTES, &local);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  g_autoptr (AnJsonReader) reader = NULL;

  if (root != NULL) {
    reader = an_json_reader_new (root);
    if (an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED)) {
      guint n = an_json_reader_expect_array (reader, 0, MAX_ITEMS);

      for (guint i = 0; i < n && an_json_reader_enter_element (reader, i); i++) {
        g_ptr_array_add (items, read_item (reader));
        an_json_reader_leave (reader);
      }
    }
    if (an_json_reader_finish (reader, &local))
      return g_steal_pointer (&items);
  }
  g_set_error (error,
               AN_GUARD_CLIENT_ERROR,
               AN_GUARD_CLIENT_ERROR_PROTOCOL,
               _ ("the guard’s answer cannot be understood (%s)"), local->message);
  return NULL;
}

static gpointer
read_request (AnJsonReader *reader)
{
  AnGuardRequest *self = g_new0 (AnGuardRequest, 1);

  self->id = dup_text (reader, "id");
  self->uid = (guint32) get_number (reader, "uid", G_MAXUINT32);
  self->user = dup_text (reader, "user");
  self->minutes = (int) get_number (reader, "minutes", MAX_MINUTES);
  self->reason = dup_text (reader, "reason");
  self->asked_at = dup_text (reader, "asked_at");
  self->state = (AnGuardRequestState) get_word (reader, "state", an_guard_request_state_ids);
  self->answered_at = dup_text (reader, "answered_at");
  self->granted_minutes = (int) get_number (reader, "granted_minutes", MAX_MINUTES);
  return self;
}

static gpointer
read_event (AnJsonReader *reader)
{
  AnGuardEvent *self = g_new0 (AnGuardEvent, 1);

  self->at = dup_text (reader, "at");
  self->uid = (guint32) get_number (reader, "uid", G_MAXUINT32);
  self->kind = dup_text (reader, "kind");
  if (an_json_reader_enter_member (reader, "text", AN_JSON_REQUIRED)) {
    self->text_vi = dup_text (reader, "vi");
    self->text_en = dup_text (reader, "en");
    an_json_reader_leave (reader);
  }
  return self;
}

static gpointer
read_day (AnJsonReader *reader)
{
  AnGuardDay *self = g_new0 (AnGuardDay, 1);

  self->date = dup_text (reader, "date");
  self->used_seconds = get_number (reader, "used_seconds", DAY_SECONDS);
  self->bonus_seconds = get_number (reader, "bonus_seconds", G_MAXINT32);
  self->quota_seconds = -1;
  if (an_json_reader_enter_member (reader, "quota_seconds", AN_JSON_REQUIRED)) {
    if (!JSON_NODE_HOLDS_NULL (an_json_reader_peek_node (reader)))
      self->quota_seconds = an_json_reader_value_int (reader, 0, DAY_SECONDS);
    an_json_reader_leave (reader);
  }
  if (an_json_reader_enter_member (reader, "hours", AN_JSON_REQUIRED)) {
    guint n = an_json_reader_expect_array (reader, 24, 24);

    for (guint i = 0; i < n && an_json_reader_enter_element (reader, i); i++) {
      self->hours[i] = an_json_reader_value_int (reader, 0, 2 * 3600);
      an_json_reader_leave (reader);
    }
    an_json_reader_leave (reader);
  }
  self->verified = an_json_reader_get_boolean (reader, "verified", AN_JSON_REQUIRED, FALSE);
  return self;
}

/* Public functions */

/* Returns: (transfer full) (element-type AnGuardRequest): newest first */
GPtrArray *
an_guard_requests_parse (const char *text, GError **error)
{
  return parse_list (text, "requests", read_request, (GDestroyNotify) an_guard_request_free, error);
}

/* Returns: (transfer full) (element-type AnGuardEvent): newest first */
GPtrArray *
an_guard_events_parse (const char *text, GError **error)
{
  return parse_list (text, "events", read_event, (GDestroyNotify) an_guard_event_free, error);
}

/* Returns: (transfer full) (element-type AnGuardDay) */
GPtrArray *
an_guard_days_parse (const char *text, GError **error)
{
  return parse_list (text, "days", read_day, (GDestroyNotify) an_guard_day_free, error);
}

/**
 * an_guard_policy_parse:
 * @text: as GetPolicy answers it, with the member “version”, which is no part of a policy
 *
 * Returns: (transfer full): the rules
 */
AnPolicy *
an_guard_policy_parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (text, strlen (text), AN_POLICY_MAX_BYTES, error);
  g_autoptr (JsonNode) own = root != NULL ? json_node_copy (root) : NULL;

  if (own == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (own))
    json_object_remove_member (json_node_get_object (own), "version");
  return an_policy_from_json (own, error);
}
