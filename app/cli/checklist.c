// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl checklist …: what this PC finds out about itself, and files of checklists. */

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-text.h"
#include "base/an-time.h"
#include "cli/an-cli.h"
#include "privacy/an-account.h"
#include "privacy/an-check.h"
#include "privacy/an-checklist.h"

/* What one line of the answer is about. */
typedef struct {
  const AnChecklistItem *item; /* (not owned) (nullable): when a list was asked for */
  const char *check;           /* (not owned) id */
} Line;

typedef struct {
  const AnChecklist *list; /* (not owned) (nullable) */
  GArray *lines;           /* (owned) of Line */
  GHashTable *results;     /* (owned) check → AnCheckResult */
  char *user;              /* (owned) */
  guint by_hand;           /* items of the list that no check looks at */
} Answer;

/* Helpers */

static void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = an_json_to_string (root, FALSE);

  g_print ("%s\n", text);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

static const char *
title_of (const Line *line)
{
  const AnCheck *check = an_check_find (line->check);

  if (line->item != NULL)
    return an_bilingual_choose (&line->item->title);
  return check != NULL ? _ (check->title) : line->check;
}

static const char *
word_of (AnCheckState state)
{
  switch (state) {
  case AN_CHECK_OK:
    return C_ ("state of a check", "Fine");
  case AN_CHECK_ATTENTION:
    return C_ ("state of a check", "Have a look");
  case AN_CHECK_UNKNOWN:
  default:
    return C_ ("state of a check", "Not known");
  }
}

static void
print_warnings (char **warnings)
{
  for (guint i = 0; warnings[i] != NULL; i++)
    g_printerr ("annhictl: %s\n", warnings[i]);
}

static GPtrArray *
load_lists (void)
{
  g_auto (GStrv) warnings = NULL;
  GPtrArray *lists = an_checklist_load_all (AN_CHECKLIST_CONTENT_DIR, 0, &warnings);

  print_warnings (warnings);
  return lists;
}

/* checklist run */

static void
collect_lines (Answer *answer)
{
  for (guint i = 0; answer->list != NULL && i < an_checklist_get_n_items (answer->list); i++) {
    const AnChecklistItem *item = an_checklist_get_item (answer->list, i);
    Line line = { item, item->check };

    if (item->check != NULL)
      g_array_append_val (answer->lines, line);
    else
      answer->by_hand++;
  }
  for (guint i = 0; answer->list == NULL && an_check_list ()[i] != NULL; i++) {
    Line line = { NULL, an_check_list ()[i]->id };

    g_array_append_val (answer->lines, line);
  }
}

static void
run_checks (Answer *answer, const AnCheckContext *context)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < answer->lines->len; i++)
    g_strv_builder_add (builder, g_array_index (answer->lines, Line, i).check);
  ids = g_strv_builder_end (builder);
  answer->results = an_check_run (context, (const char *const *) ids, NULL);
}

static void
print_table (const Answer *answer)
{
  for (guint i = 0; i < answer->lines->len; i++) {
    const Line *line = &g_array_index (answer->lines, Line, i);
    const AnCheckResult *result = g_hash_table_lookup (answer->results, line->check);
    g_autofree char *reason = an_text_make_visible (result->reason);

    g_print ("[%s] %s\n    %s\n", word_of (result->state), title_of (line), reason);
  }
  if (answer->by_hand > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE,
                          "%u more item of the list is for people to look at.\n",
                          "%u more items of the list are for people to look at.\n",
                          answer->by_hand),
             answer->by_hand);
}

static void
print_answer_as_json (const Answer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *now = an_time_now_rfc3339 ();
  guint counts[] = { 0, 0, 0 };

  json_builder_begin_object (builder);
  add_text (builder, "schema", "vn.annhi.checklist-run/1");
  add_text (builder, "at", now);
  add_text (builder, "user", answer->user);
  add_text (builder, "list", answer->list != NULL ? an_checklist_get_id (answer->list) : NULL);
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answer->lines->len; i++) {
    const Line *line = &g_array_index (answer->lines, Line, i);
    const AnCheckResult *result = g_hash_table_lookup (answer->results, line->check);

    counts[result->state]++;
    json_builder_begin_object (builder);
    add_text (builder, "id", line->check);
    add_text (builder, "item", line->item != NULL ? line->item->id : NULL);
    add_text (builder, "title", title_of (line));
    add_text (builder, "state", an_check_state_ids[result->state]);
    add_text (builder, "reason", result->reason);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    add_int (builder, an_check_state_ids[i], counts[i]);
  add_int (builder, "by_hand", answer->by_hand);
  json_builder_end_object (builder);
  print_json (builder);
}

static int
answer_run (const char *list_id, const char *user, const char *root, gboolean as_json)
{
  g_autoptr (GPtrArray) lists = load_lists ();
  g_autoptr (AnCheckContext) context = an_check_context_new (root, user);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnAccount) account = an_account_find (context, &error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  Answer answer = { .lines = lines };

  if (account == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (list_id != NULL) {
    answer.list = an_checklist_find (lists, list_id);
    if (answer.list == NULL) {
      g_set_error (&error,
                   G_IO_ERROR,
                   G_IO_ERROR_NOT_FOUND,
                   _ ("there is no list “%s” (see annhictl checklist list)"), list_id);
      return an_cli_fail (AN_EXIT_REFUSED, error);
    }
  }
  answer.user = account->name;
  collect_lines (&answer);
  run_checks (&answer, context);
  if (as_json)
    print_answer_as_json (&answer);
  else
    print_table (&answer);
  g_hash_table_unref (answer.results);
  return AN_EXIT_DONE;
}

static int
run_run (int argc, char **argv)
{
  g_autofree char *list = NULL, *user = NULL, *root = NULL;
  gboolean as_json = FALSE;
  GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_STRING, &list, N_ ("Only what this list asks for"), "ID" },
      { "user", 0, 0, G_OPTION_ARG_STRING, &user, N_ ("The child's account (yours)"), "NAME" },
        { "root", 0, 0, G_OPTION_ARG_FILENAME, &root, N_ ("Look at the system below DIR"), "DIR" },
          { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Answer as JSON"), NULL }, { NULL },
        };

  if (!an_cli_parse ("checklist run [--list ID] [--user NAME] [--json]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 1)
    return an_cli_usage (_ ("unexpected word “%s”"), argv[1]);
  return answer_run (list, user, root, as_json);
}

/* checklist list */

static int
run_list (int argc, char **argv)
{
  gboolean as_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Answer as JSON"), NULL }, { NULL },
  };
  g_autoptr (GPtrArray) lists = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!an_cli_parse ("checklist list [--json]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 1)
    return an_cli_usage (_ ("unexpected word “%s”"), argv[1]);
  lists = load_lists ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < lists->len; i++) {
    const AnChecklist *list = g_ptr_array_index (lists, i);

    if (!as_json)
      g_print ("%-20s %s\n", an_checklist_get_id (list), an_checklist_get_title (list));
    json_builder_begin_object (builder);
    add_text (builder, "id", an_checklist_get_id (list));
    add_text (builder, "title", an_checklist_get_title (list));
    add_int (builder, "items", an_checklist_get_n_items (list));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  if (as_json)
    print_json (builder);
  return AN_EXIT_DONE;
}

/* checklist check */

static int
run_check (int argc, char **argv)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AnChecklist) list = NULL;

  if (!an_cli_parse ("checklist check FILE", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 2)
    return an_cli_usage ("%s", _ ("checklist check needs exactly one file"));
  root = an_json_load (argv[1], AN_JSON_MAX_BYTES, &error);
  if (root == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  list = an_checklist_new_from_json (root, &error);
  if (list == NULL) {
    g_prefix_error (&error, "%s: ", argv[1]);
    return an_cli_fail (AN_EXIT_REFUSED, error);
  }
  g_print (g_dngettext (GETTEXT_PACKAGE,
                        "“%s” is a good list of %u item.\n",
                        "“%s” is a good list of %u items.\n",
                        an_checklist_get_n_items (list)),
           an_checklist_get_id (list),
           an_checklist_get_n_items (list));
  return AN_EXIT_DONE;
}

const AnCommand an_cli_checklist_commands[] = {
  { "checklist", "run", N_ ("let this PC look at itself"), run_run },
    { "checklist", "list", N_ ("name the lists"), run_list },
      { "checklist", "check", N_ ("check a file of a list"), run_check }, { NULL },
    };
