// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl child set, rules and remove. */

#include <string.h>

#include "an-cli-presets.h"
#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "cli/an-cli-child.h"
#include "cli/an-cli.h"
#include "screentime/an-policy.h"

#define PRESETS "/vn/annhi/AnNhi/cli/presets"

static const char preset_help[] = N_ ("Take the suggestion ID instead of a file");
static const char yes_help[] = N_ ("Do it without being asked");

/* (transfer full): “age-06-10, age-11-13” */
static char *
list_presets (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (PRESETS, 0, NULL);

  for (char **name = names; name != NULL && *name != NULL; name++)
    if (g_str_has_suffix (*name, ".json"))
      (*name)[strlen (*name) - strlen (".json")] = '\0';
  return names != NULL ? g_strjoinv (", ", names) : g_strdup ("");
}

/* Returns: (transfer full): the policy of a suggestion, as text */
static char *
load_preset (const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (PRESETS "/", id, ".json", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AnJsonReader) reader = NULL;

  if (bytes == NULL) {
    g_autofree char *known = list_presets ();

    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_FOUND,
                 _ ("there is no suggestion “%s”; there are: %s"), id, known);
    return NULL;
  }
  root = an_json_parse (g_bytes_get_data (bytes, NULL),
                        g_bytes_get_size (bytes),
                        AN_POLICY_MAX_BYTES,
                        error);
  if (root == NULL)
    return NULL;
  reader = an_json_reader_new (root);
  if (an_json_reader_enter_member (reader, "policy", AN_JSON_REQUIRED))
    return an_json_to_string (an_json_reader_peek_node (reader), FALSE);
  an_json_reader_finish (reader, error);
  return NULL;
}

/* Checks here first: the reasons then come in the reader's language. The member “version”, which
 * “child rules” prints, is the guard's. Returns: (transfer full): the policy as text */
static char *
load_file (const char *path, GError **error)
{
  g_autoptr (JsonNode) root = an_json_load (path, AN_POLICY_MAX_BYTES, error);
  g_autofree char *text = NULL;
  g_autoptr (AnPolicy) policy = NULL;

  if (root == NULL)
    return NULL;
  text = an_json_to_string (root, FALSE);
  if (JSON_NODE_HOLDS_OBJECT (root))
    json_object_remove_member (json_node_get_object (root), "version");
  policy = an_policy_from_json (root, error);
  if (policy != NULL)
    return g_steal_pointer (&text);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

static int
set_rules (const char *user, const char *text, gboolean as_json)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint32 uid;

  if (!an_cli_child_find (client, user, &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_set_policy_async (client, uid, text, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_set_policy_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (!as_json)
    g_print ("%s\n", _ ("The rules are set. What holds now:"));
  return an_cli_child_show_status (client, uid, as_json);
}

int
an_cli_child_set (int argc, char **argv)
{
  gboolean as_json = FALSE;
  g_autofree char *preset = NULL;
  GOptionEntry entries[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, preset_help, "ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!an_cli_parse ("child set USER FILE | child set USER --preset ID", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != (preset != NULL ? 2 : 3))
    return an_cli_usage ("%s", _ ("child set needs a user and either a file or --preset"));
  g_resources_register (an_cli_presets_get_resource ());
  text = preset != NULL ? load_preset (preset, &error) : load_file (argv[2], &error);
  if (text == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  return set_rules (argv[1], text, as_json);
}

int
an_cli_child_rules (int argc, char **argv)
{
  gboolean as_json = FALSE; /* they are JSON either way */
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *pretty = NULL;
  guint32 uid;

  if (!an_cli_parse ("child rules USER", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 2)
    return an_cli_usage (_ ("%s needs exactly one user"), "child rules");
  client = an_guard_client_new ();
  if (!an_cli_child_find (client, argv[1], &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_get_policy_async (client, uid, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  text = an_guard_client_get_policy_finish (client, result, &error);
  if (text != NULL)
    root = an_json_parse (text, strlen (text), AN_POLICY_MAX_BYTES * 2, &error);
  if (root == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  pretty = an_json_to_string (root, !as_json);
  g_print ("%s\n", pretty);
  return AN_EXIT_DONE;
}

int
an_cli_child_remove (int argc, char **argv)
{
  gboolean yes = FALSE;
  GOptionEntry entries[] = {
    { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, yes_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint32 uid;

  if (!an_cli_parse ("child remove USER --yes", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 2)
    return an_cli_usage (_ ("%s needs exactly one user"), "child remove");
  if (!yes)
    return an_cli_usage (
        "%s",
        _ ("this deletes the rules and the history of this user; say --yes if you mean it"));
  client = an_guard_client_new ();
  if (!an_cli_child_find (client, argv[1], &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_remove_child_async (client, uid, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_remove_child_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  g_print (_ ("%s has no rules any more.\n"), argv[1]);
  return AN_EXIT_DONE;
}
