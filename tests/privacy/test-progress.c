// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Ticks in the vault: kept, a record a child, nothing lost when the record cannot be read. */

#include <string.h>

#include "base/an-json.h"
#include "base/an-time.h"
#include "privacy/an-progress.h"

#define KIND "privacy-progress"

typedef struct {
  AnVault *vault;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->vault = an_vault_new_in_memory (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->vault);
}

static AnProgress *
load (Fixture *fixture, const char *child)
{
  g_autoptr (GError) error = NULL;
  AnProgress *progress = an_progress_load (fixture->vault, child, &error);

  g_assert_no_error (error);
  g_assert_nonnull (progress);
  return progress;
}

static void
set_done (AnProgress *progress, const char *list, const char *item, gboolean done)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (an_progress_set_done (progress, list, item, done, &error));
  g_assert_no_error (error);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnProgress) first = load (fixture, "nhi");
  g_autoptr (AnProgress) second = NULL;
  g_autoptr (AnProgress) third = NULL;
  gint64 when;

  g_assert_false (an_progress_is_done (first, "a", "one"));
  set_done (first, "a", "one", TRUE);
  set_done (first, "a", "two", TRUE);
  set_done (first, "a", "two", FALSE);

  second = load (fixture, "nhi");
  g_assert_true (an_progress_is_done (second, "a", "one"));
  g_assert_false (an_progress_is_done (second, "a", "two"));
  g_assert_false (an_progress_is_done (second, "b", "one"));
  g_assert_true (an_time_from_rfc3339 (an_progress_get_done_at (second, "a", "one"), &when));
  set_done (second, "a", "one", FALSE);

  third = load (fixture, "nhi");
  g_assert_false (an_progress_is_done (third, "a", "one"));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnProgress) first = load (fixture, "nhi");
  g_autoptr (AnProgress) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (an_progress_get_list (first));
  g_assert_true (an_progress_set_list (first, "caregivers", &error));
  g_assert_no_error (error);
  set_done (first, "a", "one", TRUE);
  second = load (fixture, "nhi");
  g_assert_cmpstr (an_progress_get_list (second), ==, "caregivers");
}

static void
test_children_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnProgress) nhi = load (fixture, "nhi");
  g_autoptr (AnProgress) bo = load (fixture, "bo");
  g_autoptr (AnProgress) again = NULL;
  g_auto (GStrv) records = NULL;
  g_autoptr (GError) error = NULL;

  set_done (nhi, "a", "one", TRUE);
  set_done (bo, "a", "two", TRUE);
  again = load (fixture, "nhi");
  g_assert_true (an_progress_is_done (again, "a", "one"));
  g_assert_false (an_progress_is_done (again, "a", "two"));

  records = an_vault_list (fixture->vault, KIND, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (records), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_null (strstr (records[i], "nhi"));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  static const char *const broken[] = {
    "[]",
    "{\"schema\": \"vn.annhi.privacy-progress/2\", \"child\": \"nhi\", \"done\": {}}",
    "{\"schema\": \"vn.annhi.privacy-progress/1\", \"child\": \"bo\", \"done\": {}}",
    "{\"schema\": \"vn.annhi.privacy-progress/1\", \"child\": \"nhi\"}",
    "{\"schema\": \"vn.annhi.privacy-progress/1\", \"child\": \"nhi\", \"done\": {\"a/b\": 1}}",
    "{\"schema\": \"vn.annhi.privacy-progress/1\", \"child\": \"nhi\", \"done\": {\"a/b\": \"x\"}}",
    "{",
  };
  g_autoptr (AnProgress) progress = load (fixture, "nhi");
  g_autoptr (AnProgress) fresh = NULL;
  g_auto (GStrv) records = NULL;
  g_autoptr (GError) error = NULL;

  set_done (progress, "a", "one", TRUE);
  records = an_vault_list (fixture->vault, KIND, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i], strlen (broken[i]));
    g_autoptr (GBytes) left = NULL;
    g_autoptr (GError) problem = NULL;

    g_assert_true (an_vault_put (fixture->vault, KIND, records[0], bytes, &error));
    g_assert_null (an_progress_load (fixture->vault, "nhi", &problem));
    g_assert_nonnull (problem);
    left = an_vault_get (fixture->vault, KIND, records[0], &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (left, bytes));
  }
  fresh = an_progress_new (fixture->vault, "nhi");
  g_assert_false (an_progress_is_done (fresh, "a", "one"));
  set_done (fresh, "a", "two", TRUE);
  an_progress_free (g_steal_pointer (&progress));
  progress = load (fixture, "nhi");
  g_assert_true (an_progress_is_done (progress, "a", "two"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/progress/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/progress/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/progress/children-apart", Fixture, NULL, set_up, test_children_apart, tear_down);
  g_test_add ("/progress/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  return g_test_run ();
}
