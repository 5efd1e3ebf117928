// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl schedule …: what the rules of screen time say at an instant. */

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "cli/an-cli-screentime.h"
#include "cli/an-cli.h"
#include "screentime/an-schedule.h"

static AnUsage *
load_usage (const char *path, GError **error)
{
  g_autoptr (JsonNode) root = an_json_load (path, AN_USAGE_MAX_BYTES, error);
  AnUsage *usage;

  if (root == NULL)
    return NULL;
  usage = an_usage_from_json (root, error);
  if (usage == NULL)
    g_prefix_error (error, "%s: ", path);
  return usage;
}

static int
evaluate (const char *policy_path, const char *usage_path, gint64 instant, GTimeZone *zone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_cli_load_policy (policy_path, &error);
  g_autoptr (AnUsage) usage = policy != NULL ? load_usage (usage_path, &error) : NULL;
  g_autoptr (JsonNode) json = NULL;
  AnScheduleAnswer answer;

  if (usage == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_schedule_evaluate (policy, usage, instant, zone, &answer);
  json = an_schedule_answer_to_json (&answer, zone);
  an_cli_print_json (json);
  return AN_EXIT_DONE;
}

static int
run_evaluate (int argc, char **argv)
{
  g_autofree char *policy = NULL, *usage = NULL, *at = NULL, *timezone = NULL;
  gboolean as_json = FALSE; /* the answer is JSON either way */
  GOptionEntry entries[] = {
    { "policy", 0, 0, G_OPTION_ARG_FILENAME, &policy, N_ ("The rules"), "FILE" },
      { "usage", 0, 0, G_OPTION_ARG_FILENAME, &usage, N_ ("What was used and given"), "FILE" },
        { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_ ("The instant, with its offset"), "ISO8601" },
          { "timezone",
            0,
            0,
            G_OPTION_ARG_STRING,
            &timezone,
            N_ ("Whose wall clock counts"), "TZ" },
            { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Answer as JSON (always)"), NULL },
              { NULL },
          };
  g_autoptr (GTimeZone) zone = NULL;
  gint64 instant;

  if (!an_cli_parse ("schedule evaluate --policy FILE --usage FILE --at ISO8601 --timezone TZ",
                     entries,
                     &argc,
                     &argv))
    return AN_EXIT_USAGE;
  if (policy == NULL || usage == NULL || at == NULL || timezone == NULL || argc != 1)
    return an_cli_usage (
        "%s",
        _ ("schedule evaluate needs --policy, --usage, --at, --timezone and nothing else"));
  if (!an_instant_parse (at, &instant))
    return an_cli_usage (
        _ ("--at: “%s” is not a time with offset such as 2026-11-28T20:00:00+07:00"), at);
  zone = an_instant_find_zone (timezone);
  if (zone == NULL)
    return an_cli_usage (_ ("--timezone: there is no time zone “%s”"), timezone);
  return evaluate (policy, usage, instant, zone);
}

const AnCommand an_cli_schedule_commands[] = {
  { "schedule", "evaluate", N_ ("say what the rules allow at an instant"), run_evaluate }, { NULL },
};
