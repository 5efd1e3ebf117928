// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl policy …: the rules of screen time as a file. */

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "cli/an-cli-screentime.h"
#include "cli/an-cli.h"

/**
 * an_cli_load_policy:
 *
 * Returns: (transfer full): the policy in the file @path; every error begins with @path
 */
AnPolicy *
an_cli_load_policy (const char *path, GError **error)
{
  g_autoptr (JsonNode) root = an_json_load (path, AN_POLICY_MAX_BYTES, error);
  AnPolicy *policy;

  if (root == NULL)
    return NULL;
  policy = an_policy_from_json (root, error);
  if (policy == NULL)
    g_prefix_error (error, "%s: ", path);
  return policy;
}

/**
 * an_cli_print_json:
 *
 * Prints @node as one line.
 */
void
an_cli_print_json (JsonNode *node)
{
  g_autofree char *text = an_json_to_string (node, FALSE);

  g_print ("%s\n", text);
}

static int
run_check (int argc, char **argv)
{
  gboolean as_json = FALSE; /* the answer is JSON either way */
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Answer as JSON (always)"), NULL }, { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) answer = NULL;

  if (!an_cli_parse ("policy check FILE", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 2)
    return an_cli_usage ("%s", _ ("policy check needs exactly one file"));
  policy = an_cli_load_policy (argv[1], &error);
  if (policy == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "valid");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, an_policy_is_enabled (policy));
  json_builder_set_member_name (builder, "dates");
  json_builder_add_int_value (builder, an_policy_get_n_dates (policy));
  json_builder_end_object (builder);
  answer = json_builder_get_root (builder);
  an_cli_print_json (answer);
  return AN_EXIT_DONE;
}

const AnCommand an_cli_policy_commands[] = {
  { "policy", "check", N_ ("check a file of rules"), run_check },
    { "policy", "import", N_ ("turn limits of another program into rules"), an_cli_policy_import },
      { NULL },
  };
