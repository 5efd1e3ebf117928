// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl policy import: the limits of other programs as rules. The rules go to stdout, what could
 * not be carried over to stderr. */

#include <gio/gio.h>
#include <string.h>

#include "base/an-i18n.h"
#include "cli/an-cli-screentime.h"
#include "cli/an-cli.h"
#include "screentime/an-policy-import.h"

/* (transfer full): the file, and one byte more when it is larger than any file of settings */
static char *
read_file (const char *path, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = g_malloc (AN_POLICY_IMPORT_MAX_BYTES + 1);

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream),
                                                  text,
                                                  AN_POLICY_IMPORT_MAX_BYTES + 1,
                                                  length,
                                                  NULL,
                                                  error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  return g_steal_pointer (&text);
}

static AnPolicyImport *
import_timekpr (const char *path, const char *server_path, GError **error)
{
  gsize length, server_length = 0;
  g_autofree char *text = read_file (path, &length, error);
  g_autofree char *server = NULL;

  if (text == NULL)
    return NULL;
  if (server_path != NULL) {
    server = read_file (server_path, &server_length, error);
    if (server == NULL)
      return NULL;
  }
  return an_policy_import_timekpr (text, length, server, server_length, error);
}

static AnPolicyImport *
import_malcontent (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = read_file (path, &length, error);

  return text != NULL ? an_policy_import_malcontent (text, length, error) : NULL;
}

static int
print (const AnPolicyImport *import)
{
  g_autoptr (JsonNode) document = an_policy_to_json (import->policy);

  an_cli_print_json (document);
  if (import->notes->len > 0)
    g_printerr ("%s\n", _ ("Not carried over, or not as it was:"));
  for (guint i = 0; i < import->notes->len; i++)
    g_printerr ("  – %s.\n", (const char *) g_ptr_array_index (import->notes, i));
  return AN_EXIT_DONE;
}

int
an_cli_policy_import (int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *server = NULL;
  GOptionEntry entries[] = {
    { "from",
      0,
      0,
      G_OPTION_ARG_STRING,
      &from,
      N_ ("timekpr or malcontent"), N_ ("PROGRAM") },
      { "server",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        &server,
        N_ ("timekpr’s settings for all users, /etc/timekpr/timekpr.conf"), N_ ("FILE") },
        { NULL },
      };
  g_autoptr (AnPolicyImport) import = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_timekpr;

  if (!an_cli_parse ("policy import --from timekpr|malcontent FILE", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  is_timekpr = g_strcmp0 (from, "timekpr") == 0;
  if (argc != 2 || (!is_timekpr && g_strcmp0 (from, "malcontent") != 0))
    return an_cli_usage (
        "%s",
        _ ("policy import needs --from timekpr or --from malcontent, and one file"));
  if (server != NULL && !is_timekpr)
    return an_cli_usage ("%s", _ ("--server goes with --from timekpr"));
  import =
      is_timekpr ? import_timekpr (argv[1], server, &error) : import_malcontent (argv[1], &error);
  return import != NULL ? print (import) : an_cli_fail (AN_EXIT_REFUSED, error);
}
