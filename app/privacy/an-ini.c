// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Configuration files of login screens. Not GKeyFile: that refuses a whole file for one bad line,
 * which would hide a setting that the login screen itself still obeys.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-ini.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FILE_BYTES (1024 * 1024)

/* Helpers */

static void
free_entry (AnIniEntry *entry)
{
  g_free (entry->group);
  g_free (entry->key);
  g_free (entry->value);
  g_free (entry->path);
  g_free (entry);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
set (AnIni *self, const char *group, const char *key, const char *value, const char *path)
{
  AnIniEntry *entry = NULL;

  for (guint i = 0; i < self->entries->len; i++) {
    AnIniEntry *old = g_ptr_array_index (self->entries, i);

    if (g_str_equal (old->group, group) && g_str_equal (old->key, key))
      entry = old;
  }
  if (entry == NULL) {
    entry = g_new0 (AnIniEntry, 1);
    entry->group = g_strdup (group);
    entry->key = g_strdup (key);
    g_ptr_array_add (self->entries, entry);
  }
  g_free (entry->value);
  g_free (entry->path);
  entry->value = g_utf8_make_valid (value, -1);
  entry->path = g_strdup (path);
}

static const AnIniEntry *
find (AnIni *self,
      const char *group_prefix,
      const char *key,
      gboolean (*is_wanted) (const char *value))
{
  for (guint i = 0; i < self->entries->len; i++) {
    const AnIniEntry *entry = g_ptr_array_index (self->entries, i);

    if (g_str_has_prefix (entry->group, group_prefix) && g_str_equal (entry->key, key) &&
        is_wanted (entry->value))
      return entry;
  }
  return NULL;
}

static gboolean
is_set (const char *value)
{
  return *value != '\0';
}

static gboolean
is_true (const char *value)
{
  return g_ascii_strcasecmp (value, "true") == 0 || g_ascii_strcasecmp (value, "yes") == 0 ||
         g_str_equal (value, "1");
}

static void
note_unreadable (AnIni *self, const char *path)
{
  if (self->unreadable == NULL)
    self->unreadable = g_strdup (path);
}

/* Public */

AnIni *
an_ini_new (char comment)
{
  AnIni *self = g_new0 (AnIni, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  self->comment = comment;
  return self;
}

/**
 * an_ini_add_text:
 * @path: where @text stands, for AnIniEntry.path
 */
void
an_ini_add_text (AnIni *self, const char *text, const char *path)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = g_strdup ("");

  for (guint i = 0; lines[i] != NULL; i++) {
    char *line = lines[i];
    char *end = self->comment != '\0' ? strchr (line, self->comment) : NULL;

    if (end != NULL)
      *end = '\0';
    g_strstrip (line);
    if (*line == '#' || *line == ';')
      continue;
    end = strchr (line, *line == '[' ? ']' : '=');
    if (end == NULL)
      continue;
    *end = '\0';
    if (*line == '[') {
      g_free (group);
      group = g_strdup (g_strstrip (line + 1));
    } else {
      set (self, group, g_strchomp (line), g_strchug (end + 1), path);
    }
  }
}

/**
 * an_ini_add_file:
 *
 * A file that is not there adds nothing; one that cannot be read is remembered.
 */
void
an_ini_add_file (AnIni *self, const AnCheckContext *context, const char *path)
{
  g_autofree char *real = an_check_context_path (context, path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_file_get_contents (real, &text, &length, &error)) {
    if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
        !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
      note_unreadable (self, path);
    return;
  }
  if (length > MAX_FILE_BYTES || memchr (text, '\0', length) != NULL) {
    note_unreadable (self, path);
    return;
  }
  an_ini_add_text (self, text, path);
}

/**
 * an_ini_add_directory:
 * @suffix: of the names that count, `""` for all
 *
 * Adds the files of a folder in the order of their names.
 */
void
an_ini_add_directory (AnIni *self,
                      const AnCheckContext *context,
                      const char *path,
                      const char *suffix)
{
  g_autofree char *real = an_check_context_path (context, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (real, 0, &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  const char *name;

  if (dir == NULL) {
    if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      note_unreadable (self, path);
    return;
  }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_strv_builder_add (builder, name);
  names = g_strv_builder_end (builder);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *file = g_build_filename (path, names[i], NULL);

    an_ini_add_file (self, context, file);
  }
}

/**
 * an_ini_find_set:
 * @group_prefix: with what the name of the group begins
 *
 * Returns: (transfer none) (nullable): a line with this key whose value is not empty
 */
const AnIniEntry *
an_ini_find_set (AnIni *self, const char *group_prefix, const char *key)
{
  return find (self, group_prefix, key, is_set);
}

/**
 * an_ini_find_true:
 *
 * Returns: (transfer none) (nullable): a line with this key whose value means yes
 */
const AnIniEntry *
an_ini_find_true (AnIni *self, const char *group_prefix, const char *key)
{
  return find (self, group_prefix, key, is_true);
}

void
an_ini_free (AnIni *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self->unreadable);
  g_free (self);
}
