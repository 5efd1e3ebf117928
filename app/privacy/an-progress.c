// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What a family has ticked off, kept sealed in the vault. */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-progress.h"

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "base/an-time.h"

#define KIND "privacy-progress"
#define SCHEMA "vn.annhi.privacy-progress/1"
#define MAX_NAME 256
#define MAX_TIME 40

struct _AnProgress {
  AnVault *vault;   /* (owned) */
  char *child;      /* (owned) name of the child's account */
  char *record;     /* (owned) id in the vault, which tells no name */
  char *list;       /* (owned) (nullable): the list this child looks at */
  GHashTable *done; /* (owned) `list/item` → when, RFC 3339 */
};

/* Helpers */

static char *
make_key (const char *list_id, const char *item_id)
{
  return g_strconcat (list_id, "/", item_id, NULL);
}

static void
read_done (AnProgress *self, AnJsonReader *reader)
{
  g_auto (GStrv) keys = NULL;
  gint64 when;

  if (!an_json_reader_enter_member (reader, "done", AN_JSON_REQUIRED))
    return;
  an_json_reader_expect_object (reader);
  keys = an_json_reader_list_members (reader);
  for (guint i = 0; keys[i] != NULL; i++) {
    const char *at = an_json_reader_get_string (reader, keys[i], AN_JSON_REQUIRED, MAX_TIME);

    if (!an_json_reader_has_failed (reader) && !an_time_from_rfc3339 (at, &when))
      an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“%s” is not a time"), at);
    g_hash_table_replace (self->done, g_strdup (keys[i]), g_strdup (at));
  }
  an_json_reader_leave (reader);
}

static gboolean
read_record (AnProgress *self, JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = an_json_reader_new (root);
  const char *child;

  an_json_reader_expect_schema (reader, SCHEMA);
  an_json_reader_allow_members (reader, "schema", "child", "list", "done", NULL);
  child = an_json_reader_get_string (reader, "child", AN_JSON_REQUIRED, MAX_NAME);
  if (!an_json_reader_has_failed (reader) && !g_str_equal (child, self->child))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("belongs to another child"));
  self->list = g_strdup (an_json_reader_get_string (reader, "list", AN_JSON_OPTIONAL, MAX_NAME));
  read_done (self, reader);
  return an_json_reader_finish (reader, error);
}

static gboolean
save (AnProgress *self, GError **error)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *done = json_object_new ();
  GHashTableIter iter;
  gpointer key, at;

  g_hash_table_iter_init (&iter, self->done);
  while (g_hash_table_iter_next (&iter, &key, &at))
    json_object_set_string_member (done, key, at);
  json_object_set_string_member (root, "schema", SCHEMA);
  json_object_set_string_member (root, "child", self->child);
  if (self->list != NULL)
    json_object_set_string_member (root, "list", self->list);
  json_object_set_object_member (root, "done", done);
  json_node_set_object (node, root);
  return an_vault_put_json (self->vault, KIND, self->record, node, error);
}

/* Public */

/**
 * an_progress_new:
 *
 * Nothing done yet, whatever the vault holds; the first change writes over it.
 */
AnProgress *
an_progress_new (AnVault *vault, const char *child)
{
  AnProgress *self = g_new0 (AnProgress, 1);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, child, -1);

  self->vault = g_object_ref (vault);
  self->child = g_strdup (child);
  self->record = g_strndup (digest, 32);
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * an_progress_load:
 * @child: name of the child's account
 *
 * Returns: (transfer full): empty for a child that is not known yet; %NULL when the record is
 *   there and cannot be read
 */
AnProgress *
an_progress_load (AnVault *vault, const char *child, GError **error)
{
  g_autoptr (AnProgress) self = an_progress_new (vault, child);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = an_vault_get_json (vault, KIND, self->record, &problem);

  if (root == NULL && !g_error_matches (problem, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (root != NULL && !read_record (self, root, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
an_progress_free (AnProgress *self)
{
  g_object_unref (self->vault);
  g_free (self->child);
  g_free (self->record);
  g_free (self->list);
  g_hash_table_unref (self->done);
  g_free (self);
}

/**
 * an_progress_get_list:
 *
 * Returns: (nullable): the list chosen last
 */
const char *
an_progress_get_list (AnProgress *self)
{
  return self->list;
}

/**
 * an_progress_set_list:
 *
 * Returns: %FALSE when the vault did not take it; it holds until the program ends then
 */
gboolean
an_progress_set_list (AnProgress *self, const char *list_id, GError **error)
{
  if (g_strcmp0 (self->list, list_id) == 0)
    return TRUE;
  g_free (self->list);
  self->list = g_strdup (list_id);
  return save (self, error);
}

gboolean
an_progress_is_done (AnProgress *self, const char *list_id, const char *item_id)
{
  return an_progress_get_done_at (self, list_id, item_id) != NULL;
}

/**
 * an_progress_get_done_at:
 *
 * Returns: (nullable): RFC 3339; %NULL when it is not done
 */
const char *
an_progress_get_done_at (AnProgress *self, const char *list_id, const char *item_id)
{
  g_autofree char *key = make_key (list_id, item_id);

  return g_hash_table_lookup (self->done, key);
}

/**
 * an_progress_set_done:
 *
 * Returns: %FALSE when the vault did not take it; nothing has changed then
 */
gboolean
an_progress_set_done (AnProgress *self,
                      const char *list_id,
                      const char *item_id,
                      gboolean done,
                      GError **error)
{
  g_autofree char *key = make_key (list_id, item_id);
  g_autofree char *before = g_strdup (g_hash_table_lookup (self->done, key));

  if (done == (before != NULL))
    return TRUE;
  if (done)
    g_hash_table_replace (self->done, g_strdup (key), an_time_now_rfc3339 ());
  else
    g_hash_table_remove (self->done, key);
  if (save (self, error))
    return TRUE;
  if (before != NULL)
    g_hash_table_replace (self->done, g_steal_pointer (&key), g_steal_pointer (&before));
  else
    g_hash_table_remove (self->done, key);
  return FALSE;
}
