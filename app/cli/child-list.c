// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl child list and status: who has rules, and what holds now. */

#include <unistd.h>

#include "base/an-i18n.h"
#include "base/an-time.h"
#include "cli/an-cli-child.h"
#include "cli/an-cli-table.h"
#include "cli/an-cli.h"

/* Why, in a sentence's second half. */
static const char *
reason_words (const char *reason)
{
  static const struct {
    const char *id, *words;
  } table[] = {
    { "bedtime", N_ ("it is bedtime") },
      { "break", N_ ("it is time for a rest") },
        { "day-quota", N_ ("today’s time is used up") },
          { "grant", N_ ("by time that was given") },
            { "not-managed", N_ ("the rules are switched off") },
              { "outside-window", N_ ("it is outside the allowed hours") },
                { "paused", N_ ("a parent has stopped it") },
                  { "uncounted", N_ ("these hours are not counted") },
                    { "week-quota", N_ ("this week’s time is used up") },
                      { "within", N_ ("within the rules") },
                    };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].id, reason))
      return _ (table[i].words);
  return reason;
}

/**
 * an_cli_child_now_sentence:
 *
 * Returns: (transfer full): whether the child may use the PC, why, and until or from when
 */
char *
an_cli_child_now_sentence (const AnGuardStatus *status)
{
  const char *reason = reason_words (status->reason);
  g_autofree char *left = an_time_format_duration (status->remaining_seconds);
  g_autofree char *until = an_cli_child_format_instant (status->ends_at);
  g_autofree char *from = an_cli_child_format_instant (status->next_allowed_at);

  if (status->allowed && status->remaining_seconds < 0)
    /* Translators: “Allowed (within the rules)” */
    return g_strdup_printf (_ ("Allowed (%s)"), reason);
  if (status->allowed)
    /* Translators: reason, duration, time: “Allowed (within the rules), 45 minutes left, until
     * 28/11/2026 20:30” */
    return g_strdup_printf (_ ("Allowed (%s), %s left, until %s"), reason, left, until);
  if (from[0] != '\0')
    /* Translators: reason, time: “Not allowed (it is bedtime), again from 29/11/2026 06:00” */
    return g_strdup_printf (_ ("Not allowed (%s), again from %s"), reason, from);
  return g_strdup_printf (_ ("Not allowed (%s)"), reason);
}

/* Used, of what there is. */
static char *
today_words (const AnGuardStatus *status)
{
  g_autofree char *used = an_time_format_duration (status->used_today_seconds);
  g_autofree char *quota =
      an_time_format_duration (status->quota_today_seconds + status->bonus_today_seconds);

  if (status->quota_today_seconds < 0)
    return g_steal_pointer (&used);
  /* Translators: two durations: “45 minutes of 2 hours” */
  return g_strdup_printf (_ ("%s of %s"), used, quota);
}

static const char *
ending_words (AnGuardEnding ending)
{
  switch (ending) {
  case AN_GUARD_ENDING_COUNTDOWN:
    return _ ("A moment to save one’s work");
  case AN_GUARD_ENDING_HELD:
    return _ ("Locked, the work is still there");
  case AN_GUARD_ENDING_TERMINATING:
    return _ ("Being logged out");
  case AN_GUARD_ENDING_NONE:
  case AN_GUARD_ENDING_UNKNOWN:
  default:
    return NULL;
  }
}

/* Returns: (transfer full) */
AnGuardStatus *
an_cli_child_get_status (AnGuardClient *client, guint32 uid, GError **error)
{
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  an_guard_client_get_status_async (client, uid, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  return an_guard_client_get_status_finish (client, result, error);
}

void
an_cli_child_add_status (JsonBuilder *builder, const AnGuardStatus *status)
{
  json_builder_begin_object (builder);
  an_cli_child_add_int (builder, "uid", status->uid);
  an_cli_child_add_text (builder, "user", status->user);
  an_cli_child_add_boolean (builder, "allowed", status->allowed);
  an_cli_child_add_text (builder, "reason", status->reason);
  an_cli_child_add_int (builder, "remaining_seconds", status->remaining_seconds);
  an_cli_child_add_text (builder, "ends_at", status->ends_at);
  an_cli_child_add_text (builder, "ends_because", status->ends_because);
  an_cli_child_add_text (builder, "next_allowed_at", status->next_allowed_at);
  an_cli_child_add_text (builder, "state", an_guard_state_ids[status->state] ?: "unknown");
  an_cli_child_add_text (builder, "since", status->since);
  an_cli_child_add_int (builder, "used_today_seconds", status->used_today_seconds);
  an_cli_child_add_int (builder, "bonus_today_seconds", status->bonus_today_seconds);
  an_cli_child_add_quota (builder, "quota_today_seconds", status->quota_today_seconds);
  an_cli_child_add_int (builder, "used_week_seconds", status->used_week_seconds);
  an_cli_child_add_boolean (builder, "paused", status->paused);
  an_cli_child_add_text (builder, "ending", an_guard_ending_ids[status->ending] ?: "unknown");
  an_cli_child_add_text (builder, "ending_at", status->ending_at);
  an_cli_child_add_text (builder, "break_until", status->break_until);
  an_cli_child_add_boolean (builder, "clock_trusted", status->clock_trusted);
  an_cli_child_add_int (builder, "open_requests", status->open_requests);
  an_cli_child_add_int (builder, "version", (gint64) status->version);
  json_builder_end_object (builder);
}

static void
print_status (const AnGuardStatus *status)
{
  g_autofree char *account = an_cli_child_format_account (status->user, status->uid);
  g_autofree char *now = an_cli_child_now_sentence (status);
  g_autofree char *today = today_words (status);
  g_autofree char *week = an_time_format_duration (status->used_week_seconds);
  g_autofree char *requests = g_strdup_printf ("%u", status->open_requests);

  an_cli_print_field (C_ ("label", "Child"), account);
  an_cli_print_field (C_ ("label", "Now"), now);
  an_cli_print_field (C_ ("label", "State"), an_cli_child_state_word (status->state));
  if (ending_words (status->ending) != NULL)
    an_cli_print_field (C_ ("label", "Ending"), ending_words (status->ending));
  an_cli_print_field (C_ ("label", "Used today"), today);
  an_cli_print_field (C_ ("label", "Used this week"), week);
  if (status->open_requests > 0)
    an_cli_print_field (C_ ("label", "Open requests"), requests);
  if (!status->clock_trusted)
    an_cli_print_field (C_ ("label", "Clock"),
                            _ ("not verified; “annhictl child confirm-clock” if it is right"));
}

int
an_cli_child_show_status (AnGuardClient *client, guint32 uid, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnGuardStatus) status = an_cli_child_get_status (client, uid, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (status == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (as_json) {
    an_cli_child_add_status (builder, status);
    an_cli_child_print_json (builder);
  } else {
    print_status (status);
  }
  return AN_EXIT_DONE;
}

static const char *
identity_words (const AnGuardEntry *entry)
{
  switch (entry->identity) {
  case AN_GUARD_IDENTITY_OK:
    return entry->enabled ? _ ("rules on") : _ ("rules off");
  case AN_GUARD_IDENTITY_RENAMED:
    return _ ("the account has another name now: set the rules again");
  case AN_GUARD_IDENTITY_RECYCLED:
    return _ ("the account belongs to somebody else now: set rules again or remove them");
  case AN_GUARD_IDENTITY_GONE:
    return _ ("the account is gone");
  case AN_GUARD_IDENTITY_UNKNOWN:
  default:
    return C_ ("state of a child", "Not known");
  }
}

static void
print_entries_as_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++) {
    const AnGuardEntry *entry = entries->pdata[i];

    json_builder_begin_object (builder);
    an_cli_child_add_int (builder, "uid", entry->uid);
    an_cli_child_add_text (builder, "user", entry->user);
    an_cli_child_add_text (builder, "real_name", entry->real_name);
    an_cli_child_add_boolean (builder, "enabled", entry->enabled);
    an_cli_child_add_text (builder,
                           "identity",
                           an_guard_identity_ids[entry->identity] ?: "unknown");
    an_cli_child_add_text (builder, "state", an_guard_state_ids[entry->state] ?: "unknown");
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  an_cli_child_print_json (builder);
}

static void
print_entries (AnGuardClient *client, GPtrArray *entries)
{
  g_autoptr (AnCliTable) table = an_cli_table_new (
      C_ ("label", "User"), C_ ("label", "Name"), C_ ("label", "State"), C_ ("label", "Now"), NULL);

  for (guint i = 0; i < entries->len; i++) {
    const AnGuardEntry *entry = entries->pdata[i];
    g_autoptr (AnGuardStatus) status = NULL;
    g_autofree char *now = NULL;

    if (entry->identity == AN_GUARD_IDENTITY_OK && entry->enabled)
      status = an_cli_child_get_status (client, entry->uid, NULL);
    now = status != NULL ? an_cli_child_now_sentence (status) : g_strdup (identity_words (entry));
    an_cli_table_add (table,
                      entry->user,
                      entry->real_name,
                      an_cli_child_state_word (entry->state),
                      now,
                      NULL);
  }
  an_cli_table_print (table);
}

int
an_cli_child_list (int argc, char **argv)
{
  gboolean as_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (GError) error = NULL;

  if (!an_cli_parse ("child list [--json]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 1)
    return an_cli_usage (_ ("unexpected word “%s”"), argv[1]);
  client = an_guard_client_new ();
  an_guard_client_list_children_async (client, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  children = an_guard_client_list_children_finish (client, result, &error);
  if (children == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (as_json)
    print_entries_as_json (children);
  else if (children->len > 0)
    print_entries (client, children);
  else
    g_print ("%s\n", _ ("No user of this PC has rules. Begin with: annhictl child set USER …"));
  return AN_EXIT_DONE;
}

int
an_cli_child_status (int argc, char **argv)
{
  gboolean as_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };
  g_autoptr (AnGuardClient) client = NULL;
  g_autoptr (GError) error = NULL;
  guint32 uid = getuid ();

  if (!an_cli_parse ("child status [USER] [--json]", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc > 2)
    return an_cli_usage (_ ("unexpected word “%s”"), argv[2]);
  client = an_guard_client_new ();
  if (argc == 2 && !an_cli_child_find (client, argv[1], &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  return an_cli_child_show_status (client, uid, as_json);
}
