// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What was mended on this PC, a small file each, so that it can be undone on another day and from
 * another program. It holds settings and nothing that is a secret.
 */

#define G_LOG_DOMAIN "an-privacy"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-paths.h"
#include "privacy/an-fix.h"

#define SCHEMA "vn.annhi.fix/1"
#define MAX_BYTES (64 * 1024)
#define MAX_CHANGES 32
#define MAX_CHARS 4096

static const char *const kinds[] = { "setting", "xfconf", "mode", "account", NULL };

/* Helpers */

static char *
get_folder (void)
{
  g_autofree char *data = an_paths_user_data_dir ();

  return g_build_filename (data, "fixes", NULL);
}

static char *
get_path (const AnCheckContext *context, const char *check)
{
  const char *user = context->user != NULL ? context->user : g_get_user_name ();
  g_autofree char *folder = get_folder ();
  g_autofree char *place = g_strdup_printf ("%s\n%s", context->root ?: "", user);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, place, -1);

  digest[16] = '\0';
  return g_strdup_printf ("%s/%s-%s.json", folder, check, digest);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_value (JsonBuilder *builder, const char *key, GVariant *value)
{
  g_autofree char *text = value != NULL ? g_variant_print (value, TRUE) : NULL;

  add_text (builder, key, text);
}

static char *
write_json (const AnFix *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "schema", SCHEMA);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->changes->len; i++) {
    const AnChange *change = g_ptr_array_index (self->changes, i);

    json_builder_begin_object (builder);
    add_text (builder, "kind", kinds[change->kind]);
    add_text (builder, "place", change->place);
    add_text (builder, "key", change->key);
    add_value (builder, "before", change->before);
    add_value (builder, "after", change->after);
    add_text (builder, "words", change->words);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return an_json_to_string (root, TRUE);
}

/* Returns: (transfer full) (nullable) */
static GVariant *
read_value (AnJsonReader *reader, const char *key, AnJsonPresence presence)
{
  const char *text = an_json_reader_get_string (reader, key, presence, MAX_CHARS);
  g_autoptr (GError) error = NULL;
  GVariant *value;

  if (text == NULL || an_json_reader_has_failed (reader))
    return NULL;
  value = g_variant_parse (NULL, text, NULL, NULL, &error);
  if (value == NULL)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "%s", error->message);
  return value;
}

static void
read_change (AnFix *fix, AnJsonReader *reader)
{
  int kind = an_json_reader_get_enum (reader, "kind", AN_JSON_REQUIRED, kinds, 0);
  const char *place = an_json_reader_get_string (reader, "place", AN_JSON_REQUIRED, MAX_CHARS);
  const char *key = an_json_reader_get_string (reader, "key", AN_JSON_OPTIONAL, MAX_CHARS);
  const char *words = an_json_reader_get_string (reader, "words", AN_JSON_REQUIRED, MAX_CHARS);
  g_autoptr (GVariant) before = read_value (reader, "before", AN_JSON_OPTIONAL);
  g_autoptr (GVariant) after = read_value (reader, "after", AN_JSON_REQUIRED);

  if (after == NULL || an_json_reader_has_failed (reader))
    return;
  an_fix_add (fix,
              (AnChangeKind) kind,
              place,
              key,
              g_steal_pointer (&before),
              g_steal_pointer (&after),
              words);
}

/* Public */

/**
 * an_fix_remember:
 *
 * Keeps what was done, in the data folder of whoever runs this.
 */
gboolean
an_fix_remember (const AnFix *self, const AnCheckContext *context, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path (context, self->check);
  g_autofree char *text = write_json (self);

  return an_paths_ensure_private_dir (folder, error) &&
         g_file_set_contents_full (path,
                                   text,
                                   -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

gboolean
an_fix_is_remembered (const AnCheckContext *context, const char *check)
{
  g_autofree char *path = get_path (context, check);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * an_fix_recall:
 *
 * Returns: (transfer full) (nullable): what was mended and not undone; %NULL when nothing was
 */
AnFix *
an_fix_recall (const AnCheckContext *context, const char *check)
{
  g_autofree char *path = get_path (context, check);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnFix) fix = an_fix_new (check);
  guint n_changes = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  root = an_json_load (path, MAX_BYTES, &error);
  if (root != NULL) {
    reader = an_json_reader_new (root);
    an_json_reader_expect_schema (reader, SCHEMA);
    if (an_json_reader_enter_member (reader, "changes", AN_JSON_REQUIRED)) {
      n_changes = an_json_reader_expect_array (reader, 1, MAX_CHANGES);
      for (guint i = 0; i < n_changes && an_json_reader_enter_element (reader, i); i++) {
        read_change (fix, reader);
        an_json_reader_leave (reader);
      }
      an_json_reader_leave (reader);
    }
    if (an_json_reader_finish (reader, &error))
      return g_steal_pointer (&fix);
  }
  g_message ("%s: %s", path, error->message);
  return NULL;
}

gboolean
an_fix_forget (const AnCheckContext *context, const char *check, GError **error)
{
  g_autofree char *path = get_path (context, check);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  return an_errno_fail (path, errno, error);
}
