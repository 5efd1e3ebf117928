// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * evaluate-batch: for each line `{"policy":…,"usage":…,"at":…,"timezone":…}` of the standard input
 * one answer on the standard output, so that thousands of cases cost one process. A document
 * that is refused answers `{"refused":"POINTER: reason"}`.
 */

#include <stdio.h>
#include <string.h>

#include "base/an-json.h"
#include "screentime/an-schedule.h"

static void
print_refused (const char *message)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "refused", message);
  json_node_set_object (node, object);
  text = an_json_to_string (node, FALSE);
  puts (text);
}

static void
answer_line (JsonObject *line)
{
  JsonNode *policy_json = json_object_get_member (line, "policy");
  JsonNode *usage_json = json_object_get_member (line, "usage");
  const char *at = json_object_get_string_member (line, "at");
  g_autoptr (GTimeZone) zone =
      an_instant_find_zone (json_object_get_string_member (line, "timezone"));
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy = an_policy_from_json (policy_json, &error);
  g_autoptr (AnUsage) usage = policy != NULL ? an_usage_from_json (usage_json, &error) : NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *text = NULL;
  AnScheduleAnswer answer;
  gint64 instant;

  if (usage == NULL || zone == NULL || !an_instant_parse (at, &instant)) {
    print_refused (error != NULL ? error->message : "at or timezone");
    return;
  }
  an_schedule_evaluate (policy, usage, instant, zone, &answer);
  json = an_schedule_answer_to_json (&answer, zone);
  text = an_json_to_string (json, FALSE);
  puts (text);
}

int
main (void)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  while ((length = getline (&line, &size, stdin)) > 0) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) root = an_json_parse (line, (gsize) length, 4 * 1024 * 1024, &error);

    if (root == NULL)
      print_refused (error->message);
    else
      answer_line (json_node_get_object (root));
  }
  free (line);
  return 0;
}
