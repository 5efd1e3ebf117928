// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What has fallen back, told until it is mended; and when to look again. */

#include "privacy/an-check-memory.h"

#include "tree.h"

#define OK AN_CHECK_OK
#define BAD AN_CHECK_ATTENTION
#define NOT AN_CHECK_UNKNOWN
#define MAX_STEPS 5
#define NONE 9

typedef struct {
  const char *label;
  int states[MAX_STEPS]; /* one after the other, NONE ends */
  gboolean fallen;       /* after the last one */
} Case;

static const Case cases[] = {
  { "never fine", { BAD, BAD, NONE }, FALSE },
  { "fine", { OK, OK, NONE }, FALSE },
  { "fallen back", { OK, BAD, NONE }, TRUE },
  { "told again", { OK, BAD, BAD, NONE }, TRUE },
  { "mended", { OK, BAD, OK, NONE }, FALSE },
  { "fallen back twice", { OK, BAD, OK, BAD, NONE }, TRUE },
  { "not seen in between", { OK, NOT, BAD, NONE }, TRUE },
  { "not seen now", { OK, NOT, NONE }, FALSE },
  { "not seen first", { NOT, BAD, NONE }, FALSE },
};

static char **
update (const AnCheckContext *context, AnCheckState state, GDateTime *now)
{
  g_autoptr (GHashTable) results = g_hash_table_new_full (g_str_hash,
                                                          g_str_equal,
                                                          g_free,
                                                          (GDestroyNotify) an_check_result_free);

  g_hash_table_insert (results, g_strdup ("firewall-on"), an_check_result_new (state, "x"));
  return an_check_memory_update (context, results, now);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 8, 0, 0);
  g_auto (GStrv) fallen = NULL;
  Tree tree;

  tree_set_up (&tree, NULL);
  for (guint i = 0; c->states[i] != NONE; i++) {
    g_clear_pointer (&fallen, g_strfreev);
    fallen = update (tree.context, (AnCheckState) c->states[i], now);
  }
  g_assert_cmpuint (g_strv_length (fallen), ==, c->fallen ? 1 : 0);
  if (c->fallen)
    g_assert_cmpstr (fallen[0], ==, "firewall-on");
  tree_tear_down (&tree, NULL);
}

static void
test_due (Tree *tree, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 8, 0, 0);
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 6);
  g_autoptr (GDateTime) week = g_date_time_add_days (now, 7);
  g_autoptr (GDateTime) before = g_date_time_add_hours (now, -1);
  g_autoptr (AnCheckContext) other = an_check_context_new (tree->root, "bo");
  g_auto (GStrv) fallen = NULL;

  g_assert_true (an_check_memory_is_due (tree->context, now));
  fallen = update (tree->context, OK, now);
  g_assert_false (an_check_memory_is_due (tree->context, now));
  g_assert_false (an_check_memory_is_due (tree->context, later));
  g_assert_true (an_check_memory_is_due (tree->context, week));
  g_assert_true (an_check_memory_is_due (tree->context, before));
  g_assert_true (an_check_memory_is_due (other, now));
}

int
main (int argc, char **argv)
{
  g_autofree char *data = g_dir_make_tmp ("an-memory-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/check-memory/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add ("/check-memory/due", Tree, NULL, tree_set_up, test_due, tree_tear_down);
  status = g_test_run ();
  tree_remove (data);
  return status;
}
