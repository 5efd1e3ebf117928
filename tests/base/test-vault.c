// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Records and passphrases of a vault, and what a damaged or hostile file does to it. Keyrings are
 * test_keyring.py's. */

#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/an-json.h"
#include "base/an-vault-key.h"
#include "base/an-vault.h"

#define PASSPHRASE "bốn con mèo ngủ"
#define SECRET "Bé An kể lại chuyện hôm qua"

typedef struct {
  char *directory; /* (owned) */
  char *path;      /* (owned) of vault.db */
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->directory = g_dir_make_tmp ("annhi-vault-XXXXXX", NULL);
  f->path = g_build_filename (f->directory, "vault.db", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_tree (f->directory);
  g_free (f->directory);
  g_free (f->path);
}

static AnVault *
open_vault (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  AnVault *vault = an_vault_open_sync (f->directory, PASSPHRASE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (vault);
  return vault;
}

static void
put (AnVault *vault, const char *kind, const char *id, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (an_vault_put (vault, kind, id, content, &error));
  g_assert_no_error (error);
}

static void
assert_content (AnVault *vault, const char *kind, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = an_vault_get (vault, kind, id, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL),
                   g_bytes_get_size (content),
                   text,
                   strlen (text));
}

static void
assert_get_fails (AnVault *vault, const char *kind, const char *id, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (an_vault_get (vault, kind, id, &error));
  g_assert_error (error, AN_VAULT_ERROR, code);
}

static void
assert_open_fails (const char *directory, const char *passphrase, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (an_vault_open_sync (directory, passphrase, NULL, &error));
  g_assert_error (error, AN_VAULT_ERROR, code);
}

/* Changes the file behind the vault's back. */
static void
run_sql (Fixture *f, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static gboolean
directory_has_bytes (const char *directory, gconstpointer needle, gsize length)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);
    g_autofree char *content = NULL;
    gsize size;

    if (g_file_get_contents (path, &content, &size, NULL) &&
        memmem (content, size, needle, length) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
assert_private (Fixture *f)
{
  struct stat info;

  g_assert_cmpint (g_stat (f->directory, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* Records */

/* The same key opens nothing at another place: vault, kind and id each count. */
static void
test_seal (void)
{
  static const guint8 here[AN_VAULT_ID_BYTES] = { 1 }, elsewhere[AN_VAULT_ID_BYTES] = { 2 };
  guint8 *key, *other;
  g_autoptr (GBytes) sealed = NULL, opened = NULL;
  gconstpointer data;
  gsize length;

  g_assert_cmpint (sodium_init (), >=, 0);
  key = an_vault_key_new ();
  other = an_vault_key_new ();
  sealed = an_vault_seal (key, here, "draft", "a", "x", 1);
  data = g_bytes_get_data (sealed, &length);
  g_assert_null (an_vault_unseal (key, elsewhere, "draft", "a", data, length));
  g_assert_null (an_vault_unseal (key, here, "outbox", "a", data, length));
  g_assert_null (an_vault_unseal (key, here, "draft", "b", data, length));
  g_assert_null (an_vault_unseal (other, here, "draft", "a", data, length));
  opened = an_vault_unseal (key, here, "draft", "a", data, length);
  g_assert_nonnull (opened);
  an_vault_key_free (key);
  an_vault_key_free (other);
}

static void
test_roundtrip (Fixture *f, gconstpointer data)
{
  g_autoptr (AnVault) vault = open_vault (f);
  g_auto (GStrv) ids = NULL;

  assert_private (f);
  g_assert_cmpstr (an_vault_get_directory (vault), ==, f->directory);
  put (vault, "draft", "b", SECRET);
  put (vault, "draft", "a", "");
  put (vault, "outbox", "a", "x");
  put (vault, "draft", "b", SECRET " lần hai");
  ids = an_vault_list (vault, "draft", NULL);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], ==, "a");
  g_clear_object (&vault);

  g_assert_cmpint (g_chmod (f->path, 0644), ==, 0);
  vault = open_vault (f);
  assert_content (vault, "draft", "b", SECRET " lần hai");
  assert_content (vault, "draft", "a", "");
  assert_content (vault, "outbox", "a", "x");
  assert_get_fails (vault, "outbox", "b", AN_VAULT_ERROR_NOT_FOUND);
  assert_private (f);
}

static void
test_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnVault) vault = an_vault_new_in_memory (&error);
  g_autoptr (JsonNode) node = an_json_parse ("{\"tên\":[1,2]}", 14, 100, &error);
  g_autoptr (JsonNode) back = NULL;

  g_assert_no_error (error);
  g_assert_null (an_vault_get_directory (vault));
  g_assert_true (an_vault_put_json (vault, "draft", "1", node, &error));
  back = an_vault_get_json (vault, "draft", "1", &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, back));
  put (vault, "draft", "2", "{\"a\":1,\"a\":2}");
  g_assert_null (an_vault_get_json (vault, "draft", "2", &error));
  g_assert_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "draft/2"));
}

static void
test_nothing_in_clear (Fixture *f, gconstpointer data)
{
  g_autoptr (AnVault) vault = open_vault (f);
  g_autofree guint8 *before = NULL;
  g_autofree char *file = NULL;
  sqlite3 *db;
  sqlite3_stmt *statement;
  gsize size;

  put (vault, "draft", "b", SECRET);
  g_assert_false (directory_has_bytes (f->directory, SECRET, strlen (SECRET)));
  g_assert_false (directory_has_bytes (f->directory, PASSPHRASE, strlen (PASSPHRASE)));

  /* Even the sealed bytes are gone after a removal, from the log as well. */
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT sealed FROM record", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  size = (gsize) sqlite3_column_bytes (statement, 0);
  before = g_memdup2 (sqlite3_column_blob (statement, 0), size);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_assert_true (directory_has_bytes (f->directory, before, size));
  g_assert_true (an_vault_remove (vault, "draft", "b", NULL));
  g_assert_true (an_vault_remove (vault, "draft", "b", NULL));
  g_assert_false (directory_has_bytes (f->directory, before, size));
  assert_get_fails (vault, "draft", "b", AN_VAULT_ERROR_NOT_FOUND);
}

/* What was changed or moved is refused, and said by name. */
typedef struct {
  const char *label;
  const char *sql;
} Tampering;

static const Tampering tamperings[] = {
  { "cut short", "UPDATE record SET sealed = substr(sealed, 1, 39) WHERE id = 'a'" },
  { "emptied", "UPDATE record SET sealed = x'' WHERE id = 'a'" },
  { "swapped",
    "UPDATE record SET sealed = (SELECT sealed FROM record WHERE id = 'b')"
    " WHERE id = 'a'" },
  { "renamed", "DELETE FROM record WHERE id = 'a'; UPDATE record SET id = 'a' WHERE id = 'b'" },
  { "other kind",
    "DELETE FROM record WHERE kind = 'draft' AND id = 'a';"
    "UPDATE record SET kind = 'draft' WHERE kind = 'outbox'" },
  { "border of kind and id", "UPDATE record SET id = 'a' WHERE id = 'ta'" },
};

static void
test_tampering (Fixture *f, gconstpointer data)
{
  const Tampering *tampering = data;
  g_autoptr (AnVault) vault = open_vault (f);
  g_autoptr (GError) error = NULL;

  put (vault, "draft", "a", "một bản nháp khá dài để lật bit");
  put (vault, "draft", "b", "hai");
  put (vault, "outbox", "a", "ba");
  put (vault, "draf", "ta", "bốn");
  if (g_str_has_prefix (tampering->label, "border"))
    run_sql (f,
             "DELETE FROM record WHERE id = 'a'; UPDATE record SET kind = 'draft' WHERE id = 'ta'");
  run_sql (f, tampering->sql);
  g_assert_null (an_vault_get (vault, "draft", "a", &error));
  g_assert_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "draft/a"));
}

/* No bit of a record, nonce and tag included, can change unnoticed. */
static void
test_flipped_bits (Fixture *f, gconstpointer data)
{
  g_autoptr (AnVault) vault = open_vault (f);
  sqlite3 *db;
  sqlite3_blob *blob;

  put (vault, "draft", "a", SECRET);
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  for (int i = 0; i < 24 + (int) strlen (SECRET) + 16; i++) {
    for (int pass = 0; pass < 2; pass++) {
      guint8 byte;

      g_assert_cmpint (sqlite3_blob_open (db, "main", "record", "sealed", 1, 1, &blob),
                       ==,
                       SQLITE_OK);
      g_assert_cmpint (sqlite3_blob_bytes (blob), ==, 24 + (int) strlen (SECRET) + 16);
      sqlite3_blob_read (blob, &byte, 1, i);
      byte ^= 1 << (i % 8);
      g_assert_cmpint (sqlite3_blob_write (blob, &byte, 1, i), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_blob_close (blob), ==, SQLITE_OK);
      if (pass == 0)
        assert_get_fails (vault, "draft", "a", AN_VAULT_ERROR_CORRUPT);
      else
        assert_content (vault, "draft", "a", SECRET);
    }
  }
  sqlite3_close (db);
}

static void
test_record_of_another_vault (Fixture *f, gconstpointer data)
{
  Fixture other;
  g_autoptr (AnVault) vault = open_vault (f);
  g_autofree char *sql = NULL;

  set_up (&other, NULL);
  {
    g_autoptr (AnVault) foreign = open_vault (&other);

    put (foreign, "draft", "a", "của người khác");
  }
  sql = g_strdup_printf ("ATTACH '%s' AS o; INSERT INTO record SELECT * FROM o.record", other.path);
  run_sql (f, sql);
  assert_get_fails (vault, "draft", "a", AN_VAULT_ERROR_CORRUPT);
  tear_down (&other, NULL);
}

/* Passphrases */

static void
test_passphrase (Fixture *f, gconstpointer data)
{
  g_autofree char *apart = g_utf8_normalize (PASSPHRASE, -1, G_NORMALIZE_NFD);
  g_autoptr (AnVault) vault = open_vault (f);

  put (vault, "draft", "a", SECRET);
  g_clear_object (&vault);
  assert_open_fails (f->directory, NULL, AN_VAULT_ERROR_NEEDS_PASSPHRASE);
  assert_open_fails (f->directory, "bốn con mèo thức", AN_VAULT_ERROR_WRONG_KEY);
  assert_open_fails (f->directory, "", AN_VAULT_ERROR_WRONG_KEY);
  g_assert_cmpstr (apart, !=, PASSPHRASE);
  vault = an_vault_open_sync (f->directory, apart, NULL, NULL);
  assert_content (vault, "draft", "a", SECRET);
}

/* A header that was changed is refused without harm. */
static const Tampering headers[] = {
  { "memory for ever", "UPDATE vault SET memlimit = 1 << 62" },
  { "time for ever", "UPDATE vault SET opslimit = 1 << 40" },
  { "no cost", "UPDATE vault SET opslimit = 0" },
  { "short salt", "UPDATE vault SET salt = x'00'" },
  { "no wrapped key", "UPDATE vault SET wrapped = NULL" },
  { "unknown key source", "UPDATE vault SET key_source = 'paper'" },
  { "two headers", "INSERT INTO vault SELECT * FROM vault" },
  { "no header", "DELETE FROM vault" },
  { "no table", "DROP TABLE vault" },
  { "check of another key", "UPDATE vault SET key_check = randomblob (40)" },
};

static void
test_header (Fixture *f, gconstpointer data)
{
  const Tampering *tampering = data;

  g_object_unref (open_vault (f));
  run_sql (f, tampering->sql);
  assert_open_fails (f->directory, PASSPHRASE, AN_VAULT_ERROR_CORRUPT);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_object_unref (open_vault (f));
  run_sql (f, "PRAGMA user_version = 2");
  assert_open_fails (f->directory, PASSPHRASE, AN_VAULT_ERROR_STORAGE);
}

/* Files */

static const char *const garbage[] = {
  "SQLite format 3",
  "đây không phải là kho của An Nhi, đây là một tệp văn bản bình thường của gia đình bạn",
};

static void
test_foreign_file (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++) {
    g_autofree char *content = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (f->path, garbage[i], -1, NULL));
    g_assert_null (an_vault_open_sync (f->directory, PASSPHRASE, NULL, &error));
    g_assert_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_CORRUPT);
    g_assert_nonnull (strstr (error->message, f->path));
    g_assert_true (g_file_get_contents (f->path, &content, NULL, NULL));
    g_assert_cmpstr (content, ==, garbage[i]);
  }
}

static void
test_foreign_database (Fixture *f, gconstpointer data)
{
  run_sql (f, "CREATE TABLE photos (name TEXT)");
  assert_open_fails (f->directory, PASSPHRASE, AN_VAULT_ERROR_CORRUPT);
  run_sql (f, "SELECT * FROM photos");
}

static void
test_overwritten_pages (Fixture *f, gconstpointer data)
{
  g_autoptr (AnVault) vault = open_vault (f);
  g_autofree char *content = NULL, *after = NULL;
  gsize size, size_after;

  put (vault, "draft", "a", SECRET);
  g_clear_object (&vault);
  g_assert_true (g_file_get_contents (f->path, &content, &size, NULL));
  memset (content + 100, 0xa5, size - 100);
  g_assert_true (g_file_set_contents (f->path, content, (gssize) size, NULL));
  assert_open_fails (f->directory, PASSPHRASE, AN_VAULT_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (f->path, &after, &size_after, NULL));
  g_assert_cmpmem (content, size, after, size_after);
}

static void
test_emptied_file (Fixture *f, gconstpointer data)
{
  g_autofree char *blob = g_build_filename (f->directory, "blobs", "1", NULL);

  g_object_unref (open_vault (f));
  g_assert_true (g_file_set_contents (blob, "x", 1, NULL));
  g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
  assert_open_fails (f->directory, PASSPHRASE, AN_VAULT_ERROR_CORRUPT);
}

static void
test_no_place (Fixture *f, gconstpointer data)
{
  g_autofree char *below_file = g_build_filename (f->path, "kho", NULL);

  g_assert_true (g_file_set_contents (f->path, "x", 1, NULL));
  assert_open_fails (below_file, PASSPHRASE, AN_VAULT_ERROR_STORAGE);
  assert_open_fails ("/proc/annhi", PASSPHRASE, AN_VAULT_ERROR_STORAGE);
}

/* A file that may not grow stands for a full disk. */
static void
test_full_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (AnVault) vault = open_vault (f);
  g_autofree char *large = g_strnfill (200000, 'x');
  g_autoptr (GBytes) content = g_bytes_new (large, 200000);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, full;

  put (vault, "draft", "a", SECRET);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  full = limit;
  full.rlim_cur = 65536;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (an_vault_put (vault, "draft", "a", content, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_STORAGE);
  assert_content (vault, "draft", "a", SECRET);
  put (vault, "draft", "a", "lại được");
  assert_content (vault, "draft", "a", "lại được");
}

/* At the same time */

static gpointer
write_many (gpointer data)
{
  AnVault *vault = data;

  for (int i = 0; i < 20; i++) {
    g_autofree char *id = g_strdup_printf ("%p-%d", (void *) g_thread_self (), i);

    put (vault, "draft", id, SECRET);
    assert_content (vault, "draft", id, SECRET);
  }
  return NULL;
}

static void
test_at_the_same_time (Fixture *f, gconstpointer data)
{
  AnVault *vaults[] = { open_vault (f), open_vault (f) };
  GThread *threads[4];
  g_auto (GStrv) ids = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("writer", write_many, vaults[i % 2]);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  ids = an_vault_list (vaults[0], "draft", NULL);
  g_assert_cmpuint (g_strv_length (ids), ==, 80);
  for (char **id = ids; *id != NULL; id++)
    assert_content (vaults[1], "draft", *id, SECRET);
  g_object_unref (vaults[0]);
  g_object_unref (vaults[1]);
}

static void
test_busy (Fixture *f, gconstpointer data)
{
  g_autoptr (AnVault) vault = open_vault (f);
  g_autoptr (GBytes) content = g_bytes_new ("x", 1);
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (an_vault_put (vault, "draft", "a", content, &error));
  g_assert_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_BUSY);
  sqlite3_close (db);
  put (vault, "draft", "a", SECRET);
}

static gpointer
open_in_thread (gpointer data)
{
  return open_vault (data);
}

static void
test_made_twice (Fixture *f, gconstpointer data)
{
  GThread *threads[4];
  AnVault *vaults[4];

  for (gsize i = 0; i < 4; i++)
    threads[i] = g_thread_new ("opener", open_in_thread, f);
  for (gsize i = 0; i < 4; i++)
    vaults[i] = g_thread_join (threads[i]);
  put (vaults[0], "draft", "a", SECRET);
  for (gsize i = 0; i < 4; i++) {
    assert_content (vaults[i], "draft", "a", SECRET);
    g_object_unref (vaults[i]);
  }
}

/* Without waiting */

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  int *left = user_data;

  g_assert_true (an_vault_put_finish (AN_VAULT (source), result, NULL));
  --*left;
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  int *left = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (an_vault_put_finish (AN_VAULT (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  --*left;
}

static void
test_order (Fixture *f, gconstpointer data)
{
  AnVault *vault = open_vault (f);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  int left = 0;

  for (int i = 0; i < 30; i++) {
    g_autofree char *text = g_strdup_printf ("bản %d", i);
    g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

    left++;
    an_vault_put_async (vault, "draft", "a", content, NULL, on_done, &left);
    if (i == 29) {
      g_cancellable_cancel (cancelled);
      left++;
      an_vault_put_async (vault, "draft", "a", content, cancelled, on_cancelled, &left);
    }
  }
  assert_content (vault, "draft", "a", "bản 29");
  left += 2;
  an_vault_remove_async (vault, "draft", "a", NULL, on_done, &left);
  {
    g_autoptr (JsonNode) node = an_json_parse ("[1]", 3, 10, NULL);

    an_vault_put_json_async (vault, "draft", "b", node, NULL, on_done, &left);
  }
  g_object_unref (vault);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  vault = open_vault (f);
  assert_get_fails (vault, "draft", "a", AN_VAULT_ERROR_NOT_FOUND);
  assert_content (vault, "draft", "b", "[1]");
  g_object_unref (vault);
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(AnVault **) user_data = an_vault_open_finish (result, NULL);
}

static void
test_open_async (Fixture *f, gconstpointer data)
{
  AnVault *vault = NULL;

  an_vault_open_with_passphrase_async (f->directory, PASSPHRASE, NULL, on_open_ready, &vault);
  while (vault == NULL)
    g_main_context_iteration (NULL, TRUE);
  put (vault, "draft", "a", SECRET);
  g_object_unref (vault);
}

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

static void
add_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++) {
    g_autofree char *path = g_strdup_printf ("/vault/record/%s", tamperings[i].label);

    ADD (path, &tamperings[i], test_tampering);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    g_autofree char *path = g_strdup_printf ("/vault/header/%s", headers[i].label);

    ADD (path, &headers[i], test_header);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("ANNHI_VAULT_TEST_FAST_PWHASH", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/vault/roundtrip", NULL, test_roundtrip);
  g_test_add_func ("/vault/seal", test_seal);
  g_test_add_func ("/vault/json", test_json);
  ADD ("/vault/nothing-in-clear", NULL, test_nothing_in_clear);
  add_tables ();
  ADD ("/vault/flipped-bits", NULL, test_flipped_bits);
  ADD ("/vault/record-of-another-vault", NULL, test_record_of_another_vault);
  ADD ("/vault/passphrase", NULL, test_passphrase);
  ADD ("/vault/newer", NULL, test_newer);
  ADD ("/vault/foreign-file", NULL, test_foreign_file);
  ADD ("/vault/foreign-database", NULL, test_foreign_database);
  ADD ("/vault/overwritten-pages", NULL, test_overwritten_pages);
  ADD ("/vault/emptied-file", NULL, test_emptied_file);
  ADD ("/vault/no-place", NULL, test_no_place);
  ADD ("/vault/full-disk", NULL, test_full_disk);
  ADD ("/vault/at-the-same-time", NULL, test_at_the_same_time);
  ADD ("/vault/busy", NULL, test_busy);
  ADD ("/vault/made-twice", NULL, test_made_twice);
  ADD ("/vault/order", NULL, test_order);
  ADD ("/vault/open-async", NULL, test_open_async);
  return g_test_run ();
}
