// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* an-ledger.c: days, hours, grants; and that they outlive the store's file. */

#include <glib/gstdio.h>

#include "guardd/an-guard-store.h"
#include "sessions.h"

#define NOON (G_GINT64_CONSTANT (1795582800) * SECOND) /* 25/11/2026 12:00 in Viet Nam */
#define POLICY "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true}"

static GTimeZone *zone;

static void
test_charge (void)
{
  g_autoptr (AnLedger) ledger = an_ledger_new ();
  gint64 day = an_ledger_local_day (NOON, zone);
  const AnLedgerDay *entry;

  an_ledger_charge (ledger, NOON - MINUTE, NOON, AN_REASON_WITHIN, TRUE, zone);
  an_ledger_charge (ledger, NOON, NOON + MINUTE, AN_REASON_UNCOUNTED, TRUE, zone);
  an_ledger_charge (ledger, NOON, NOON + MINUTE, AN_REASON_DAY_QUOTA, FALSE, zone);
  entry = an_ledger_find_day (ledger, day);
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->used_usec, ==, MINUTE);
  g_assert_cmpint (entry->hours_usec[11], ==, MINUTE);
  g_assert_cmpint (entry->hours_usec[12], ==, 2 * MINUTE);
  g_assert_false (entry->verified);
}

static void
test_midnight (void)
{
  g_autoptr (AnLedger) ledger = an_ledger_new ();
  gint64 midnight = an_ledger_day_end (NOON, zone);
  gint64 day = an_ledger_local_day (NOON, zone);

  g_assert_cmpint (midnight, ==, NOON + 12 * HOUR);
  an_ledger_charge (ledger, midnight - MINUTE, midnight, AN_REASON_WITHIN, TRUE, zone);
  an_ledger_charge (ledger, midnight, midnight + MINUTE, AN_REASON_WITHIN, TRUE, zone);
  g_assert_cmpint (an_ledger_find_day (ledger, day)->used_usec, ==, MINUTE);
  g_assert_cmpint (an_ledger_find_day (ledger, day + 1)->used_usec, ==, MINUTE);
}

static void
test_grants (void)
{
  g_autoptr (AnLedger) ledger = an_ledger_new ();
  AnLedgerGrant *late = an_ledger_add_grant (ledger, HOUR, NOON + 5 * HOUR, NULL);
  AnLedgerGrant *soon = an_ledger_add_grant (ledger, MINUTE, NOON + HOUR, "bài tập");
  AnLedgerGrant *lapsed = an_ledger_add_grant (ledger, HOUR, NOON - HOUR, NULL);

  an_ledger_charge (ledger, NOON, NOON + MINUTE, AN_REASON_GRANT, TRUE, zone);
  g_assert_cmpint (soon->remaining_usec, ==, 0);
  g_assert_cmpint (late->remaining_usec, ==, HOUR);
  an_ledger_charge (ledger, NOON + MINUTE, NOON + 2 * MINUTE, AN_REASON_GRANT, TRUE, zone);
  g_assert_cmpint (late->remaining_usec, ==, HOUR - MINUTE);
  g_assert_cmpint (lapsed->remaining_usec, ==, HOUR);
}

static void
remove_directory (const char *path)
{
  const char *words[] = { "rm", "-rf", path, NULL };

  g_spawn_sync (NULL,
                (char **) words,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL);
}

static AnGuardStore *
open_store (const char *directory, gboolean expect_rescue)
{
  g_autoptr (GError) error = NULL;
  gboolean rescued;
  AnGuardStore *store = an_guard_store_open (directory, &rescued, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rescued, ==, expect_rescue);
  return store;
}

static AnGuardChild *
new_child (void)
{
  g_autoptr (AnPolicy) policy = an_policy_parse (POLICY, sizeof POLICY - 1, NULL);

  return an_guard_child_new (1001, "kid", policy, 3);
}

/* One child that has used, been given and asked, saved. */
static void
fill (const char *directory)
{
  g_autoptr (AnGuardStore) store = open_store (directory, FALSE);
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_with_free_func ((GDestroyNotify) an_guard_child_free);
  AnGuardChild *child = new_child ();
  AnTrustedTimeState time = { NOON, NOON - HOUR, TRUE };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (children, child);
  an_guard_store_put_child (store, child, &error);
  g_assert_no_error (error);
  an_ledger_charge (child->ledger, NOON - MINUTE, NOON, AN_REASON_WITHIN, TRUE, zone);
  an_ledger_add_grant (child->ledger, HOUR, NOON + HOUR, "quà");
  child->ledger->paused = TRUE;
  an_guard_store_save (store, children, &time, &error);
  g_assert_no_error (error);
}

static AnGuardChild *
load_only_child (AnGuardStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children = an_guard_store_load_children (store, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (children->len, ==, 1);
  return children->pdata[0];
}

static void
test_store (void)
{
  g_autofree char *directory = g_dir_make_tmp ("annhi-store-XXXXXX", NULL);
  g_autoptr (AnGuardStore) store = NULL;
  AnTrustedTimeState time;
  AnGuardChild *child;

  fill (directory);
  store = open_store (directory, FALSE);
  child = load_only_child (store);
  g_assert_cmpuint (child->uid, ==, 1001);
  g_assert_cmpstr (child->user, ==, "kid");
  g_assert_cmpuint (child->version, ==, 3);
  g_assert_true (child->ledger->paused);
  g_assert_cmpint (an_ledger_find_day (child->ledger, an_ledger_local_day (NOON, zone))->used_usec,
                   ==,
                   MINUTE);
  g_assert_cmpuint (child->ledger->grants->len, ==, 1);
  g_assert_true (an_guard_store_load_time (store, &time, NULL));
  g_assert_cmpint (time.high_water, ==, NOON);
  an_guard_child_free (child);
  remove_directory (directory);
}

/* The file is damaged: it is kept aside, and the rules hold on. */
static void
test_damaged (void)
{
  g_autofree char *directory = g_dir_make_tmp ("annhi-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "guard.db", NULL);
  g_autofree char *wal = g_build_filename (directory, "guard.db-wal", NULL);
  g_autoptr (AnGuardStore) store = NULL;
  AnGuardChild *child;

  fill (directory);
  g_unlink (wal);
  g_assert_true (
      g_file_set_contents (path, "this is no database, and long enough to be one", -1, NULL));
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*moved aside*");
  store = open_store (directory, TRUE);
  g_test_assert_expected_messages ();
  child = load_only_child (store);
  g_assert_cmpstr (child->user, ==, "kid");
  g_assert_cmpuint (child->version, ==, 3);
  an_guard_child_free (child);
  remove_directory (directory);
}

static void
test_removed (void)
{
  g_autofree char *directory = g_dir_make_tmp ("annhi-store-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (AnGuardStore) store = NULL;

  fill (directory);
  store = open_store (directory, FALSE);
  an_guard_store_remove_child (store, 1001, &error);
  g_assert_no_error (error);
  children = an_guard_store_load_children (store, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (children->len, ==, 0);
  remove_directory (directory);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  zone = g_time_zone_new_offset (7 * 3600);
  g_test_add_func ("/guardd/ledger/charge", test_charge);
  g_test_add_func ("/guardd/ledger/midnight", test_midnight);
  g_test_add_func ("/guardd/ledger/grants", test_grants);
  g_test_add_func ("/guardd/store/round-trip", test_store);
  g_test_add_func ("/guardd/store/damaged", test_damaged);
  g_test_add_func ("/guardd/store/removed", test_removed);
  result = g_test_run ();
  g_time_zone_unref (zone);
  return result;
}
