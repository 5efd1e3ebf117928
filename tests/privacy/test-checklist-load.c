// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Built-in lists, and an administrator's files beside them. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "privacy/an-checklist.h"
#include "tree.h"

#define TEXT "{\"vi\": \"Một\", \"en\": \"One\"}"
#define LIST(id, audience)                                                                         \
  "{\"schema\": \"vn.annhi.checklist/1\", \"id\": \"" id "\", " audience ", \"title\": " TEXT      \
  ", \"source\": \"x\", \"checked\": \"2026-11-24\", \"items\": [{\"id\": \"one\", "               \
  "\"title\": " TEXT ", \"why\": " TEXT ", \"steps\": [" TEXT                                      \
  "], \"source\": \"x\", \"checked\": \"2026-11-24\", \"verified\": false}]}"
#define AGES(from, to) "\"ages\": {\"from\": " from ", \"to\": " to "}"

static char *
make_content (Tree *tree)
{
  char *path = an_check_context_path (tree->context, "/content");

  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  return path;
}

static guint
load (const char *path, GPtrArray **lists, char ***warnings)
{
  *lists = an_checklist_load_all (path, getuid (), warnings);
  return g_strv_length (*warnings);
}

static void
test_built_in (void)
{
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  const AnChecklist *children;

  g_assert_cmpuint (load (NULL, &lists, &warnings), ==, 0);
  g_assert_cmpuint (lists->len, >=, 2);
  children = an_checklist_find (lists, "children-9-11");
  g_assert_nonnull (children);
  g_assert_true (an_checklist_has_age (children, 10));
  g_assert_cmpuint (an_checklist_get_n_items (children), >=, 12);
  g_assert_nonnull (an_checklist_find (lists, "caregivers"));
  g_assert_null (an_checklist_find (lists, "nobody"));
  for (guint i = 0; i < lists->len; i++) {
    g_auto (GStrv) checks = an_checklist_list_checks (lists->pdata[i]);

    for (guint k = 0; checks[k] != NULL; k++)
      g_assert_nonnull (an_check_find (checks[k]));
  }
}

static void
test_no_directory (void)
{
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  g_assert_cmpuint (load ("/nonexistent/annhi", &lists, &warnings), ==, 0);
  g_assert_cmpuint (lists->len, >=, 2);
}

/* By age, then caregivers, then schools; a file with a known id stands in for the built-in one. */
static void
test_add_and_replace (Tree *tree, gconstpointer data)
{
  g_autofree char *path = make_content (tree);
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  const char *const expected[] = { "children-6-8",   "small",  "children-9-11",
                                   "children-12-15", "big",    "children-16-17",
                                   "caregivers",     "school", "teachers" };

  tree_write (tree, "/content/a.json", LIST ("teachers", "\"role\": \"school\""));
  tree_write (tree, "/content/b.json", LIST ("big", AGES ("16", "17")));
  tree_write (tree, "/content/c.json", LIST ("small", AGES ("6", "8")));
  tree_write (tree, "/content/d.json", LIST ("children-9-11", AGES ("9", "11")));
  tree_write (tree, "/content/README", "not a list");
  tree_write (tree, "/content/.hidden.json", "not a list");
  g_assert_cmpuint (load (path, &lists, &warnings), ==, 0);
  g_assert_cmpuint (lists->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (an_checklist_get_id (lists->pdata[i]), ==, expected[i]);
  g_assert_cmpuint (an_checklist_get_n_items (an_checklist_find (lists, "children-9-11")), ==, 1);
}

static void
test_last_name_wins (Tree *tree, gconstpointer data)
{
  g_autofree char *path = make_content (tree);
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  tree_write (tree, "/content/10.json", LIST ("x", AGES ("6", "6")));
  tree_write (tree, "/content/20.json", LIST ("x", AGES ("7", "7")));
  g_assert_cmpuint (load (path, &lists, &warnings), ==, 0);
  g_assert_true (an_checklist_has_age (an_checklist_find (lists, "x"), 7));
}

/* Each broken file is named, and the built-in list of the same id stays. */
static void
test_broken (Tree *tree, gconstpointer data)
{
  g_autofree char *path = make_content (tree);
  g_autofree char *large = g_strnfill (AN_JSON_MAX_BYTES + 1, ' ');
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  const char *const expected[] = { "/content/a.json: ", "/content/b.json: /id: ",
                                   "/content/c.json: ", "/content/d.json: ",
                                   "/content/e.json: ", "/content/f.json: " };

  tree_write (tree, "/content/a.json", "{");
  tree_write (tree, "/content/b.json", LIST ("A", AGES ("9", "11")));
  tree_write (tree, "/content/c.json", NULL);
  tree_link (tree, "/content/d.json", "../etc/passwd");
  tree_write (tree, "/content/e.json", large);
  tree_write (tree, "/content/f.json", "{\"id\": \"children-9-11\"}");
  g_assert_cmpuint (load (path, &lists, &warnings), ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (warnings[i], expected[i]));
  g_assert_cmpuint (an_checklist_get_n_items (an_checklist_find (lists, "children-9-11")), >, 1);
}

static void
test_others_can_write (Tree *tree, gconstpointer data)
{
  g_autofree char *path = make_content (tree);
  g_autofree char *file = g_build_filename (path, "a.json", NULL);
  g_auto (GStrv) first = NULL, second = NULL, third = NULL;
  g_autoptr (GPtrArray) lists = NULL, again = NULL, foreign = NULL;

  tree_write (tree, "/content/a.json", LIST ("x", AGES ("6", "6")));
  g_assert_cmpint (g_chmod (file, 0666), ==, 0);
  g_assert_cmpuint (load (path, &lists, &first), ==, 1);
  g_assert_nonnull (strstr (first[0], "a.json: left out"));
  g_assert_null (an_checklist_find (lists, "x"));

  g_assert_cmpint (g_chmod (file, 0644), ==, 0);
  g_assert_cmpint (g_chmod (path, 0777), ==, 0);
  g_assert_cmpuint (load (path, &again, &second), ==, 1);
  g_assert_null (an_checklist_find (again, "x"));

  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  foreign = an_checklist_load_all (path, getuid () + 1, &third);
  g_assert_cmpuint (g_strv_length (third), ==, 1);
  g_assert_null (an_checklist_find (foreign, "x"));
}

static void
test_pipe (Tree *tree, gconstpointer data)
{
  g_autofree char *path = make_content (tree);
  g_autofree char *pipe = g_build_filename (path, "a.json", NULL);
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpuint (load (path, &lists, &warnings), ==, 1);
  g_assert_nonnull (strstr (warnings[0], "not a plain file"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checklist-load/built-in", test_built_in);
  g_test_add_func ("/checklist-load/no-directory", test_no_directory);
  g_test_add ("/checklist-load/add-and-replace",
              Tree,
              NULL,
              tree_set_up,
              test_add_and_replace,
              tree_tear_down);
  g_test_add ("/checklist-load/last-name-wins",
              Tree,
              NULL,
              tree_set_up,
              test_last_name_wins,
              tree_tear_down);
  g_test_add ("/checklist-load/broken", Tree, NULL, tree_set_up, test_broken, tree_tear_down);
  g_test_add ("/checklist-load/others-can-write",
              Tree,
              NULL,
              tree_set_up,
              test_others_can_write,
              tree_tear_down);
  g_test_add ("/checklist-load/pipe", Tree, NULL, tree_set_up, test_pipe, tree_tear_down);
  return g_test_run ();
}
