// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the commands `annhictl child …` share, and their table. */

#include <pwd.h>
#include <string.h>

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "cli/an-cli-child.h"
#include "cli/an-cli.h"

#define MAX_MINUTES 1440

const char an_cli_child_json_help[] = N_ ("Answer as JSON");

/* Summaries of the commands, apart because the formatter breaks tables with translated texts. */
static const char list_text[] = N_ ("the children of this PC");
static const char status_text[] = N_ ("what holds now for one");
static const char set_text[] = N_ ("give a user rules, from a file or a suggestion");
static const char rules_text[] = N_ ("print the rules of one as a file");
static const char remove_text[] = N_ ("take the rules and the history of one away");
static const char grant_text[] = N_ ("give more time today");
static const char pause_text[] = N_ ("stop all use until it is taken back");
static const char ask_text[] = N_ ("ask your parents for more time");
static const char requests_text[] = N_ ("what children asked for");
static const char answer_text[] = N_ ("answer what a child asked for");
static const char usage_text[] = N_ ("how long the PC was used");
static const char events_text[] = N_ ("what happened");
static const char codes_text[] = N_ ("more time by a code from a parent’s phone");
static const char pin_text[] = N_ ("more time by the parents’ PIN");
static const char clock_text[] = N_ ("say that the PC’s clock shows the right time");

const AnCommand an_cli_child_commands[] = {
  { "child", "list", list_text, an_cli_child_list },
  { "child", "status", status_text, an_cli_child_status },
  { "child", "set", set_text, an_cli_child_set },
  { "child", "rules", rules_text, an_cli_child_rules },
  { "child", "remove", remove_text, an_cli_child_remove },
  { "child", "grant", grant_text, an_cli_child_grant },
  { "child", "pause", pause_text, an_cli_child_pause },
  { "child", "ask", ask_text, an_cli_child_ask },
  { "child", "requests", requests_text, an_cli_child_requests },
  { "child", "answer", answer_text, an_cli_child_answer },
  { "child", "usage", usage_text, an_cli_child_usage },
  { "child", "events", events_text, an_cli_child_events },
  { "child", "codes", codes_text, an_cli_child_codes },
  { "child", "pin", pin_text, an_cli_child_pin },
  { "child", "confirm-clock", clock_text, an_cli_child_confirm_clock },
  { NULL },
};

void
an_cli_child_keep (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

/* Returns: (transfer full) */
GAsyncResult *
an_cli_child_wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (place);
}

/* Among those with rules, for an account that is no longer there under this name. */
static gboolean
find_among_children (AnGuardClient *client, const char *user, guint32 *uid, GError **error)
{
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  an_guard_client_list_children_async (client, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  entries = an_guard_client_list_children_finish (client, result, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++) {
    const AnGuardEntry *entry = entries->pdata[i];

    if (g_str_equal (entry->user, user)) {
      *uid = entry->uid;
      return TRUE;
    }
  }
  g_set_error (error,
               AN_GUARD_CLIENT_ERROR,
               AN_GUARD_CLIENT_ERROR_NOT_FOUND,
               _ ("there is no user “%s” on this PC"), user);
  return FALSE;
}

/**
 * an_cli_child_find:
 * @user: a name or a number
 */
gboolean
an_cli_child_find (AnGuardClient *client, const char *user, guint32 *uid, GError **error)
{
  guint64 number;
  struct passwd *entry;

  if (g_ascii_string_to_unsigned (user, 10, 0, G_MAXUINT32, &number, NULL)) {
    *uid = (guint32) number;
    return TRUE;
  }
  entry = getpwnam (user);
  if (entry == NULL)
    return find_among_children (client, user, uid, error);
  *uid = entry->pw_uid;
  return TRUE;
}

gboolean
an_cli_child_parse_minutes (const char *text, int *minutes, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, MAX_MINUTES, &number, NULL)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("minutes: a whole number from 1 to %d, not “%s”"), MAX_MINUTES, text);
    return FALSE;
  }
  *minutes = (int) number;
  return TRUE;
}

/* Returns: (transfer full): an instant as people write it, “” for none */
char *
an_cli_child_format_instant (const char *rfc3339)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (rfc3339, NULL);

  return when != NULL ? an_time_format_date_clock (when) : g_strdup (rfc3339);
}

/* Returns: (transfer full) */
char *
an_cli_child_format_account (const char *user, guint32 uid)
{
  return user[0] != '\0' ? g_strdup (user) : g_strdup_printf ("%u", uid);
}

const char *
an_cli_child_state_word (AnGuardState state)
{
  switch (state) {
  case AN_GUARD_ABSENT:
    return C_ ("state of a child", "Not logged in");
  case AN_GUARD_USING:
    return C_ ("state of a child", "Using the PC");
  case AN_GUARD_AWAY:
    return C_ ("state of a child", "Logged in, away");
  case AN_GUARD_LOCKED:
    return C_ ("state of a child", "Logged in, locked");
  case AN_GUARD_STATE_UNKNOWN:
  default:
    return C_ ("state of a child", "Not known");
  }
}

const char *
an_cli_child_request_word (AnGuardRequestState state)
{
  switch (state) {
  case AN_GUARD_REQUEST_OPEN:
    return C_ ("state of a request", "Open");
  case AN_GUARD_REQUEST_APPROVED:
    return C_ ("state of a request", "Agreed");
  case AN_GUARD_REQUEST_DECLINED:
    return C_ ("state of a request", "Not now");
  case AN_GUARD_REQUEST_EXPIRED:
    return C_ ("state of a request", "Lapsed");
  case AN_GUARD_REQUEST_UNKNOWN:
  default:
    return C_ ("state of a request", "Not known");
  }
}

void
an_cli_child_add_text (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, value);
}

void
an_cli_child_add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

/* -1 is none: null. */
void
an_cli_child_add_quota (JsonBuilder *builder, const char *key, gint64 seconds)
{
  json_builder_set_member_name (builder, key);
  if (seconds < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, seconds);
}

void
an_cli_child_add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

void
an_cli_child_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = an_json_to_string (root, FALSE);

  g_print ("%s\n", text);
}
