// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * A check that was fine and is no longer has fallen back; it is told until it is fine again. What
 * cannot be seen for a while changes nothing of that.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-check-memory.h"

#include "base/an-json-reader.h"
#include "base/an-json.h"
#include "base/an-paths.h"

#define SCHEMA "vn.annhi.check-memory/1"
#define MAX_BYTES (64 * 1024)
#define DUE_AFTER (7 * G_TIME_SPAN_DAY)

typedef enum { OK, ATTENTION, FALLEN } State;

static const char *const state_ids[] = { "ok", "attention", "fallen", NULL };

typedef struct {
  GHashTable *states; /* (owned) id → State + 1 */
  GDateTime *at;      /* (owned) (nullable) when all of it was last looked at */
} Memory;

static void
clear_memory (Memory *self)
{
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_clear_pointer (&self->at, g_date_time_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Memory, clear_memory)

/* Helpers */

static char *
get_path (const AnCheckContext *context)
{
  const char *user = context->user != NULL ? context->user : g_get_user_name ();
  g_autofree char *data = an_paths_user_data_dir ();
  g_autofree char *place = g_strdup_printf ("%s\n%s", context->root ?: "", user);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, place, -1);

  digest[16] = '\0';
  return g_strdup_printf ("%s/checks/%s.json", data, digest);
}

static void
read_states (Memory *self, AnJsonReader *reader)
{
  g_auto (GStrv) names = an_json_reader_list_members (reader);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    int state = an_json_reader_get_enum (reader, names[i], AN_JSON_REQUIRED, state_ids, ATTENTION);

    g_hash_table_insert (self->states, g_strdup (names[i]), GINT_TO_POINTER (state + 1));
  }
}

/* What cannot be read is as if nothing had been looked at before. */
static void
load (Memory *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AnJsonReader) reader = NULL;
  const char *at;

  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  root = an_json_load (path, MAX_BYTES, &error);
  if (root != NULL) {
    reader = an_json_reader_new (root);
    an_json_reader_expect_schema (reader, SCHEMA);
    at = an_json_reader_get_string (reader, "at", AN_JSON_REQUIRED, 64);
    self->at = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
    if (an_json_reader_enter_member (reader, "states", AN_JSON_REQUIRED)) {
      read_states (self, reader);
      an_json_reader_leave (reader);
    }
    if (an_json_reader_finish (reader, &error))
      return;
  }
  g_message ("%s: %s", path, error->message);
  g_hash_table_remove_all (self->states);
  g_clear_pointer (&self->at, g_date_time_unref);
}

static gboolean
save (const Memory *self, const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *at = g_date_time_format_iso8601 (self->at);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer id, state;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, SCHEMA);
  json_builder_set_member_name (builder, "at");
  json_builder_add_string_value (builder, at);
  json_builder_set_member_name (builder, "states");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, &id, &state)) {
    json_builder_set_member_name (builder, id);
    json_builder_add_string_value (builder, state_ids[GPOINTER_TO_INT (state) - 1]);
  }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = an_json_to_string (root, FALSE);
  return an_paths_ensure_private_dir (folder, error) &&
         g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static State
step (gboolean is_known, State before, AnCheckState now)
{
  if (now == AN_CHECK_OK)
    return OK;
  return is_known && (before == OK || before == FALLEN) ? FALLEN : ATTENTION;
}

/* Public */

/**
 * an_check_memory_update:
 * @results: id → #AnCheckResult, of some checks or all
 *
 * Takes in what was found, and keeps it in the data folder of whoever runs this.
 *
 * Returns: (transfer full): ids of the checks of @results that were fine once and are not now
 */
char **
an_check_memory_update (const AnCheckContext *context, GHashTable *results, GDateTime *now)
{
  g_autofree char *path = get_path (context);
  g_autoptr (GStrvBuilder) fallen = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Memory) memory = { NULL };

  load (&memory, path);
  for (guint i = 0; an_check_list ()[i] != NULL; i++) {
    const char *id = an_check_list ()[i]->id;
    const AnCheckResult *result = g_hash_table_lookup (results, id);
    int known = GPOINTER_TO_INT (g_hash_table_lookup (memory.states, id));
    State state;

    if (result == NULL)
      continue;
    if (result->state != AN_CHECK_UNKNOWN) {
      state = step (known > 0, (State) (known - 1), result->state);
      g_hash_table_insert (memory.states, g_strdup (id), GINT_TO_POINTER (state + 1));
      if (state == FALLEN)
        g_strv_builder_add (fallen, id);
    }
  }
  g_clear_pointer (&memory.at, g_date_time_unref);
  memory.at = g_date_time_ref (now);
  if (!save (&memory, path, &error))
    g_message ("what the checks found is not remembered: %s", error->message);
  return g_strv_builder_end (fallen);
}

/**
 * an_check_memory_is_due:
 *
 * Returns: whether nobody has looked for a week, or ever
 */
gboolean
an_check_memory_is_due (const AnCheckContext *context, GDateTime *now)
{
  g_autofree char *path = get_path (context);
  g_auto (Memory) memory = { NULL };

  load (&memory, path);
  return memory.at == NULL || g_date_time_difference (now, memory.at) >= DUE_AFTER ||
         g_date_time_compare (now, memory.at) < 0;
}
