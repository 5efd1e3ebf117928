// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl child usage and events: what was. */

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-time.h"
#include "cli/an-cli-child.h"
#include "cli/an-cli-table.h"
#include "cli/an-cli.h"

#define DEFAULT_DAYS 7

static const char from_help[] = N_ ("First day, such as 2026-11-22 (six days ago)");
static const char to_help[] = N_ ("Last day (today)");

typedef struct {
  char *from, *to; /* (owned) */
  gboolean as_json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->from);
  g_free (self->to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Days that were not named: the last week, today included. */
static void
fill_days (Options *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) first = g_date_time_add_days (now, 1 - DEFAULT_DAYS);

  if (self->from == NULL)
    self->from = g_date_time_format (first, "%Y-%m-%d");
  if (self->to == NULL)
    self->to = g_date_time_format (now, "%Y-%m-%d");
}

static gboolean
parse_options (const char *usage, Options *self, int *argc, char ***argv)
{
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &self->from, from_help, "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->to, to_help, "DATE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->as_json, an_cli_child_json_help, NULL },
    { NULL },
  };

  if (!an_cli_parse (usage, entries, argc, argv))
    return FALSE;
  fill_days (self);
  return TRUE;
}

static void
print_usage (GPtrArray *days)
{
  g_autoptr (AnCliTable) table = an_cli_table_new (
      C_ ("label", "Day"),
          C_ ("label", "Used"), C_ ("label", "Allowed"), C_ ("label", "Given"), "", NULL);

  for (guint i = 0; i < days->len; i++) {
    const AnGuardDay *day = days->pdata[i];
    g_autofree char *used = an_time_format_duration (day->used_seconds);
    g_autofree char *allowed =
        day->quota_seconds < 0 ? g_strdup ("–") : an_time_format_duration (day->quota_seconds);
    g_autofree char *given =
        day->bonus_seconds == 0 ? g_strdup ("–") : an_time_format_duration (day->bonus_seconds);

    an_cli_table_add (table,
                      day->date,
                      used,
                      allowed,
                      given,
                      day->verified ? "" : _ ("clock not verified"), NULL);
  }
  an_cli_table_print (table);
}

static void
print_usage_as_json (GPtrArray *days)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < days->len; i++) {
    const AnGuardDay *day = days->pdata[i];

    json_builder_begin_object (builder);
    an_cli_child_add_text (builder, "date", day->date);
    an_cli_child_add_int (builder, "used_seconds", day->used_seconds);
    an_cli_child_add_int (builder, "bonus_seconds", day->bonus_seconds);
    an_cli_child_add_quota (builder, "quota_seconds", day->quota_seconds);
    json_builder_set_member_name (builder, "hours");
    json_builder_begin_array (builder);
    for (guint h = 0; h < G_N_ELEMENTS (day->hours); h++)
      json_builder_add_int_value (builder, day->hours[h]);
    json_builder_end_array (builder);
    an_cli_child_add_boolean (builder, "verified", day->verified);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  an_cli_child_print_json (builder);
}

int
an_cli_child_usage (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GError) error = NULL;
  guint32 uid;

  if (!parse_options ("child usage USER [--from DATE] [--to DATE] [--json]",
                      &options,
                      &argc,
                      &argv))
    return AN_EXIT_USAGE;
  if (argc != 2)
    return an_cli_usage (_ ("%s needs exactly one user"), "child usage");
  client = an_guard_client_new ();
  if (!an_cli_child_find (client, argv[1], &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_get_usage_async (client,
                                   uid,
                                   options.from,
                                   options.to,
                                   NULL,
                                   an_cli_child_keep,
                                   &place);
  result = an_cli_child_wait (&place);
  days = an_guard_client_get_usage_finish (client, result, &error);
  if (days == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (options.as_json)
    print_usage_as_json (days);
  else if (days->len > 0)
    print_usage (days);
  else
    g_print ("%s\n", _ ("The PC was not used on these days."));
  return AN_EXIT_DONE;
}

static void
print_events (GPtrArray *events)
{
  g_autoptr (AnCliTable) table =
      an_cli_table_new (C_ ("label", "When"), C_ ("label", "What"), NULL);

  for (guint i = 0; i < events->len; i++) {
    const AnGuardEvent *event = events->pdata[i];
    g_autofree char *at = an_cli_child_format_instant (event->at);

    an_cli_table_add (table, at, an_text_choose (event->text_vi, event->text_en), NULL);
  }
  an_cli_table_print (table);
}

static void
print_events_as_json (GPtrArray *events)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++) {
    const AnGuardEvent *event = events->pdata[i];

    json_builder_begin_object (builder);
    an_cli_child_add_text (builder, "at", event->at);
    an_cli_child_add_int (builder, "uid", event->uid);
    an_cli_child_add_text (builder, "kind", event->kind);
    json_builder_set_member_name (builder, "text");
    json_builder_begin_object (builder);
    an_cli_child_add_text (builder, "vi", event->text_vi);
    an_cli_child_add_text (builder, "en", event->text_en);
    json_builder_end_object (builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  an_cli_child_print_json (builder);
}

int
an_cli_child_events (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  guint32 uid = 0; /* of the whole PC */

  if (!parse_options ("child events [USER] [--from DATE] [--to DATE] [--json]",
                      &options,
                      &argc,
                      &argv))
    return AN_EXIT_USAGE;
  if (argc > 2)
    return an_cli_usage (_ ("unexpected word “%s”"), argv[2]);
  client = an_guard_client_new ();
  if (argc == 2 && !an_cli_child_find (client, argv[1], &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_get_events_async (client,
                                    uid,
                                    options.from,
                                    options.to,
                                    NULL,
                                    an_cli_child_keep,
                                    &place);
  result = an_cli_child_wait (&place);
  events = an_guard_client_get_events_finish (client, result, &error);
  if (events == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (options.as_json)
    print_events_as_json (events);
  else if (events->len > 0)
    print_events (events);
  else
    g_print ("%s\n", _ ("Nothing happened on these days."));
  return AN_EXIT_DONE;
}
