// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The table of checks, and running them in a thread. */

#include "tree.h"

typedef struct {
  GMainLoop *loop;
  GHashTable *results;
  GError *error;
} Answer;

static const char *const ids[] = { "home-private", "no-such-check", NULL };

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->results = an_check_run_finish (result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
run_async (Tree *tree, GCancellable *cancellable, Answer *answer)
{
  answer->loop = g_main_loop_new (NULL, FALSE);
  an_check_run_async (tree->context, ids, cancellable, on_run_ready, answer);
  g_main_loop_run (answer->loop);
  g_main_loop_unref (answer->loop);
}

static void
test_table (void)
{
  const AnCheck *const *checks = an_check_list ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; checks[i] != NULL; i++) {
    g_assert_true (g_hash_table_add (seen, (gpointer) checks[i]->id));
    g_assert_true (an_check_find (checks[i]->id) == checks[i]);
    g_assert_nonnull (checks[i]->title);
  }
  g_assert_cmpuint (g_hash_table_size (seen), >=, 2);
  g_assert_null (an_check_find ("no-such-check"));
  g_assert_null (an_check_find (NULL));
}

static void
test_unknown_id (Tree *tree, gconstpointer data)
{
  Answer answer = { NULL };
  const AnCheckResult *result;

  run_async (tree, NULL, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (g_hash_table_size (answer.results), ==, 2);
  result = g_hash_table_lookup (answer.results, "no-such-check");
  g_assert_cmpint (result->state, ==, AN_CHECK_UNKNOWN);
  g_assert_cmpstr (result->reason, !=, "");
  g_hash_table_unref (answer.results);
}

static void
test_cancelled (Tree *tree, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { NULL };

  g_cancellable_cancel (cancellable);
  run_async (tree, cancellable, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (answer.results);
  g_error_free (answer.error);
}

static void
test_context_outlives_caller (Tree *tree, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  AnCheckContext *context = an_check_context_new (tree->root, "bo");
  Answer answer = { .loop = loop };
  const AnCheckResult *result;

  an_check_run_async (context, ids, NULL, on_run_ready, &answer);
  an_check_context_unref (context);
  g_main_loop_run (loop);
  g_assert_no_error (answer.error);
  result = g_hash_table_lookup (answer.results, "home-private");
  g_assert_cmpint (result->state, ==, AN_CHECK_UNKNOWN);
  g_assert_nonnull (strstr (result->reason, "/home/bo"));
  g_hash_table_unref (answer.results);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/table", test_table);
  g_test_add ("/check/unknown-id", Tree, NULL, tree_set_up, test_unknown_id, tree_tear_down);
  g_test_add ("/check/cancelled", Tree, NULL, tree_set_up, test_cancelled, tree_tear_down);
  g_test_add ("/check/context-outlives-caller",
              Tree,
              NULL,
              tree_set_up,
              test_context_outlives_caller,
              tree_tear_down);
  return g_test_run ();
}
