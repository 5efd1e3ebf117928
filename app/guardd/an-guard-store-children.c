// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The children and their rules, in the database and as files of their own. */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "guardd/an-guard-store.h"

#define COPY_SCHEMA "vn.annhi.child/1"
#define COPY_MAX_BYTES (AN_POLICY_MAX_BYTES + 4096)

static char *
copy_path (AnGuardStore *self, guint32 uid)
{
  g_autofree char *name = g_strdup_printf ("child-%u.json", uid);

  return g_build_filename (an_guard_store_get_directory (self), name, NULL);
}

/* {schema, uid, user, version, policy}: enough to go on after the database was lost. */
static gboolean
write_copy (AnGuardStore *self, const AnGuardChild *child, const char *policy, GError **error)
{
  g_autofree char *path = copy_path (self, child->uid);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, COPY_SCHEMA);
  json_builder_set_member_name (builder, "uid");
  json_builder_add_int_value (builder, child->uid);
  json_builder_set_member_name (builder, "user");
  json_builder_add_string_value (builder, child->user);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, (gint64) child->version);
  json_builder_set_member_name (builder, "policy");
  json_builder_add_value (builder, an_policy_to_json (child->policy));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = an_json_to_string (root, FALSE);
  return g_file_set_contents_full (path,
                                   text,
                                   -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

static AnGuardChild *
read_copy (const char *path, GError **error)
{
  g_autoptr (JsonNode) root = an_json_load (path, COPY_MAX_BYTES, error);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnPolicy) policy = NULL;
  g_autofree char *user = NULL;
  gint64 uid, version;

  if (root == NULL)
    return NULL;
  reader = an_json_reader_new (root);
  an_json_reader_expect_schema (reader, COPY_SCHEMA);
  uid = an_json_reader_get_int (reader, "uid", AN_JSON_REQUIRED, 1, G_MAXUINT32, 0);
  version = an_json_reader_get_int (reader, "version", AN_JSON_REQUIRED, 0, G_MAXINT32, 0);
  user = g_strdup (an_json_reader_get_string (reader, "user", AN_JSON_REQUIRED, 256));
  if (an_json_reader_enter_member (reader, "policy", AN_JSON_REQUIRED)) {
    policy = an_policy_from_json (an_json_reader_peek_node (reader), error);
    an_json_reader_leave (reader);
    if (policy == NULL)
      return NULL;
  }
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return an_guard_child_new ((guint32) uid, user, policy, (guint64) version);
}

static gboolean
load_days (AnGuardStore *self, AnGuardChild *child, gint64 from_day, GError **error)
{
  g_autoptr (GArray) days =
      an_guard_store_list_days (self, child->uid, from_day, G_MAXINT32, error);
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) local = NULL;

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < days->len; i++) {
    AnLedgerDay *day = &g_array_index (days, AnLedgerDay, i);

    *an_ledger_ensure_day (child->ledger, day->day) = *day;
  }
  rows = an_database_query (an_guard_store_get_database (self),
                            error,
                            "SELECT id, remaining_usec, expires_usec, note FROM grants "
                            "WHERE uid = $1 AND remaining_usec > 0",
                            "i",
                            (gint64) child->uid);
  while (rows != NULL && an_rows_next (rows, &local)) {
    AnLedgerGrant *grant = an_ledger_add_grant (child->ledger,
                                                an_rows_int (rows, 1),
                                                an_rows_int (rows, 2),
                                                an_rows_text (rows, 3));

    grant->id = an_rows_int (rows, 0);
    grant->changed = FALSE;
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}

/* A row whose policy no longer reads is replaced by its copy; rules are never silently dropped. */
static AnGuardChild *
read_row (AnGuardStore *self, AnRows *rows)
{
  guint32 uid = (guint32) an_rows_int (rows, 0);
  const char *text = an_rows_text (rows, 3);
  g_autofree char *path = copy_path (self, uid);
  g_autoptr (GError) local = NULL;
  g_autoptr (AnPolicy) policy = an_policy_parse (text, text != NULL ? strlen (text) : 0, &local);
  AnGuardChild *child;

  if (policy != NULL)
    child =
        an_guard_child_new (uid, an_rows_text (rows, 1), policy, (guint64) an_rows_int (rows, 2));
  else
    child = read_copy (path, NULL);
  if (child == NULL)
    g_warning ("the rules of uid %u cannot be read: %s", uid, local->message);
  else
    child->ledger->paused = an_rows_int (rows, 4) != 0;
  return child;
}

static AnGuardChild *
find_child (GPtrArray *children, guint32 uid)
{
  for (guint i = 0; i < children->len; i++)
    if (((AnGuardChild *) children->pdata[i])->uid == uid)
      return children->pdata[i];
  return NULL;
}

/* Children that only their copies know: the database was lost. */
static void
add_from_copies (AnGuardStore *self, GPtrArray *children)
{
  g_autoptr (GDir) directory = g_dir_open (an_guard_store_get_directory (self), 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *path = NULL;
    g_autoptr (GError) local = NULL;
    AnGuardChild *child;

    if (!g_str_has_prefix (name, "child-") || !g_str_has_suffix (name, ".json"))
      continue;
    path = g_build_filename (an_guard_store_get_directory (self), name, NULL);
    child = read_copy (path, &local);
    if (child == NULL)
      g_warning ("%s", local->message);
    else if (find_child (children, child->uid) != NULL ||
             !an_guard_store_put_child (self, child, &local))
      an_guard_child_free (child);
    else
      g_ptr_array_add (children, child);
  }
}

/**
 * an_guard_store_load_children:
 * @from_day: days since 1970; earlier days stay in the file
 *
 * Returns: (transfer full) (element-type AnGuardChild): all children with rules and ledger; the
 *   elements are the caller's too, the array does not free them
 */
GPtrArray *
an_guard_store_load_children (AnGuardStore *self, gint64 from_day, GError **error)
{
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_with_free_func ((GDestroyNotify) an_guard_child_free);
  g_autoptr (AnRows) rows =
      an_database_query (an_guard_store_get_database (self),
                         error,
                         "SELECT uid, name, version, policy, paused FROM children ORDER BY uid",
                         "");
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (an_rows_next (rows, &local)) {
    AnGuardChild *child = read_row (self, rows);

    if (child != NULL)
      g_ptr_array_add (children, child);
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  add_from_copies (self, children);
  for (guint i = 0; i < children->len; i++)
    if (!load_days (self, children->pdata[i], from_day, error))
      return NULL;
  g_ptr_array_set_free_func (children, NULL);
  return g_steal_pointer (&children);
}

/**
 * an_guard_store_put_child:
 *
 * Writes rules and pause, first the copy: should the power go in between, the newer rules win over
 * a lost database only.
 */
gboolean
an_guard_store_put_child (AnGuardStore *self, const AnGuardChild *child, GError **error)
{
  g_autoptr (JsonNode) document = an_policy_to_json (child->policy);
  g_autofree char *policy = an_json_to_string (document, FALSE);

  return write_copy (self, child, policy, error) &&
         an_database_run (an_guard_store_get_database (self),
                          error,
                          "INSERT INTO children (uid, name, version, policy, paused) "
                          "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (uid) DO UPDATE SET "
                          "name = $2, version = $3, policy = $4, paused = $5",
                          "isisi",
                          (gint64) child->uid,
                          child->user,
                          (gint64) child->version,
                          policy,
                          (gint64) child->ledger->paused);
}

static gboolean
delete_child (AnDatabase *database, gpointer data, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM children WHERE uid = $1", "DELETE FROM days WHERE uid = $1",
    "DELETE FROM grants WHERE uid = $1",   "DELETE FROM requests WHERE uid = $1",
    "DELETE FROM secrets WHERE uid = $1",  "DELETE FROM events WHERE uid = $1",
  };
  gint64 uid = *(guint32 *) data;

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!an_database_run (database, error, statements[i], "i", uid))
      return FALSE;
  return TRUE;
}

gboolean
an_guard_store_remove_child (AnGuardStore *self, guint32 uid, GError **error)
{
  g_autofree char *path = copy_path (self, uid);

  if (!an_database_transact (an_guard_store_get_database (self), delete_child, &uid, error))
    return FALSE;
  if (g_unlink (path) < 0 && errno != ENOENT)
    return an_errno_fail (path, errno, error);
  return TRUE;
}
