// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How an item stands, and which comes next. */

#include "privacy/an-review.h"

#define NONE -1

typedef struct {
  gboolean has_check;
  int state; /* of the check, or NONE: did not run */
  gboolean done;
  AnItemStatus expected;
} Case;

static const Case cases[] = {
  { FALSE, NONE, FALSE, AN_ITEM_TODO },
  { FALSE, NONE, TRUE, AN_ITEM_OK },
  { TRUE, NONE, FALSE, AN_ITEM_UNKNOWN },
  { TRUE, NONE, TRUE, AN_ITEM_OK },
  { TRUE, AN_CHECK_OK, FALSE, AN_ITEM_OK },
  { TRUE, AN_CHECK_OK, TRUE, AN_ITEM_OK },
  { TRUE, AN_CHECK_UNKNOWN, FALSE, AN_ITEM_UNKNOWN },
  { TRUE, AN_CHECK_UNKNOWN, TRUE, AN_ITEM_OK },
  { TRUE, AN_CHECK_ATTENTION, FALSE, AN_ITEM_ATTENTION },
  { TRUE, AN_CHECK_ATTENTION, TRUE, AN_ITEM_ATTENTION }, /* a tick hides nothing */
};

static void
test_item (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    AnChecklistItem item = { .check = cases[i].has_check ? (char *) "x" : NULL };
    AnCheckResult result = { .state = cases[i].state == NONE ? AN_CHECK_OK
                                                             : (AnCheckState) cases[i].state };

    g_test_message ("case %zu", i);
    g_assert_cmpint (an_review_item (&item, cases[i].state == NONE ? NULL : &result, cases[i].done),
                     ==,
                     cases[i].expected);
  }
}

static GHashTable *
make_results (AnCheckState administrator, AnCheckState login, AnCheckState home)
{
  GHashTable *results =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) an_check_result_free);

  g_hash_table_insert (results,
                       (gpointer) "child-not-administrator",
                       an_check_result_new (administrator, "x"));
  g_hash_table_insert (results, (gpointer) "no-automatic-login", an_check_result_new (login, "x"));
  g_hash_table_insert (results, (gpointer) "home-private", an_check_result_new (home, "x"));
  return results;
}

/* First what this PC warns of, then what is to do, then what is not known. */
static void
test_next (void)
{
  g_autoptr (GPtrArray) lists = an_checklist_load_all (NULL, 0, NULL);
  const AnChecklist *list = an_checklist_find (lists, "children-9-11");
  g_autoptr (GHashTable) results = make_results (AN_CHECK_OK, AN_CHECK_UNKNOWN, AN_CHECK_ATTENTION);
  g_autoptr (GHashTable) mended = make_results (AN_CHECK_OK, AN_CHECK_UNKNOWN, AN_CHECK_OK);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnVault) vault = an_vault_new_in_memory (&error);
  g_autoptr (AnProgress) progress = NULL;
  g_autoptr (AnReview) warned = an_review_new (list, results, NULL);
  g_autoptr (AnReview) to_do = an_review_new (list, mended, NULL);
  guint n = an_checklist_get_n_items (list);

  g_assert_no_error (error);
  progress = an_progress_new (vault, "nhi");
  g_assert_cmpstr (warned->next->id, ==, "home-private");
  g_assert_cmpuint (warned->counts[AN_ITEM_ATTENTION], ==, 1);
  g_assert_cmpuint (warned->counts[AN_ITEM_UNKNOWN], ==, 1);
  g_assert_cmpuint (warned->counts[AN_ITEM_OK], ==, 1);
  g_assert_cmpuint (warned->counts[AN_ITEM_TODO], ==, n - 3);
  g_assert_cmpuint (warned->n_items, ==, n);
  g_assert_true (to_do->next == an_checklist_get_item (list, 0));

  for (guint i = 0; i < n; i++) {
    const AnChecklistItem *item = an_checklist_get_item (list, i);

    if (item->check == NULL)
      g_assert_true (
          an_progress_set_done (progress, an_checklist_get_id (list), item->id, TRUE, &error));
  }
  an_review_free (g_steal_pointer (&to_do));
  to_do = an_review_new (list, mended, progress);
  g_assert_cmpstr (to_do->next->id, ==, "no-automatic-login");

  g_assert_true (an_progress_set_done (progress,
                                       an_checklist_get_id (list),
                                       "no-automatic-login",
                                       TRUE,
                                       &error));
  an_review_free (g_steal_pointer (&to_do));
  to_do = an_review_new (list, mended, progress);
  g_assert_null (to_do->next);
  g_assert_cmpuint (to_do->counts[AN_ITEM_OK], ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/item", test_item);
  g_test_add_func ("/review/next", test_next);
  return g_test_run ();
}
