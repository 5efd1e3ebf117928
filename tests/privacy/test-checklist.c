// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What a checklist file may say. The same in breadth, against the schema: test_checklist_files.py.
 */

#include <string.h>

#include "privacy/an-checklist.h"

#define TEXT "{\"vi\": \"Số 111\", \"en\": \"Number 111\"}"
#define HEAD                                                                                       \
  "{\"schema\": \"vn.annhi.checklist/1\", \"id\": \"a-1\", \"ages\": {\"from\": 9, \"to\": 11}, "  \
  "\"title\": " TEXT ", \"source\": \"x\", \"checked\": \"2026-11-24\", \"items\": ["
#define ITEM(id, more)                                                                             \
  "{\"id\": \"" id "\", \"title\": " TEXT ", \"why\": " TEXT ", \"steps\": [" TEXT                 \
  "], \"source\": \"x\", \"checked\": \"2026-11-24\", \"verified\": true" more "}"

typedef struct {
  const char *label;
  const char *find, *put; /* one change to the good document */
  const char *message;    /* with what the error begins; NULL: still good */
} Case;

static const char good[] =
    HEAD ITEM ("one", "") ", " ITEM ("two",
                                     ", \"check\": \"home-private\", \"platform\": \"Zalo\"") "]}";

static const Case cases[] = {
  { "good", "", "", NULL },
  { "a role instead of ages", "\"ages\": {\"from\": 9, \"to\": 11}", "\"role\": \"school\"", NULL },
  { "one age", "\"to\": 11", "\"to\": 9", NULL },
  { "not JSON", "{\"schema\"", "{schema", "" },
  { "a comment", "{\"schema\"", "/* */ {\"schema\"", "" },
  { "a key twice", "\"id\": \"a-1\"", "\"id\": \"a-1\", \"id\": \"a-1\"", "/id: " },
  { "newer schema", "checklist/1", "checklist/2", "/schema: " },
  { "no schema", "\"schema\": \"vn.annhi.checklist/1\", ", "", "/schema: " },
  { "unknown key", "\"id\": \"a-1\"", "\"id\": \"a-1\", \"color\": 1", "/color: " },
  { "id with capitals", "\"a-1\"", "\"A-1\"", "/id: " },
  { "id that begins with a dash", "\"a-1\"", "\"-a\"", "/id: " },
  { "empty id", "\"a-1\"", "\"\"", "/id: " },
  { "id that would be a path", "\"a-1\"", "\"../a\"", "/id: " },
  { "neither ages nor role", "\"ages\": {\"from\": 9, \"to\": 11}, ", "", ": either" },
  { "both", "\"ages\"", "\"role\": \"school\", \"ages\"", ": either" },
  { "unknown role", "\"ages\": {\"from\": 9, \"to\": 11}", "\"role\": \"king\"", "/role: " },
  { "ages backwards", "\"to\": 11", "\"to\": 8", "/ages: " },
  { "too old", "\"to\": 11", "\"to\": 18", "/ages/to: " },
  { "half an age", "\"to\": 11", "\"to\": 11.5", "/ages/to: " },
  { "an age of 10³⁰", "\"to\": 11", "\"to\": 1e30", "" },
  { "one language", "\"vi\": \"Số 111\", ", "", "/title/vi: " },
  { "a third language",
    "\"vi\": \"Số 111\"",
    "\"fr\": \"111\", \"vi\": \"Số 111\"",
    "/title/fr: " },
  { "nothing to read", "\"Số 111\"", "\"  \"", "/title: " },
  { "a number as text", "\"vi\": \"Số 111\"", "\"vi\": 111", "/title/vi: " },
  { "no source", "\"source\": \"x\", ", "", "/source: " },
  { "empty source", "\"source\": \"x\"", "\"source\": \"\"", "/source: " },
  { "no such day", "2026-11-24", "2026-02-30", "/checked: " },
  { "another kind of date", "2026-11-24", "24/11/2026", "/checked: " },
  { "no items", "\"items\": [", "\"items\": [], \"x\": [", "" },
  { "items are no list", "\"items\": [", "\"items\": 1, \"x\": [", "" },
  { "the same item twice", "\"two\"", "\"one\"", "/items/1/id: " },
  { "check that would be a path", "\"home-private\"", "\"a/b\"", "/items/1/check: " },
  { "check of a newer version", "\"home-private\"", "\"some-new-check\"", NULL },
  { "empty platform", "\"Zalo\"", "\"\"", "/items/1/platform: " },
  { "verified is a word", "true", "\"yes\"", "/items/0/verified: " },
  { "no steps", "[" TEXT "]", "[]", "/items/0/steps: " },
  { "a step in one language", "[" TEXT "]", "[{\"vi\": \"x\"}]", "/items/0/steps/0/en: " },
  { "NUL in a text", "Số 111", "\\u0000", "" },
};

static char *
change (const char *find, const char *put)
{
  const char *at = strstr (good, find);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - good), good, put, at + strlen (find));
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *text = change (c->find, c->put);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnChecklist) list = an_checklist_new_from_data (text, strlen (text), &error);

  if (c->message == NULL) {
    g_assert_no_error (error);
    g_assert_nonnull (list);
    return;
  }
  g_assert_null (list);
  g_assert_nonnull (error);
  g_assert_true (error->domain == AN_JSON_ERROR);
  if (!g_str_has_prefix (error->message, c->message))
    g_error ("“%s” does not begin with “%s”", error->message, c->message);
}

static void
test_content (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnChecklist) list = an_checklist_new_from_data (good, strlen (good), &error);
  const AnChecklistItem *item;
  g_auto (GStrv) checks = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (an_checklist_get_id (list), ==, "a-1");
  g_assert_cmpstr (an_checklist_get_title (list), ==, "Number 111");
  g_assert_cmpstr (an_checklist_get_source (list), ==, "x");
  g_assert_cmpstr (an_checklist_get_checked (list), ==, "2026-11-24");
  g_assert_cmpint (an_checklist_get_audience (list), ==, AN_CHECKLIST_FOR_AGES);
  g_assert_false (an_checklist_has_age (list, 8));
  g_assert_true (an_checklist_has_age (list, 9));
  g_assert_true (an_checklist_has_age (list, 11));
  g_assert_false (an_checklist_has_age (list, 12));
  g_assert_cmpuint (an_checklist_get_n_items (list), ==, 2);
  item = an_checklist_get_item (list, 1);
  g_assert_true (an_checklist_find_item (list, "two") == item);
  g_assert_null (an_checklist_find_item (list, "three"));
  g_assert_cmpstr (item->why.vi, ==, "Số 111");
  g_assert_cmpstr (item->check, ==, "home-private");
  g_assert_cmpstr (item->platform, ==, "Zalo");
  g_assert_true (item->verified);
  g_assert_cmpuint (item->steps->len, ==, 1);
  g_assert_null (an_checklist_get_item (list, 0)->check);
  checks = an_checklist_list_checks (list);
  g_assert_cmpuint (g_strv_length (checks), ==, 1);
  g_assert_cmpstr (checks[0], ==, "home-private");
}

/* 41 items and 200 000 brackets. */
static void
test_too_much (void)
{
  g_autoptr (GString) many = g_string_new (HEAD);
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 41; i++)
    g_string_append_printf (many, "%s{\"id\": \"i-%u\"}", i > 0 ? ", " : "", i);
  g_string_append (many, "]}");
  g_assert_null (an_checklist_new_from_data (many->str, many->len, &error));
  g_assert_nonnull (strstr (error->message, "/items: "));
  g_clear_error (&error);
  g_assert_null (an_checklist_new_from_data (deep, 200000, &error));
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TOO_DEEP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/checklist/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/checklist/content", test_content);
  g_test_add_func ("/checklist/too-much", test_too_much);
  return g_test_run ();
}
