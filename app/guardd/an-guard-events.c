// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Events in plain words, in both languages, from data/screentime/events.json: the daemon knows no
 * reader's language. */

#include "guardd/an-guard-events.h"

#include "base/an-json-reader.h"
#include "guardd/an-guard-resources.h"

#define TEXTS_RESOURCE "/vn/annhi/AnNhi/guardd/events.json"
#define TEXTS_SCHEMA "vn.annhi.events/1"
#define MAX_BYTES 65536
#define MAX_CHARS 500

/* (transfer none) (nullable): the texts, read once */
static JsonNode *
get_texts (void)
{
  static JsonNode *texts;
  g_autoptr (GBytes) bytes = NULL;

  if (texts != NULL)
    return texts;
  bytes = g_resource_lookup_data (an_guard_get_resource (),
                                  TEXTS_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  NULL);
  if (bytes != NULL)
    texts =
        an_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), MAX_BYTES, NULL);
  return texts;
}

/* The key of a text: the kind, with the reason or the state where that says more. */
static char *
find_key (const AnEventRecord *event)
{
  const char *kind = an_event_ids[event->kind];

  if (event->kind == AN_EVENT_LIMIT_ENDED && event->detail >= 0 &&
      event->detail <= AN_REASON_WEEK_QUOTA)
    return g_strconcat (kind, "/", an_reason_ids[event->detail], NULL);
  if (event->kind == AN_EVENT_IDENTITY && event->detail >= 0 && event->detail <= AN_IDENTITY_GONE)
    return g_strconcat (kind, "/", an_identity_ids[event->detail], NULL);
  if (event->kind == AN_EVENT_PIN_SET)
    return g_strconcat (kind, event->detail != 0 ? "/set" : "/removed", NULL);
  return g_strdup (kind);
}

static void
add_language (JsonBuilder *builder, AnJsonReader *reader, const char *language, gint64 detail)
{
  const char *text = an_json_reader_get_string (reader, language, AN_JSON_REQUIRED, MAX_CHARS);
  g_auto (GStrv) parts = g_strsplit (text, "{minutes}", -1);
  g_autofree char *number = g_strdup_printf ("%lld", (long long) detail);
  g_autofree char *filled = g_strjoinv (number, parts);

  json_builder_set_member_name (builder, language);
  json_builder_add_string_value (builder, filled);
}

/**
 * an_guard_events_add:
 *
 * Adds `{at, uid, kind, text: {vi, en}}`.
 */
void
an_guard_events_add (JsonBuilder *builder, const AnEventRecord *event, GTimeZone *zone)
{
  g_autofree char *at = an_instant_format (event->at, zone);
  g_autofree char *key = find_key (event);
  g_autoptr (AnJsonReader) reader = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "at");
  json_builder_add_string_value (builder, at);
  json_builder_set_member_name (builder, "uid");
  json_builder_add_int_value (builder, event->uid);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, an_event_ids[event->kind]);
  json_builder_set_member_name (builder, "text");
  json_builder_begin_object (builder);
  if (get_texts () != NULL) {
    reader = an_json_reader_new (get_texts ());
    an_json_reader_expect_schema (reader, TEXTS_SCHEMA);
    if (an_json_reader_enter_member (reader, "texts", AN_JSON_REQUIRED) &&
        an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED)) {
      add_language (builder, reader, "vi", event->detail);
      add_language (builder, reader, "en", event->detail);
    }
  }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}
