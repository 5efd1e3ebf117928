// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl child grant, pause and confirm-clock. */

#include "base/an-i18n.h"
#include "cli/an-cli-child.h"
#include "cli/an-cli.h"

static const char override_help[] =
    N_ ("Outside the allowed hours, too; lapses at the end of the day");
static const char note_help[] = N_ ("Why, for yourselves");
static const char off_help[] = N_ ("Allow use again");

int
an_cli_child_grant (int argc, char **argv)
{
  gboolean as_json = FALSE, override = FALSE;
  g_autofree char *note = NULL;
  GOptionEntry entries[] = {
    { "override", 0, 0, G_OPTION_ARG_NONE, &override, override_help, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, note_help, "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint32 uid;
  int minutes;

  if (!an_cli_parse ("child grant USER MINUTES [--override] [--note TEXT]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 3)
    return an_cli_usage ("%s", _ ("child grant needs a user and minutes"));
  if (!an_cli_child_parse_minutes (argv[2], &minutes, &error))
    return an_cli_fail (AN_EXIT_USAGE, error);
  client = an_guard_client_new ();
  if (!an_cli_child_find (client, argv[1], &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_grant_async (client,
                               uid,
                               minutes,
                               override,
                               note != NULL ? note : "",
                               NULL,
                               an_cli_child_keep,
                               &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_grant_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  return an_cli_child_show_status (client, uid, as_json);
}

int
an_cli_child_pause (int argc, char **argv)
{
  gboolean as_json = FALSE, off = FALSE;
  GOptionEntry entries[] = {
    { "off", 0, 0, G_OPTION_ARG_NONE, &off, off_help, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint32 uid;

  if (!an_cli_parse ("child pause USER [--off]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 2)
    return an_cli_usage (_ ("%s needs exactly one user"), "child pause");
  client = an_guard_client_new ();
  if (!an_cli_child_find (client, argv[1], &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_set_paused_async (client, uid, !off, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_set_paused_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  return an_cli_child_show_status (client, uid, as_json);
}

int
an_cli_child_confirm_clock (int argc, char **argv)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!an_cli_parse ("child confirm-clock", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 1)
    return an_cli_usage (_ ("unexpected word “%s”"), argv[1]);
  client = an_guard_client_new ();
  an_guard_client_confirm_clock_async (client, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_confirm_clock_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  g_print ("%s\n", _ ("The rules now go by the clock and the time zone of this PC."));
  return AN_EXIT_DONE;
}
