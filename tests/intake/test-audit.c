// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The store's transactions, and the audit log that tells when it was tampered with. */

#include <glib/gstdio.h>
#include <sodium.h>

#include "intake/an-audit.h"
#include "intake/an-schema.h"

typedef struct {
  char *folder, *path;  /* (owned) */
  AnDatabase *database; /* (owned) */
} Fixture;

static gboolean
create (AnDatabase *database, gpointer data, GError **error)
{
  return an_schema_create (database, error);
}

static gboolean
append_three (AnDatabase *database, gpointer data, GError **error)
{
  return an_audit_append (database, "a", "one", "x", "", error) &&
         an_audit_append (database, "b", "two", "y", "chi tiết", error) &&
         an_audit_append (database, "c", "three", "z", "", error);
}

static gboolean
append_and_fail (AnDatabase *database, gpointer data, GError **error)
{
  g_assert_true (an_audit_append (database, "a", "never", "x", "", error));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return FALSE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("annhi-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "store.db", NULL);
  self->database = an_database_open (self->path, AN_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (an_database_transact (self->database, create, NULL, &error));
  g_assert_true (an_database_transact (self->database, append_three, NULL, &error));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  an_database_close (self->database);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
test_chain (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_true (an_audit_verify (self->database, &n, &error));
  g_assert_cmpint (n, ==, 3);
  g_assert_false (an_database_transact (self->database, append_and_fail, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (an_audit_verify (self->database, &n, &error));
  g_assert_cmpint (n, ==, 3);
}

static void
test_only_grows (Fixture *self, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE audit SET actor = 'other'",
    "DELETE FROM audit WHERE position = 3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (an_database_execute (self->database, attempts[i], &error));
    g_assert_error (error, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FAILED);
  }
}

static void
test_tampering (Fixture *self, gconstpointer data)
{
  const char *change = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (an_database_execute (self->database,
                                      "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete",
                                      &error));
  g_assert_true (an_database_execute (self->database, change, &error));
  g_assert_false (an_audit_verify (self->database, NULL, &error));
  g_assert_error (error, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FAILED);
}

static void
test_modes (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnDatabase) again = an_database_open (self->path, AN_DATABASE_CREATE, &error);
  GStatBuf info;

  g_assert_null (again);
  g_assert_error (error, AN_DATABASE_ERROR, AN_DATABASE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  again = an_database_open (self->path, AN_DATABASE_EXISTING, &error);
  g_assert_no_error (error);
  g_assert_true (an_schema_check (again, &error));
  g_assert_true (an_database_execute (again, "UPDATE setting SET value = '999'", &error));
  g_assert_false (an_schema_check (again, &error));
  g_assert_error (error, AN_DATABASE_ERROR, AN_DATABASE_ERROR_FAILED);
}

static void
add (const char *path, const char *data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (sodium_init () < 0)
    return 1;
  add ("/audit/chain", NULL, test_chain);
  add ("/audit/only-grows", NULL, test_only_grows);
  add ("/audit/changed", "UPDATE audit SET detail = 'x' WHERE position = 2", test_tampering);
  add ("/audit/moved",
       "UPDATE audit SET subject = 'xb', actor = '' WHERE position = 1",
       test_tampering);
  add ("/audit/taken-out", "DELETE FROM audit WHERE position = 2", test_tampering);
  add ("/audit/hash", "UPDATE audit SET hash = zeroblob(32) WHERE position = 3", test_tampering);
  add ("/audit/modes", NULL, test_modes);
  return g_test_run ();
}
