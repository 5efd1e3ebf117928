// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl child ask, requests and answer: more time by asking for it. */

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "cli/an-cli-child.h"
#include "cli/an-cli-table.h"
#include "cli/an-cli.h"

static const char reason_help[] = N_ ("What it is for");
static const char approve_help[] = N_ ("Agree");
static const char decline_help[] = N_ ("Not now");
static const char minutes_help[] = N_ ("Give that many minutes instead of what was asked");

static void
print_requests (GPtrArray *requests)
{
  g_autoptr (AnCliTable) table = an_cli_table_new (
      C_ ("label", "Id"),
          C_ ("label", "Child"),
              C_ ("label", "Asked"),
                  C_ ("label", "Wants"), C_ ("label", "State"), C_ ("label", "What for"), NULL);

  for (guint i = 0; i < requests->len; i++) {
    const AnGuardRequest *request = requests->pdata[i];
    g_autofree char *account = an_cli_child_format_account (request->user, request->uid);
    g_autofree char *asked = an_cli_child_format_instant (request->asked_at);
    g_autofree char *wants = an_time_format_duration (request->minutes * 60);

    an_cli_table_add (table,
                      request->id,
                      account,
                      asked,
                      wants,
                      an_cli_child_request_word (request->state),
                      request->reason,
                      NULL);
  }
  an_cli_table_print (table);
}

static void
print_requests_as_json (GPtrArray *requests)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < requests->len; i++) {
    const AnGuardRequest *request = requests->pdata[i];

    json_builder_begin_object (builder);
    an_cli_child_add_text (builder, "id", request->id);
    an_cli_child_add_int (builder, "uid", request->uid);
    an_cli_child_add_text (builder, "user", request->user);
    an_cli_child_add_int (builder, "minutes", request->minutes);
    an_cli_child_add_text (builder, "reason", request->reason);
    an_cli_child_add_text (builder, "asked_at", request->asked_at);
    an_cli_child_add_text (builder,
                           "state",
                           an_guard_request_state_ids[request->state] ?: "unknown");
    an_cli_child_add_text (builder, "answered_at", request->answered_at);
    an_cli_child_add_int (builder, "granted_minutes", request->granted_minutes);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  an_cli_child_print_json (builder);
}

int
an_cli_child_requests (int argc, char **argv)
{
  gboolean as_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  if (!an_cli_parse ("child requests [--json]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 1)
    return an_cli_usage (_ ("unexpected word “%s”"), argv[1]);
  client = an_guard_client_new ();
  an_guard_client_list_requests_async (client, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  requests = an_guard_client_list_requests_finish (client, result, &error);
  if (requests == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (as_json)
    print_requests_as_json (requests);
  else if (requests->len > 0)
    print_requests (requests);
  else
    g_print ("%s\n", _ ("Nobody has asked for more time."));
  return AN_EXIT_DONE;
}

int
an_cli_child_answer (int argc, char **argv)
{
  gboolean approve = FALSE, decline = FALSE;
  g_autofree char *minutes_text = NULL;
  GOptionEntry entries[] = {
    { "approve", 0, 0, G_OPTION_ARG_NONE, &approve, approve_help, NULL },
    { "decline", 0, 0, G_OPTION_ARG_NONE, &decline, decline_help, NULL },
    { "minutes", 0, 0, G_OPTION_ARG_STRING, &minutes_text, minutes_help, "N" },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int minutes = 0;

  if (!an_cli_parse ("child answer ID --approve|--decline [--minutes N]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 2 || approve == decline || (decline && minutes_text != NULL))
    return an_cli_usage ("%s",
                         _ ("child answer needs an id and either --approve or --decline; "
                            "--minutes goes with --approve"));
  if (minutes_text != NULL && !an_cli_child_parse_minutes (minutes_text, &minutes, &error))
    return an_cli_fail (AN_EXIT_USAGE, error);
  client = an_guard_client_new ();
  an_guard_client_answer_request_async (client,
                                        argv[1],
                                        approve,
                                        minutes,
                                        NULL,
                                        an_cli_child_keep,
                                        &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_answer_request_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  g_print ("%s\n", approve ? _ ("Agreed; the child is told.") : _ ("Not now; the child is told."));
  return AN_EXIT_DONE;
}

int
an_cli_child_ask (int argc, char **argv)
{
  gboolean as_json = FALSE;
  g_autofree char *reason = NULL;
  GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, reason_help, "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int minutes;

  if (!an_cli_parse ("child ask MINUTES [--reason TEXT]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 2)
    return an_cli_usage ("%s", _ ("child ask needs minutes"));
  if (!an_cli_child_parse_minutes (argv[1], &minutes, &error))
    return an_cli_fail (AN_EXIT_USAGE, error);
  client = an_guard_client_new ();
  an_guard_client_request_time_async (client,
                                      minutes,
                                      reason != NULL ? reason : "",
                                      NULL,
                                      an_cli_child_keep,
                                      &place);
  result = an_cli_child_wait (&place);
  id = an_guard_client_request_time_finish (client, result, &error);
  if (id == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (!as_json) {
    g_print ("%s\n", _ ("Your parents are asked."));
    return AN_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  an_cli_child_add_text (builder, "id", id);
  json_builder_end_object (builder);
  an_cli_child_print_json (builder);
  return AN_EXIT_DONE;
}
