// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the guard tells, as values: dictionaries and documents, right, wrong and from a newer guard.
 */

#include "screentime/an-guard-client.h"
#include "screentime/an-guard-values.h"

/* Dictionaries */

static GVariant *
parse_dict (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return dict;
}

#define STATUS_BUT_STATE                                                                           \
  "'uid': <uint32 1001>, 'user': <'kid'>, 'allowed': <true>, 'reason': <'within'>, "               \
  "'remaining-seconds': <int64 -1>, 'ends-at': <''>, 'ends-because': <''>, "                       \
  "'next-allowed-at': <''>, 'since': <''>, 'used-today-seconds': <int64 7>, "                      \
  "'bonus-today-seconds': <int64 0>, 'quota-today-seconds': <int64 -1>, "                          \
  "'used-week-seconds': <int64 70>, 'paused': <false>, 'ending': <'countdown'>, "                  \
  "'ending-at': <'2026-11-25T18:00:00+07:00'>, 'break-until': <''>, 'clock-trusted': <true>, "     \
  "'open-requests': <uint32 2>, 'version': <uint64 18446744073709551615>, "                        \
  "'keep-days': <uint32 365>"

static void
test_status (void)
{
  g_autoptr (GVariant) dict = parse_dict ("{" STATUS_BUT_STATE ", 'state': <'using'>, "
                                          "'of-a-newer-guard': <[1, 2]>}");
  g_autoptr (GError) error = NULL;
  g_autoptr (AnGuardStatus) status = an_guard_status_from_variant (dict, &error);
  g_autoptr (AnGuardStatus) copy = NULL;

  g_assert_no_error (error);
  copy = an_guard_status_copy (status);
  g_clear_pointer (&status, an_guard_status_free);
  g_assert_cmpuint (copy->uid, ==, 1001);
  g_assert_cmpstr (copy->user, ==, "kid");
  g_assert_cmpint (copy->remaining_seconds, ==, -1);
  g_assert_cmpint (copy->state, ==, AN_GUARD_USING);
  g_assert_cmpint (copy->ending, ==, AN_GUARD_ENDING_COUNTDOWN);
  g_assert_cmpstr (copy->ending_at, ==, "2026-11-25T18:00:00+07:00");
  g_assert_cmpuint (copy->version, ==, G_MAXUINT64);
  g_assert_cmpuint (copy->open_requests, ==, 2);
}

typedef struct {
  const char *label, *dict, *key; /* NULL: taken */
} StatusCase;

static const StatusCase statuses[] = {
  { "a word of a newer guard", "{" STATUS_BUT_STATE ", 'state': <'dreaming'>}", NULL },
  { "a member is missing", "{" STATUS_BUT_STATE "}", "state" },
  { "another type", "{" STATUS_BUT_STATE ", 'state': <uint32 1>}", "state" },
  { "a nested variant", "{" STATUS_BUT_STATE ", 'state': <<'using'>>}", "state" },
  { "nothing", "@a{sv} {}", "uid" },
};

static void
test_status_case (gconstpointer data)
{
  const StatusCase *c = data;
  g_autoptr (GVariant) dict = parse_dict (c->dict);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnGuardStatus) status = an_guard_status_from_variant (dict, &error);

  if (c->key == NULL) {
    g_assert_no_error (error);
    g_assert_cmpint (status->state, ==, AN_GUARD_STATE_UNKNOWN);
    return;
  }
  g_assert_null (status);
  g_assert_error (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, c->key));
}

static void
test_long_text (void)
{
  g_autofree char *long_text = g_strnfill (4097, 'x');
  GVariantDict dict;
  g_autoptr (GVariant) old = parse_dict ("{" STATUS_BUT_STATE ", 'state': <'using'>}");
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_dict_init (&dict, old);
  g_variant_dict_insert (&dict, "user", "s", long_text);
  value = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_assert_null (an_guard_status_from_variant (value, &error));
  g_assert_error (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_PROTOCOL);
}

#define ENTRY                                                                                      \
  "{'uid': <uint32 1001>, 'user': <'kid'>, 'real-name': <'Bé An'>, 'enabled': <true>, "           \
  "'identity': <'renamed'>, 'state': <'locked'>}"

static void
test_entries (void)
{
  g_autoptr (GVariant) list = g_variant_ref_sink (
      g_variant_new_parsed ("[" ENTRY ", {'uid': <uint32 7>, 'user': <''>, 'real-name': <''>, "
                            "'enabled': <false>, 'identity': <'?'>, 'state': <'?'>}]"));
  g_autoptr (GVariant) bad =
      g_variant_ref_sink (g_variant_new_parsed ("[" ENTRY ", {'uid': <int32 -1>}]"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = an_guard_entries_from_variant (list, &error);
  const AnGuardEntry *first, *second;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  first = entries->pdata[0];
  second = entries->pdata[1];
  g_assert_cmpstr (first->real_name, ==, "Bé An");
  g_assert_cmpint (first->identity, ==, AN_GUARD_IDENTITY_RENAMED);
  g_assert_cmpint (first->state, ==, AN_GUARD_LOCKED);
  g_assert_cmpint (second->identity, ==, AN_GUARD_IDENTITY_UNKNOWN);
  g_assert_null (an_guard_entries_from_variant (bad, &error));
  g_assert_error (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_PROTOCOL);
}

/* Documents */

#define HOURS "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,3600,0,0,0,0,0,0"
#define DAY(hours, quota)                                                                          \
  "{\"days\":[{\"date\":\"2026-11-25\",\"used_seconds\":3600,\"bonus_seconds\":0,"                 \
  "\"quota_seconds\":" quota ",\"hours\":[" hours "],\"verified\":true}]}"
#define REQUEST(minutes, state)                                                                    \
  "{\"requests\":[{\"id\":\"a\",\"uid\":1001,\"user\":\"kid\",\"minutes\":" minutes                \
  ",\"reason\":\"\\u202eabc\",\"asked_at\":\"\",\"state\":\"" state                                \
  "\",\"answered_at\":\"\",\"granted_minutes\":0}]}"
#define EVENT(text) "{\"events\":[{\"at\":\"\",\"uid\":0,\"kind\":\"new\",\"text\":" text "}]}"

typedef GPtrArray *(*Parse) (const char *text, GError **error);

typedef struct {
  const char *label;
  Parse parse;
  const char *text;
  int n; /* -1: refused */
} DocumentCase;

static const DocumentCase documents[] = {
  { "days/one", an_guard_days_parse, DAY (HOURS, "5400"), 1 },
  { "days/no quota", an_guard_days_parse, DAY (HOURS, "null"), 1 },
  { "days/none", an_guard_days_parse, "{\"days\":[]}", 0 },
  { "days/23 hours", an_guard_days_parse, DAY ("1,2,3", "null"), -1 },
  { "days/negative quota", an_guard_days_parse, DAY (HOURS, "-1"), -1 },
  { "days/text for a number", an_guard_days_parse, DAY (HOURS, "\"60\""), -1 },
  { "days/another member", an_guard_days_parse, "{\"events\":[]}", -1 },
  { "requests/one", an_guard_requests_parse, REQUEST ("30", "open"), 1 },
  { "requests/a new state", an_guard_requests_parse, REQUEST ("30", "postponed"), 1 },
  { "requests/too many minutes", an_guard_requests_parse, REQUEST ("99999999999", "open"), -1 },
  { "requests/a fraction", an_guard_requests_parse, REQUEST ("1.5", "open"), -1 },
  { "events/one", an_guard_events_parse, EVENT ("{\"vi\":\"Một\",\"en\":\"One\"}"), 1 },
  { "events/one language", an_guard_events_parse, EVENT ("{\"vi\":\"Một\"}"), -1 },
  { "events/plain text", an_guard_events_parse, EVENT ("\"Một\""), -1 },
  { "empty", an_guard_events_parse, "", -1 },
  { "not an object", an_guard_requests_parse, "[]", -1 },
  { "cut", an_guard_days_parse, "{\"days\":[{\"date\":\"2026", -1 },
};

static void
test_document (gconstpointer data)
{
  const DocumentCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = c->parse (c->text, &error);

  if (c->n < 0) {
    g_assert_null (items);
    g_assert_error (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_PROTOCOL);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpint ((int) items->len, ==, c->n);
}

static void
test_members (void)
{
  g_autoptr (GPtrArray) days = an_guard_days_parse (DAY (HOURS, "null"), NULL);
  g_autoptr (GPtrArray) requests = an_guard_requests_parse (REQUEST ("30", "postponed"), NULL);
  g_autoptr (GPtrArray) events =
      an_guard_events_parse (EVENT ("{\"vi\":\"Một\",\"en\":\"One\"}"), NULL);
  const AnGuardDay *day = days->pdata[0];

  g_assert_cmpint (day->quota_seconds, ==, -1);
  g_assert_cmpint (day->hours[17], ==, 3600);
  g_assert_true (day->verified);
  g_assert_cmpint (((AnGuardRequest *) requests->pdata[0])->state, ==, AN_GUARD_REQUEST_UNKNOWN);
  g_assert_cmpstr (((AnGuardEvent *) events->pdata[0])->text_vi, ==, "Một");
}

/* GetPolicy’s answer. */
static void
test_policy (void)
{
  static const char *const wrong[] = { "",
                                       "3",
                                       "{}",
                                       "[{\"version\":1}]",
                                       "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":1}" };
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicy) policy =
      an_guard_policy_parse ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,\"version\":3}",
                             &error);

  g_assert_no_error (error);
  g_assert_true (an_policy_is_enabled (policy));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_null (an_guard_policy_parse (wrong[i], &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screentime/guard-values/status", test_status);
  g_test_add_func ("/screentime/guard-values/long-text", test_long_text);
  g_test_add_func ("/screentime/guard-values/entries", test_entries);
  g_test_add_func ("/screentime/guard-values/members", test_members);
  g_test_add_func ("/screentime/guard-values/policy", test_policy);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autofree char *path =
        g_strconcat ("/screentime/guard-values/status/", statuses[i].label, NULL);

    g_test_add_data_func (path, &statuses[i], test_status_case);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++) {
    g_autofree char *path =
        g_strconcat ("/screentime/guard-values/document/", documents[i].label, NULL);

    g_test_add_data_func (path, &documents[i], test_document);
  }
  return g_test_run ();
}
