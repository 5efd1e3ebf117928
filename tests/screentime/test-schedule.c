// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The evaluation, case by case; test_schedule.py compares it with an oracle at random. */

#include <string.h>

#include "base/an-json.h"
#include "screentime/an-schedule.h"

typedef struct {
  const char *label;
  const char *policy; /* members beside schema and enabled */
  const char *usage;  /* members beside schema */
  const char *zone;
  const char *at;
  const char *answer; /* reason, remaining, ends at, ends because, next allowed at */
} Case;

#define HCM "Asia/Ho_Chi_Minh"
#define MALCONTENT "\"days\":{\"thu\":{\"windows\":[[\"00:01\",\"08:00\"]]}}"
#define MALCONTENT_2 "\"days\":{\"thu\":{\"windows\":[[\"00:03\",\"07:00\"]]}}"
#define AFTERNOON "\"days\":{\"sat\":{\"windows\":[[\"15:00\",\"17:00\"]]}}"
#define FOUR_HOURS "\"days\":{\"sat\":{\"quota_minutes\":240},\"sun\":{\"windows\":[]}}"
#define MORNING                                                                                    \
  "\"days\":{\"sat\":{\"windows\":[[\"09:00\",\"12:00\"],[\"13:00\",\"16:00\"]],"                  \
  "\"quota_minutes\":1440}}"
#define LESSONS                                                                                    \
  "\"days\":{\"sat\":{\"uncounted\":[[\"09:00\",\"10:00\"]],\"quota_minutes\":60},"                \
  "\"sun\":{\"windows\":[]}}"
#define NIGHT "\"bedtime\":{\"sat\":[\"21:00\",\"06:00\"]}"
#define USED_SAT(seconds) "\"days\":{\"2026-11-28\":{\"used_seconds\":" #seconds "}}"
#define GRANT(seconds, until)                                                                      \
  "\"grants\":[{\"remaining_seconds\":" #seconds ",\"expires_at\":\"" until "\"}]"
#define GRANT_ALSO(seconds, until) "," GRANT (seconds, until)

static const Case cases[] = {
  /* 2026-11-26 is a Thursday, 28 a Saturday, 30 a Monday. */
  { "one window, before it",
    MALCONTENT,
    "",
    "UTC",
    "2026-11-26T00:00:00Z",
    "outside-window 0 2026-11-26T00:00:00+00:00 outside-window 2026-11-26T00:01:00+00:00" },
  { "one window, a second before it",
    MALCONTENT,
    "",
    "UTC",
    "2026-11-26T00:00:59Z",
    "outside-window 0 2026-11-26T00:00:59+00:00 outside-window 2026-11-26T00:01:00+00:00" },
  { "one window, its first second",
    MALCONTENT,
    "",
    "UTC",
    "2026-11-26T00:01:00Z",
    "within 28740 2026-11-26T08:00:00+00:00 outside-window -" },
  { "one window, its last second",
    MALCONTENT,
    "",
    "UTC",
    "2026-11-26T07:59:59Z",
    "within 1 2026-11-26T08:00:00+00:00 outside-window -" },
  { "one window, its end",
    MALCONTENT,
    "",
    "UTC",
    "2026-11-26T08:00:00Z",
    "outside-window 0 2026-11-26T08:00:00+00:00 outside-window 2026-11-27T00:00:00+00:00" },
  { "no limit at all", "", "", "UTC", "2026-11-26T08:00:00Z", "within -1 - - -" },
  { "another policy, before it",
    MALCONTENT_2,
    "",
    "UTC",
    "2026-11-26T00:02:30Z",
    "outside-window 0 2026-11-26T00:02:30+00:00 outside-window 2026-11-26T00:03:00+00:00" },
  { "another policy, inside",
    MALCONTENT_2,
    "",
    "UTC",
    "2026-11-26T04:00:00Z",
    "within 10800 2026-11-26T07:00:00+00:00 outside-window -" },
  { "another policy, after it",
    MALCONTENT_2,
    "",
    "UTC",
    "2026-11-26T07:30:00Z",
    "outside-window 0 2026-11-26T07:30:00+00:00 outside-window 2026-11-27T00:00:00+00:00" },

  { "quota 4 h, active since 10:00, at 13:59:59",
    FOUR_HOURS,
    USED_SAT (14399),
    HCM,
    "2026-11-28T13:59:59+07:00",
    "within 1 2026-11-28T14:00:00+07:00 day-quota -" },
  { "quota 4 h, reached exactly",
    FOUR_HOURS,
    USED_SAT (14400),
    HCM,
    "2026-11-28T14:00:00+07:00",
    "day-quota 0 2026-11-28T14:00:00+07:00 day-quota 2026-11-30T00:00:00+07:00" },
  { "quota 4 h, more than reached",
    FOUR_HOURS,
    USED_SAT (15600),
    HCM,
    "2026-11-28T10:00:00+07:00",
    "day-quota 0 2026-11-28T10:00:00+07:00 day-quota 2026-11-30T00:00:00+07:00" },
  { "quota 4 h, 1 h 30 used before, active again at 10:00",
    FOUR_HOURS,
    USED_SAT (5400),
    HCM,
    "2026-11-28T10:00:00+07:00",
    "within 9000 2026-11-28T12:30:00+07:00 day-quota -" },
  { "quota raised to 8 h after it was reached",
    "\"days\":{\"sat\":{\"quota_minutes\":480},\"sun\":{\"windows\":[]}}",
    USED_SAT (18600),
    HCM,
    "2026-11-28T15:10:00+07:00",
    "within 10200 2026-11-28T18:00:00+07:00 day-quota -" },
  { "reached on Saturday, fresh on Monday",
    "\"days\":{\"mon\":{\"quota_minutes\":240},\"tue\":{\"windows\":[]}}",
    USED_SAT (14400),
    HCM,
    "2026-11-30T14:00:00+07:00",
    "within 14400 2026-11-30T18:00:00+07:00 day-quota -" },
  { "1200 s used of 1199 s",
    "\"days\":{\"sat\":{\"quota_minutes\":19},\"sun\":{\"windows\":[]}}",
    "\"days\":{\"2026-11-28\":{\"used_seconds\":1200,\"bonus_seconds\":59}}",
    HCM,
    "2026-11-28T10:00:00+07:00",
    "day-quota 0 2026-11-28T10:00:00+07:00 day-quota 2026-11-30T00:00:00+07:00" },
  { "1200 s used of 1201 s",
    "\"days\":{\"sat\":{\"quota_minutes\":20}}",
    "\"days\":{\"2026-11-28\":{\"used_seconds\":1200,\"bonus_seconds\":1}}",
    HCM,
    "2026-11-28T10:00:00+07:00",
    "within 1 2026-11-28T10:00:01+07:00 day-quota -" },
  { "quota 0, and a bonus",
    "\"days\":{\"sat\":{\"quota_minutes\":0}}",
    "\"days\":{\"2026-11-28\":{\"bonus_seconds\":600}}",
    HCM,
    "2026-11-28T10:00:00+07:00",
    "within 600 2026-11-28T10:10:00+07:00 day-quota -" },
  { "quota 0 is never",
    "\"days\":{\"mon\":{\"quota_minutes\":0},\"tue\":{\"quota_minutes\":0}}",
    "",
    HCM,
    "2026-11-30T10:00:00+07:00",
    "day-quota 0 2026-11-30T10:00:00+07:00 day-quota 2026-12-02T00:00:00+07:00" },

  { "the smaller of day and week",
    "\"weekly_quota_minutes\":600,\"days\":{\"sat\":{\"quota_minutes\":180}}",
    "\"days\":{\"2026-11-28\":{\"used_seconds\":3600},\"2026-11-23\":{\"used_seconds\":28800}}",
    HCM,
    "2026-11-28T10:00:00+07:00",
    "within 3600 2026-11-28T11:00:00+07:00 week-quota -" },
  { "both used up: the day is named",
    "\"weekly_quota_minutes\":60,\"days\":{\"sat\":{\"quota_minutes\":60}}",
    USED_SAT (3600),
    HCM,
    "2026-11-28T10:00:00+07:00",
    "day-quota 0 2026-11-28T10:00:00+07:00 day-quota 2026-11-30T00:00:00+07:00" },
  { "week used up, next week",
    "\"weekly_quota_minutes\":60",
    USED_SAT (3600),
    HCM,
    "2026-11-28T10:00:00+07:00",
    "week-quota 0 2026-11-28T10:00:00+07:00 week-quota 2026-11-30T00:00:00+07:00" },
  { "a bonus of Monday lifts Saturday's week",
    "\"weekly_quota_minutes\":60",
    "\"days\":{\"2026-11-23\":{\"bonus_seconds\":900},\"2026-11-28\":{\"used_seconds\":3600}}",
    HCM,
    "2026-11-28T10:00:00+07:00",
    "within 900 2026-11-28T10:15:00+07:00 week-quota -" },
  { "a new month on a Wednesday starts no week",
    "\"weekly_quota_minutes\":60",
    "\"days\":{\"2026-06-29\":{\"used_seconds\":3600}}",
    HCM,
    "2026-07-01T10:00:00+07:00",
    "week-quota 0 2026-07-01T10:00:00+07:00 week-quota 2026-07-06T00:00:00+07:00" },
  { "a new year on a Friday starts no week",
    "\"weekly_quota_minutes\":60",
    "\"days\":{\"2026-12-28\":{\"used_seconds\":3000}}",
    HCM,
    "2027-01-01T10:00:00+07:00",
    "within 600 2027-01-01T10:10:00+07:00 week-quota -" },
  { "a week is used on and a new one begins",
    "\"weekly_quota_minutes\":120",
    "",
    HCM,
    "2026-11-29T23:00:00+07:00",
    "within 10800 2026-11-30T02:00:00+07:00 week-quota -" },

  { "a gap between two windows is a stop",
    MORNING,
    "",
    HCM,
    "2026-11-28T11:30:00+07:00",
    "within 1800 2026-11-28T12:00:00+07:00 outside-window -" },
  { "in the gap",
    MORNING,
    "",
    HCM,
    "2026-11-28T12:00:00+07:00",
    "outside-window 0 2026-11-28T12:00:00+07:00 outside-window 2026-11-28T13:00:00+07:00" },
  { "over midnight from 24:00 to 00:00",
    "\"days\":{\"sat\":{\"windows\":[[\"20:00\",\"24:00\"]],\"quota_minutes\":60},"
    "\"sun\":{\"windows\":[[\"00:00\",\"02:00\"]],\"quota_minutes\":60}}",
    "",
    HCM,
    "2026-11-28T23:30:00+07:00",
    "within 5400 2026-11-29T01:00:00+07:00 day-quota -" },
  { "stop at 24:00 when the next day opens at 00:01",
    "\"days\":{\"sat\":{\"windows\":[[\"20:00\",\"24:00\"]]},"
    "\"sun\":{\"windows\":[[\"00:01\",\"02:00\"]]}}",
    "",
    HCM,
    "2026-11-28T23:30:00+07:00",
    "within 1800 2026-11-29T00:00:00+07:00 outside-window -" },
  { "touching windows are one",
    "\"days\":{\"sat\":{\"windows\":[[\"09:00\",\"10:00\"],[\"10:00\",\"11:00\"]]}}",
    "",
    HCM,
    "2026-11-28T09:30:00+07:00",
    "within 5400 2026-11-28T11:00:00+07:00 outside-window -" },

  { "uncounted, quota spent",
    LESSONS,
    USED_SAT (3600),
    HCM,
    "2026-11-28T09:15:00+07:00",
    "uncounted 2700 2026-11-28T10:00:00+07:00 day-quota -" },
  { "a second before the uncounted hour",
    LESSONS,
    USED_SAT (3600),
    HCM,
    "2026-11-28T08:59:59+07:00",
    "day-quota 0 2026-11-28T08:59:59+07:00 day-quota 2026-11-28T09:00:00+07:00" },
  { "the uncounted hour spends nothing",
    LESSONS,
    "",
    HCM,
    "2026-11-28T08:30:00+07:00",
    "within 7200 2026-11-28T10:30:00+07:00 day-quota -" },
  { "uncounted is open where no window is",
    "\"days\":{\"sat\":{\"windows\":[],\"uncounted\":[[\"09:00\",\"10:00\"]]}}",
    "",
    HCM,
    "2026-11-28T09:00:00+07:00",
    "uncounted 3600 2026-11-28T10:00:00+07:00 outside-window -" },
  { "uncounted yields to bedtime",
    "\"days\":{\"sat\":{\"uncounted\":[[\"20:00\",\"24:00\"]]}}," NIGHT,
    "",
    HCM,
    "2026-11-28T22:00:00+07:00",
    "bedtime 0 2026-11-28T22:00:00+07:00 bedtime 2026-11-29T06:00:00+07:00" },

  { "15:00-17:00 at UTC+7, before",
    AFTERNOON,
    "",
    HCM,
    "2026-11-28T07:59:59Z",
    "outside-window 0 2026-11-28T14:59:59+07:00 outside-window 2026-11-28T15:00:00+07:00" },
  { "15:00-17:00 at UTC+7, start",
    AFTERNOON,
    "",
    HCM,
    "2026-11-28T08:00:00Z",
    "within 7200 2026-11-28T17:00:00+07:00 outside-window -" },
  { "15:00-17:00 at UTC+7, last second",
    AFTERNOON,
    "",
    HCM,
    "2026-11-28T09:59:59Z",
    "within 1 2026-11-28T17:00:00+07:00 outside-window -" },
  { "15:00-17:00 at UTC+7, end",
    AFTERNOON,
    "",
    HCM,
    "2026-11-28T10:00:00Z",
    "outside-window 0 2026-11-28T17:00:00+07:00 outside-window 2026-11-29T00:00:00+07:00" },
  { "the quota starts afresh at 17:00Z",
    "\"days\":{\"sun\":{\"quota_minutes\":30}}",
    "\"days\":{\"2026-11-28\":{\"used_seconds\":90000}}",
    HCM,
    "2026-11-28T17:00:00Z",
    "within 1800 2026-11-29T00:30:00+07:00 day-quota -" },

  { "Saturday's bedtime governs Sunday's morning",
    NIGHT,
    "",
    HCM,
    "2026-11-29T05:59:59+07:00",
    "bedtime 0 2026-11-29T05:59:59+07:00 bedtime 2026-11-29T06:00:00+07:00" },
  { "until 06:00",
    NIGHT,
    "",
    HCM,
    "2026-11-29T06:00:00+07:00",
    "within 572400 2026-12-05T21:00:00+07:00 bedtime -" },
  { "no bedtime on Saturday's own morning",
    NIGHT,
    "",
    HCM,
    "2026-11-28T05:00:00+07:00",
    "within 57600 2026-11-28T21:00:00+07:00 bedtime -" },
  { "a bedtime within the day",
    "\"bedtime\":{\"sat\":[\"12:00\",\"14:00\"]}",
    "",
    HCM,
    "2026-11-28T11:00:00+07:00",
    "within 3600 2026-11-28T12:00:00+07:00 bedtime -" },
  { "a bedtime to 24:00",
    "\"bedtime\":{\"sat\":[\"21:00\",\"24:00\"]}",
    "",
    HCM,
    "2026-11-28T22:00:00+07:00",
    "bedtime 0 2026-11-28T22:00:00+07:00 bedtime 2026-11-29T00:00:00+07:00" },
  { "a bedtime of a whole day",
    "\"bedtime\":{\"sat\":[\"06:00\",\"06:00\"]}",
    "",
    HCM,
    "2026-11-28T06:00:00+07:00",
    "bedtime 0 2026-11-28T06:00:00+07:00 bedtime 2026-11-29T06:00:00+07:00" },
  { "bedtime is named before the window",
    AFTERNOON "," NIGHT,
    "",
    HCM,
    "2026-11-28T22:00:00+07:00",
    "bedtime 0 2026-11-28T22:00:00+07:00 bedtime 2026-11-29T06:00:00+07:00" },

  { "a date entry before the weekday",
    AFTERNOON ",\"dates\":[{\"from\":\"2026-11-28\",\"to\":\"2026-11-28\",\"label\":\"Tết\","
              "\"windows\":[[\"08:00\",\"09:00\"]]}]",
    "",
    HCM,
    "2026-11-28T15:30:00+07:00",
    "outside-window 0 2026-11-28T15:30:00+07:00 outside-window 2026-11-29T00:00:00+07:00" },
  { "what a date entry leaves out comes from the weekday",
    AFTERNOON ",\"dates\":[{\"from\":\"2026-11-20\",\"to\":\"2026-11-28\",\"label\":\"Tết\","
              "\"quota_minutes\":30}]",
    "",
    HCM,
    "2026-11-28T15:00:00+07:00",
    "within 1800 2026-11-28T15:30:00+07:00 day-quota -" },
  { "the first entry that fits",
    "\"dates\":[{\"from\":\"2026-11-28\",\"to\":\"2026-11-28\",\"quota_minutes\":10},"
    "{\"from\":\"2026-11-01\",\"to\":\"2026-11-30\",\"quota_minutes\":20}]",
    "",
    HCM,
    "2026-11-28T10:00:00+07:00",
    "within 600 2026-11-28T10:10:00+07:00 day-quota -" },
  { "bedtime stays the weekday's",
    NIGHT ",\"dates\":[{\"from\":\"2026-11-28\",\"to\":\"2026-11-29\","
          "\"windows\":[[\"00:00\",\"24:00\"]]}]",
    "",
    HCM,
    "2026-11-28T20:00:00+07:00",
    "within 3600 2026-11-28T21:00:00+07:00 bedtime -" },

  { "a grant before the window, then the window",
    AFTERNOON,
    GRANT (600, "2026-11-28T23:00:00+07:00"),
    HCM,
    "2026-11-28T14:55:00+07:00",
    "grant 7800 2026-11-28T17:05:00+07:00 outside-window -" },
  { "a grant that runs out before the window",
    AFTERNOON,
    GRANT (300, "2026-11-28T23:00:00+07:00"),
    HCM,
    "2026-11-28T14:50:00+07:00",
    "grant 300 2026-11-28T14:55:00+07:00 outside-window -" },
  { "a grant a second before the end",
    AFTERNOON,
    GRANT (600, "2026-11-28T23:00:00+07:00"),
    HCM,
    "2026-11-28T16:59:59+07:00",
    "within 601 2026-11-28T17:10:00+07:00 outside-window -" },
  { "a grant after the end",
    AFTERNOON,
    GRANT (600, "2026-11-28T23:00:00+07:00"),
    HCM,
    "2026-11-28T17:00:00+07:00",
    "grant 600 2026-11-28T17:10:00+07:00 outside-window -" },
  { "a grant across midnight",
    "\"days\":{\"sat\":{\"windows\":[]},\"sun\":{\"quota_minutes\":0}}",
    GRANT (7200, "2026-11-29T08:00:00+07:00"),
    HCM,
    "2026-11-28T23:00:00+07:00",
    "grant 7200 2026-11-29T01:00:00+07:00 day-quota -" },
  { "a grant in bedtime",
    NIGHT,
    GRANT (600, "2026-11-29T08:00:00+07:00"),
    HCM,
    "2026-11-28T22:00:00+07:00",
    "grant 600 2026-11-28T22:10:00+07:00 bedtime -" },
  { "a grant that expires while it is spent",
    AFTERNOON,
    GRANT (3600, "2026-11-28T17:20:00+07:00"),
    HCM,
    "2026-11-28T17:00:00+07:00",
    "grant 1200 2026-11-28T17:20:00+07:00 outside-window -" },
  { "a grant at its expiry",
    AFTERNOON,
    GRANT (3600, "2026-11-28T18:00:00+07:00"),
    HCM,
    "2026-11-28T18:00:00+07:00",
    "outside-window 0 2026-11-28T18:00:00+07:00 outside-window 2026-11-29T00:00:00+07:00" },
  { "a grant of nothing",
    AFTERNOON,
    GRANT (0, "2026-11-29T18:00:00+07:00"),
    HCM,
    "2026-11-28T18:00:00+07:00",
    "outside-window 0 2026-11-28T18:00:00+07:00 outside-window 2026-11-29T00:00:00+07:00" },
  { "the grant that expires first is spent first",
    AFTERNOON,
    "\"grants\":[{\"remaining_seconds\":600,\"expires_at\":\"2026-11-28T23:00:00+07:00\"},"
    "{\"remaining_seconds\":300,\"expires_at\":\"2026-11-28T17:05:00+07:00\"}]",
    HCM,
    "2026-11-28T17:00:00+07:00",
    "grant 900 2026-11-28T17:15:00+07:00 outside-window -" },
  { "a grant costs no quota",
    "\"weekly_quota_minutes\":600,\"days\":{\"sat\":{\"windows\":[[\"10:30\",\"12:00\"]],"
    "\"quota_minutes\":30}}",
    GRANT (1800, "2026-11-28T23:00:00+07:00"),
    HCM,
    "2026-11-28T10:00:00+07:00",
    "grant 3600 2026-11-28T11:00:00+07:00 day-quota -" },
  { "a grant is not spent in an uncounted hour",
    "\"days\":{\"sat\":{\"windows\":[],\"uncounted\":[[\"09:00\",\"10:00\"]]}}",
    GRANT (600, "2026-11-28T23:00:00+07:00"),
    HCM,
    "2026-11-28T08:55:00+07:00",
    "grant 4200 2026-11-28T10:05:00+07:00 outside-window -" },
  { "a grant does not begin later",
    "\"days\":{\"sat\":{\"windows\":[]}}",
    GRANT (600, "2026-11-28T08:00:00+07:00"),
    HCM,
    "2026-11-28T09:00:00+07:00",
    "outside-window 0 2026-11-28T09:00:00+07:00 outside-window 2026-11-29T00:00:00+07:00" },

  { "paused",
    "",
    "\"paused\":true",
    HCM,
    "2026-11-28T09:00:00+07:00",
    "paused 0 2026-11-28T09:00:00+07:00 paused -" },
  { "paused in an uncounted hour, with a grant",
    LESSONS,
    "\"paused\":true" GRANT_ALSO (600, "2026-11-28T23:00:00+07:00"),
    HCM,
    "2026-11-28T09:00:00+07:00",
    "paused 0 2026-11-28T09:00:00+07:00 paused -" },
  { "never again",
    "\"weekly_quota_minutes\":0",
    "",
    HCM,
    "2026-11-28T09:00:00+07:00",
    "week-quota 0 2026-11-28T09:00:00+07:00 week-quota -" },
  { "not quite a week",
    "\"bedtime\":{\"sat\":[\"09:00\",\"09:01\"]}",
    "",
    HCM,
    "2026-11-28T09:01:00+07:00",
    "within 604740 2026-12-05T09:00:00+07:00 bedtime -" },
  { "a week exactly",
    "\"bedtime\":{\"sat\":[\"09:00\",\"09:01\"]},\"dates\":[]",
    "",
    HCM,
    "2026-11-28T09:00:00+07:00",
    "bedtime 0 2026-11-28T09:00:00+07:00 bedtime 2026-11-28T09:01:00+07:00" },
  { "a week exactly until a date entry closes",
    "\"dates\":[{\"from\":\"2026-12-05\",\"to\":\"2026-12-05\",\"windows\":[]}]",
    "",
    HCM,
    "2026-11-28T00:00:00+07:00",
    "within -1 - - -" },
  { "a second less than a week",
    "\"dates\":[{\"from\":\"2026-12-05\",\"to\":\"2026-12-05\",\"windows\":[]}]",
    "",
    HCM,
    "2026-11-28T00:00:01+07:00",
    "within 604799 2026-12-05T00:00:00+07:00 outside-window -" },
  { "open again in exactly 8 days",
    "\"dates\":[{\"from\":\"2026-11-28\",\"to\":\"2026-12-05\",\"windows\":[]}]",
    "",
    HCM,
    "2026-11-28T00:00:00+07:00",
    "outside-window 0 2026-11-28T00:00:00+07:00 outside-window 2026-12-06T00:00:00+07:00" },
  { "open again later than 8 days",
    "\"dates\":[{\"from\":\"2026-11-27\",\"to\":\"2026-12-05\",\"windows\":[]}]",
    "",
    HCM,
    "2026-11-27T23:59:59+07:00",
    "outside-window 0 2026-11-27T23:59:59+07:00 outside-window -" },

  { "an instant between two seconds",
    AFTERNOON,
    "",
    HCM,
    "2026-11-28T16:59:58.25+07:00",
    "within 1 2026-11-28T17:00:00+07:00 outside-window -" },
  { "the last microsecond",
    AFTERNOON,
    "",
    HCM,
    "2026-11-28T16:59:59.999999+07:00",
    "within 0 2026-11-28T17:00:00+07:00 outside-window -" },
  { "a quota ends between two seconds",
    "\"days\":{\"sat\":{\"quota_minutes\":1}}",
    "",
    HCM,
    "2026-11-28T16:59:59.5+07:00",
    "within 60 2026-11-28T17:00:59.500000+07:00 day-quota -" },

  { "New York, the hour that never comes",
    "\"days\":{\"sun\":{\"windows\":[[\"02:00\",\"03:00\"]]}}",
    "",
    "America/New_York",
    "2026-03-08T01:30:00-05:00",
    "outside-window 0 2026-03-08T01:30:00-05:00 outside-window 2026-03-09T00:00:00-04:00" },
  { "New York, a window over the gap",
    "\"days\":{\"sun\":{\"windows\":[[\"01:00\",\"04:00\"]]}}",
    "",
    "America/New_York",
    "2026-03-08T01:00:00-05:00",
    "within 7200 2026-03-08T04:00:00-04:00 outside-window -" },
  { "New York, the hour that comes twice",
    "\"days\":{\"sun\":{\"windows\":[[\"01:00\",\"02:00\"]]}}",
    "",
    "America/New_York",
    "2026-11-01T01:00:00-04:00",
    "within 7200 2026-11-01T02:00:00-05:00 outside-window -" },
  { "New York, half of it twice",
    "\"days\":{\"sun\":{\"windows\":[[\"01:00\",\"01:30\"]]}}",
    "",
    "America/New_York",
    "2026-11-01T01:45:00-04:00",
    "outside-window 0 2026-11-01T01:45:00-04:00 outside-window 2026-11-01T01:00:00-05:00" },
  { "Lord Howe, half an hour back",
    "\"days\":{\"sun\":{\"windows\":[[\"01:00\",\"02:00\"]]}}",
    "",
    "Australia/Lord_Howe",
    "2026-04-05T01:00:00+11:00",
    "within 5400 2026-04-05T02:00:00+10:30 outside-window -" },
  { "Apia, the Friday that never was",
    "\"days\":{\"thu\":{\"quota_minutes\":60},\"fri\":{\"windows\":[]},"
    "\"sat\":{\"quota_minutes\":30}}",
    "",
    "Pacific/Apia",
    "2011-12-29T23:30:00-10:00",
    "within 3600 2011-12-31T00:30:00+14:00 day-quota -" },
  { "Apia, bedtime of the Friday that never was",
    "\"bedtime\":{\"fri\":[\"21:00\",\"06:00\"]}",
    "",
    "Pacific/Apia",
    "2011-12-29T23:30:00-10:00",
    "within 1800 2011-12-31T00:00:00+14:00 bedtime -" },
  { "St John's, back over midnight: the old day goes on",
    "\"days\":{\"sat\":{\"quota_minutes\":61},\"sun\":{\"quota_minutes\":2}}",
    "",
    "America/St_Johns",
    "2006-10-28T23:00:00-02:30",
    "within 3720 2006-10-28T23:02:00-03:30 day-quota -" },
  { "Sai Gon 1975, from +8 to +7 at midnight: an hour comes twice",
    "\"days\":{\"fri\":{\"windows\":[[\"00:00\",\"01:00\"]]}}",
    "",
    HCM,
    "1975-06-12T23:30:00+08:00",
    "within 9000 1975-06-13T01:00:00+07:00 outside-window -" },
};

static char *
describe (const AnScheduleAnswer *answer, GTimeZone *zone)
{
  g_autofree char *ends = NULL, *next = NULL;

  if (answer->ends_usec != AN_INSTANT_NONE)
    ends = an_instant_format (answer->ends_usec, zone);
  if (answer->next_allowed_usec != AN_INSTANT_NONE)
    next = an_instant_format (answer->next_allowed_usec, zone);
  return g_strdup_printf ("%s %d %s %s %s",
                          an_reason_ids[answer->reason],
                          (int) answer->remaining_seconds,
                          ends != NULL ? ends : "-",
                          ends != NULL ? an_reason_ids[answer->ends_because] : "-",
                          next != NULL ? next : "-");
}

static AnPolicy *
make_policy (const char *members, const char *enabled)
{
  g_autofree char *text = g_strdup_printf ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":%s%s%s}",
                                           enabled,
                                           *members != '\0' ? "," : "",
                                           members);
  g_autoptr (GError) error = NULL;
  AnPolicy *policy = an_policy_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return policy;
}

static AnUsage *
make_usage (const char *members)
{
  g_autofree char *text = g_strdup_printf ("{\"schema\":\"vn.annhi.usage/1\"%s%s}",
                                           *members != '\0' ? "," : "",
                                           members);
  g_autoptr (GError) error = NULL;
  AnUsage *usage = an_usage_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return usage;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (AnPolicy) policy = make_policy (c->policy, "true");
  g_autoptr (AnUsage) usage = make_usage (c->usage);
  g_autoptr (GTimeZone) zone = an_instant_find_zone (c->zone);
  g_autofree char *text = NULL;
  AnScheduleAnswer answer;
  gint64 instant;

  g_assert_nonnull (zone);
  g_assert_true (an_instant_parse (c->at, &instant));
  an_schedule_evaluate (policy, usage, instant, zone, &answer);
  text = describe (&answer, zone);
  g_assert_cmpstr (text, ==, c->answer);
  g_assert_cmpint (answer.allowed, ==, an_reason_is_allowed (answer.reason));
}

static void
test_not_managed (void)
{
  g_autoptr (AnPolicy) policy = make_policy ("\"weekly_quota_minutes\":0", "false");
  g_autoptr (AnUsage) usage = make_usage ("\"paused\":true");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *text = NULL;
  AnScheduleAnswer answer;

  an_schedule_evaluate (policy, usage, 0, zone, &answer);
  json = an_schedule_answer_to_json (&answer, zone);
  text = an_json_to_string (json, FALSE);
  g_assert_cmpstr (text,
                   ==,
                   "{\"allowed\":true,\"reason\":\"not-managed\",\"remaining_seconds\":-1,"
                   "\"ends_at\":null,\"ends_because\":null,\"next_allowed_at\":null}");
}

static void
test_instants (void)
{
  static const struct {
    const char *text;
    gint64 usec; /* AN_INSTANT_NONE: refused */
  } instants[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1970-01-01T07:00:00+07:00", 0 },
    { "1970-01-01T07:00+0700", 0 },
    { "1970-01-01T07:06:40+07:06:40", 0 },
    { "1969-12-31T23:59:59.5Z", -500000 },
    { "1970-01-01T00:00:00.0000019Z", 1 },
    { "2026-11-28T20:00:00", AN_INSTANT_NONE },
    { "2026-11-28", AN_INSTANT_NONE },
    { "2026-02-29T00:00:00Z", AN_INSTANT_NONE },
    { "2026-11-28T24:00:00Z", AN_INSTANT_NONE },
    { "2026-11-28T20:00:60Z", AN_INSTANT_NONE },
    { "2026-11-28T20:00:00+7", AN_INSTANT_NONE },
    { "2026-11-28T20:00:00Z ", AN_INSTANT_NONE },
    { "2026-11-28T20:00:00.Z", AN_INSTANT_NONE },
    { "10000-01-01T00:00:00Z", AN_INSTANT_NONE },
    { "0000-01-01T00:00:00Z", AN_INSTANT_NONE },
    { "", AN_INSTANT_NONE },
    { "now", AN_INSTANT_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++) {
    gint64 usec = AN_INSTANT_NONE;

    g_assert_cmpint (an_instant_parse (instants[i].text, &usec),
                     ==,
                     instants[i].usec != AN_INSTANT_NONE);
    if (instants[i].usec != AN_INSTANT_NONE)
      g_assert_cmpint (usec, ==, instants[i].usec);
  }
}

static void
test_zones (void)
{
  static const char *const unknown[] = { "",     "Mars/Olympus", "/etc/passwd", "../zoneinfo/UTC",
                                         ":UTC", "asia/nowhere" };
  g_autoptr (GTimeZone) zone = an_instant_find_zone ("Asia/Ho_Chi_Minh");

  g_assert_nonnull (zone);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_null (an_instant_find_zone (unknown[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/schedule/case/%s", cases[i].label);
    char *slash = path + strlen ("/schedule/case/");

    g_strdelimit (slash, "/", '-');
    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/schedule/not-managed", test_not_managed);
  g_test_add_func ("/schedule/instants", test_instants);
  g_test_add_func ("/schedule/zones", test_zones);
  return g_test_run ();
}
