// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Other programs' files become rules, and what cannot is said. */

#include <string.h>

#include "base/an-json.h"
#include "screentime/an-policy-import.h"

#define HOURS "0;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23"
#define SIX(hours)                                                                                 \
  "ALLOWED_HOURS_2 = " hours "\nALLOWED_HOURS_3 = " hours "\nALLOWED_HOURS_4 = " hours             \
  "\nALLOWED_HOURS_5 = " hours "\nALLOWED_HOURS_6 = " hours "\nALLOWED_HOURS_7 = " hours "\n"
#define HEAD                                                                                       \
  "[DOCUMENTATION]\n#### this is the user configuration file for timekpr-next\n\n[kid]\n"          \
  "# this defines which hours are allowed\n"
#define ALL_DAYS                                                                                   \
  "ALLOWED_WEEKDAYS = 1;2;3;4;5;6;7\n"                                                             \
  "LIMITS_PER_WEEKDAYS = 86400;86400;86400;86400;86400;86400;86400\n"
#define NO_MORE "LIMIT_PER_WEEK = 604800\nLIMIT_PER_MONTH = 2678400\nTRACK_INACTIVE = False\n"
#define SCHEMA "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,"
#define OPEN_DAYS                                                                                  \
  "\"days\":{\"mon\":{},\"tue\":{},\"wed\":{},\"thu\":{},\"fri\":{},\"sat\":{},\"sun\":{}}"
#define LOGOUT ",\"at_end\":{\"action\":\"logout\"}}"

typedef struct {
  const char *label, *text, *policy;
  guint n_notes;
} Case;

static const Case timekpr_cases[] = {
  { "nothing is limited",
    HEAD "ALLOWED_HOURS_1 = " HOURS "\n" SIX (HOURS) ALL_DAYS NO_MORE,
    SCHEMA OPEN_DAYS LOGOUT,
    0 },
  { "hours, minutes, time that is not counted, a day without use",
    HEAD "ALLOWED_HOURS_1 = 7[30-60];8;!9;17;18[00-30];\n" SIX (
        "17") "ALLOWED_WEEKDAYS = 1;3\n"
              "LIMITS_PER_WEEKDAYS = 5400;3600\n" NO_MORE,
    SCHEMA
    "\"days\":{\"mon\":{\"windows\":[[\"07:30\",\"10:00\"],[\"17:00\",\"18:30\"]],"
    "\"uncounted\":[[\"09:00\",\"10:00\"]],\"quota_minutes\":90},\"tue\":{\"windows\":[]},"
    "\"wed\":{\"windows\":[[\"17:00\",\"18:00\"]],\"quota_minutes\":60},\"thu\":{\"windows\":[]},"
    "\"fri\":{\"windows\":[]},\"sat\":{\"windows\":[]},\"sun\":{\"windows\":[]}}" LOGOUT,
    0 },
  { "the old colon, and hours that timekpr passes over",
    HEAD "ALLOWED_HOURS_1 = 8[15:45];24;9[40-20];x;10[1-61]\n" SIX (HOURS) ALL_DAYS NO_MORE,
    SCHEMA "\"days\":{\"mon\":{\"windows\":[[\"08:15\",\"08:45\"]]},\"tue\":{},\"wed\":{},"
           "\"thu\":{},\"fri\":{},\"sat\":{},\"sun\":{}}" LOGOUT,
    4 },
  { "week, month, seconds that are no minutes, idle time",
    HEAD "ALLOWED_WEEKDAYS = 1;2;3;4;5;6;7;\nLIMITS_PER_WEEKDAYS = 0;3661;86400;86400;86400;86400;"
         "86400\nLIMIT_PER_WEEK = 36000\nLIMIT_PER_MONTH = 144000\nTRACK_INACTIVE = True\n",
    SCHEMA "\"days\":{\"mon\":{\"quota_minutes\":0},\"tue\":{\"quota_minutes\":61},\"wed\":{},"
           "\"thu\":{},\"fri\":{},\"sat\":{},\"sun\":{}},\"weekly_quota_minutes\":600,"
           "\"count_idle\":true" LOGOUT,
    3 },
  { "what An Nhi does not do",
    HEAD ALL_DAYS NO_MORE
    "HIDE_TRAY_ICON = True\nLOCKOUT_TYPE = suspendwake\nWAKEUP_HOUR_INTERVAL = 7;9\n\n"
    "[kid.PLAYTIME]\nPLAYTIME_ENABLED = True\n##PLAYTIME_ACTIVITIES## Do NOT remove this line!\n"
    "PLAYTIME_ACTIVITY_001 = game.exe[A game]\n",
    SCHEMA OPEN_DAYS ",\"at_end\":{\"action\":\"lock\"}}",
    3 },
  { "a lock",
    HEAD ALL_DAYS NO_MORE "LOCKOUT_TYPE = lock\n",
    SCHEMA OPEN_DAYS ",\"at_end\":{\"action\":\"lock\"}}",
    0 },
};

static const Case malcontent_cases[] = {
  { "a daily schedule with types",
    "[com.endlessm.ParentalControls.SessionLimits]\nLimitType=uint32 1\n"
    "DailySchedule=(uint32 54000, uint32 61200)\n\n[User]\nLanguage=vi_VN.UTF-8\n",
    SCHEMA
    "\"days\":{\"mon\":{\"windows\":[[\"15:00\",\"17:00\"]]},"
    "\"tue\":{\"windows\":[[\"15:00\",\"17:00\"]]},\"wed\":{\"windows\":[[\"15:00\",\"17:00\"]]},"
    "\"thu\":{\"windows\":[[\"15:00\",\"17:00\"]]},\"fri\":{\"windows\":[[\"15:00\",\"17:00\"]]},"
    "\"sat\":{\"windows\":[[\"15:00\",\"17:00\"]]},\"sun\":{\"windows\":[[\"15:00\",\"17:00\"]]}"
    "}" LOGOUT,
    1 },
  { "without types, odd seconds, and a choice of programs",
    "[com.endlessm.ParentalControls.SessionLimits]\nLimitType=1\nDailySchedule=(1, 86400)\n"
    "[com.endlessm.ParentalControls.AppFilter]\nAppFilter=(false, ['/usr/bin/game'])\n",
    SCHEMA
    "\"days\":{\"mon\":{\"windows\":[[\"00:01\",\"24:00\"]]},"
    "\"tue\":{\"windows\":[[\"00:01\",\"24:00\"]]},\"wed\":{\"windows\":[[\"00:01\",\"24:00\"]]},"
    "\"thu\":{\"windows\":[[\"00:01\",\"24:00\"]]},\"fri\":{\"windows\":[[\"00:01\",\"24:00\"]]},"
    "\"sat\":{\"windows\":[[\"00:01\",\"24:00\"]]},\"sun\":{\"windows\":[[\"00:01\",\"24:00\"]]}"
    "}" LOGOUT,
    3 },
  { "no limit",
    "[com.endlessm.ParentalControls.SessionLimits]\nLimitType=uint32 0\n",
    "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":false,\"days\":{}" LOGOUT,
    0 },
};

typedef struct {
  const char *label, *text;
  int code;
} BadCase;

static const BadCase bad_timekpr[] = {
  { "empty", "", AN_POLICY_IMPORT_ERROR_FORMAT },
  { "no keys", "hello", AN_POLICY_IMPORT_ERROR_FORMAT },
  { "no text", "[kid]\n\xff=1\n", AN_POLICY_IMPORT_ERROR_FORMAT },
  { "the server's file", "[GENERAL]\nTIMEKPR_POLLTIME = 3\n", AN_POLICY_IMPORT_ERROR_FORMAT },
  { "no limits of days", HEAD "ALLOWED_WEEKDAYS = 1\n", AN_POLICY_IMPORT_ERROR_VALUE },
  { "fewer limits than days",
    HEAD "ALLOWED_WEEKDAYS = 1;2\nLIMITS_PER_WEEKDAYS = 60\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
  { "day 0",
    HEAD "ALLOWED_WEEKDAYS = 0\nLIMITS_PER_WEEKDAYS = 60\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
  { "day 8",
    HEAD "ALLOWED_WEEKDAYS = 8\nLIMITS_PER_WEEKDAYS = 60\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
  { "a word",
    HEAD "ALLOWED_WEEKDAYS = 1\nLIMITS_PER_WEEKDAYS = much\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
  { "less than nothing", HEAD ALL_DAYS "LIMIT_PER_WEEK = -1\n", AN_POLICY_IMPORT_ERROR_VALUE },
};

static const BadCase bad_malcontent[] = {
  { "no limits", "[User]\nLanguage=vi\n", AN_POLICY_IMPORT_ERROR_FORMAT },
  { "another type",
    "[com.endlessm.ParentalControls.SessionLimits]\nLimitType=uint32 2\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
  { "no schedule",
    "[com.endlessm.ParentalControls.SessionLimits]\nLimitType=1\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
  { "ends before it begins",
    "[com.endlessm.ParentalControls.SessionLimits]\nLimitType=1\nDailySchedule=(100, 0)\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
  { "more than a day",
    "[com.endlessm.ParentalControls.SessionLimits]\nLimitType=1\nDailySchedule=(0, 86401)\n",
    AN_POLICY_IMPORT_ERROR_VALUE },
};

static void
check (const Case *c, AnPolicyImport *import)
{
  g_autoptr (JsonNode) document = an_policy_to_json (import->policy);
  g_autofree char *text = an_json_to_string (document, FALSE);

  g_assert_cmpstr (text, ==, c->policy);
  for (guint k = 0; k < import->notes->len; k++)
    g_test_message ("  %s", (const char *) import->notes->pdata[k]);
  g_assert_cmpuint (import->notes->len, ==, c->n_notes);
}

static void
test_timekpr (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (timekpr_cases); i++) {
    const Case *c = &timekpr_cases[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (AnPolicyImport) import = NULL;

    g_test_message ("%s", c->label);
    import = an_policy_import_timekpr (c->text, strlen (c->text), NULL, 0, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (import->user, ==, "kid");
    check (c, import);
  }
}

static void
test_timekpr_server (void)
{
  static const char text[] = HEAD ALL_DAYS NO_MORE;
  static const char server[] = "[GENERAL]\nTIMEKPR_TERMINATION_TIME = 400\n"
                               "TIMEKPR_FINAL_NOTIFICATION_TIME = 90\n[SESSION]\n"
                               "TIMEKPR_USERS_EXCL = gdm;kid;sddm\n";
  static const char bad[] = "[GENERAL]\nTIMEKPR_TERMINATION_TIME = soon\n";
  static const Case expected = { "server",
                                 text,
                                 SCHEMA OPEN_DAYS
                                 ",\"warn_minutes\":[15,5,2],\"at_end\":{\"action\":\"logout\","
                                 "\"grace_seconds\":300}}",
                                 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (AnPolicyImport) import =
      an_policy_import_timekpr (text, strlen (text), server, strlen (server), &error);
  AnPolicyImport *none;

  g_assert_no_error (error);
  check (&expected, import);
  none = an_policy_import_timekpr (text, strlen (text), bad, strlen (bad), &error);
  g_assert_null (none);
  g_assert_error (error, AN_POLICY_IMPORT_ERROR, AN_POLICY_IMPORT_ERROR_VALUE);
}

static void
test_malcontent (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (malcontent_cases); i++) {
    const Case *c = &malcontent_cases[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (AnPolicyImport) import = NULL;

    g_test_message ("%s", c->label);
    import = an_policy_import_malcontent (c->text, strlen (c->text), &error);
    g_assert_no_error (error);
    check (c, import);
  }
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_timekpr); i++) {
    const BadCase *c = &bad_timekpr[i];
    g_autoptr (GError) error = NULL;
    AnPolicyImport *import;

    g_test_message ("%s", c->label);
    import = an_policy_import_timekpr (c->text, strlen (c->text), NULL, 0, &error);
    g_assert_null (import);
    g_assert_error (error, AN_POLICY_IMPORT_ERROR, c->code);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_malcontent); i++) {
    const BadCase *c = &bad_malcontent[i];
    g_autoptr (GError) error = NULL;
    AnPolicyImport *import;

    g_test_message ("%s", c->label);
    import = an_policy_import_malcontent (c->text, strlen (c->text), &error);
    g_assert_null (import);
    g_assert_error (error, AN_POLICY_IMPORT_ERROR, c->code);
  }
}

static void
test_any (void)
{
  static const char own[] = " {\"schema\":\"vn.annhi.policy/1\",\"enabled\":false,\"version\":7}";
  static const char broken[] = "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":1}";
  const char *texts[] = { own, timekpr_cases[0].text, malcontent_cases[0].text };
  g_autoptr (GError) error = NULL;
  AnPolicyImport *none;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (AnPolicyImport) import = an_policy_import_any (texts[i], strlen (texts[i]), &error);

    g_assert_no_error (error);
    g_assert_cmpint (an_policy_is_enabled (import->policy), ==, i > 0);
  }
  none = an_policy_import_any (broken, strlen (broken), &error);
  g_assert_null (none);
  g_assert_error (error, AN_JSON_ERROR, AN_JSON_ERROR_TYPE);
  g_assert_nonnull (strstr (error->message, "/enabled"));
  g_clear_error (&error);
  none = an_policy_import_any ("", 0, &error);
  g_assert_null (none);
  g_assert_error (error, AN_POLICY_IMPORT_ERROR, AN_POLICY_IMPORT_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy-import/timekpr", test_timekpr);
  g_test_add_func ("/policy-import/timekpr-server", test_timekpr_server);
  g_test_add_func ("/policy-import/malcontent", test_malcontent);
  g_test_add_func ("/policy-import/refused", test_refused);
  g_test_add_func ("/policy-import/any", test_any);
  return g_test_run ();
}
