// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Policies in words, in both languages; the catalogue of the build decides, as for the window. */

#include <locale.h>
#include <string.h>

#include "base/an-i18n.h"
#include "screentime/an-instant.h"
#include "screentime/an-policy-words.h"

#define SCHOOL "{\"windows\":[[\"17:00\",\"20:30\"]],\"quota_minutes\":90}"
#define FREE "{\"windows\":[[\"08:00\",\"11:00\"],[\"14:00\",\"21:00\"]],\"quota_minutes\":180}"
#define NIGHT "[\"21:00\",\"06:00\"]"
#define HEAD "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true"

#define WEEK                                                                                       \
  "\"mon\":" SCHOOL ",\"tue\":" SCHOOL ",\"wed\":" SCHOOL ",\"thu\":" SCHOOL ",\"fri\":" SCHOOL    \
  ",\"sat\":" FREE ",\"sun\":" FREE
#define NIGHTS                                                                                     \
  "\"mon\":" NIGHT ",\"tue\":" NIGHT ",\"wed\":" NIGHT ",\"thu\":" NIGHT ",\"fri\":" NIGHT         \
  ",\"sat\":" NIGHT ",\"sun\":" NIGHT

static void
use_language (const char *language)
{
  gboolean is_vietnamese = g_str_equal (language, "vi");
  /* Only another folder than before makes gettext forget what it looked up. */
  g_autofree char *catalogue =
      g_build_filename (g_getenv ("AN_BUILD_DIR"), is_vietnamese ? "po" : "no-catalogue", NULL);

  g_setenv ("LANGUAGE", language, TRUE);
  /* glibc from 2.39 on translates nothing in C.UTF-8. */
  if (setlocale (LC_ALL, "vi_VN.UTF-8") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, catalogue);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

static AnPolicy *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  AnPolicy *policy = an_policy_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return policy;
}

typedef struct {
  const char *label, *policy, *vi, *en;
} SentenceCase;

static const SentenceCase sentence_cases[] = {
  { "school days and weekend",
    HEAD ",\"days\":{" WEEK "},\"bedtime\":{" NIGHTS "},\"weekly_quota_minutes\":600}",
    "Thứ Hai–Sáu 17:00–20:30, tối đa 1 giờ 30 phút; thứ Bảy, CN 08:00–11:00, 14:00–21:00, "
    "tối đa 3 giờ; đi ngủ 21:00–06:00; cả tuần tối đa 10 giờ",
    "Monday–Friday 17:00–20:30, at most 1 hour 30 minutes; Saturday, Sunday 08:00–11:00, "
    "14:00–21:00, at most 3 hours; bedtime 21:00–06:00; at most 10 hours in the whole week" },
  { "nothing said", HEAD "}", "Mỗi ngày cả ngày", "Every day all day" },
  { "switched off",
    "{\"schema\":\"vn.annhi.policy/1\",\"enabled\":false,\"days\":{" WEEK "}}",
    "Không giới hạn: luật đang tắt",
    "No limits: the rules are switched off" },
  { "days apart that are alike, one bedtime of its own",
    HEAD ",\"days\":{\"mon\":" SCHOOL ",\"wed\":" SCHOOL ",\"sun\":{\"windows\":[]}},"
         "\"bedtime\":{\"mon\":" NIGHT ",\"sun\":[\"20:30\",\"06:00\"]}}",
    "Thứ Hai, Tư 17:00–20:30, tối đa 1 giờ 30 phút; thứ Ba, Năm–Bảy cả ngày; Chủ nhật không dùng; "
    "giờ đi ngủ: thứ Hai 21:00–06:00; giờ đi ngủ: Chủ nhật 20:30–06:00",
    "Monday, Wednesday 17:00–20:30, at most 1 hour 30 minutes; Tuesday, Thursday–Saturday all day; "
    "Sunday no use; bedtime: Monday 21:00–06:00; bedtime: Sunday 20:30–06:00" },
  { "study time that is not counted",
    HEAD ",\"days\":{\"sat\":{\"windows\":[],\"uncounted\":[[\"07:00\",\"11:00\"]]}}}",
    "Thứ Hai–Sáu, CN cả ngày; thứ Bảy không dùng, giờ học 07:00–11:00 không tính",
    "Monday–Friday, Sunday all day; Saturday no use, study time 07:00–11:00 not counted" },
};

static void
test_sentence (gconstpointer data)
{
  const SentenceCase *c = data;
  g_autoptr (AnPolicy) policy = parse (c->policy);
  g_autofree char *vi = NULL, *en = NULL;

  use_language ("vi");
  vi = an_policy_words_sentence (policy);
  g_assert_cmpstr (vi, ==, c->vi);
  use_language ("en");
  en = an_policy_words_sentence (policy);
  g_assert_cmpstr (en, ==, c->en);
}

static void
test_special (void)
{
  g_autoptr (AnPolicy) policy =
      parse (HEAD ",\"days\":{" WEEK "},\"bedtime\":{" NIGHTS "},\"dates\":["
                  "{\"from\":\"2027-02-05\",\"to\":\"2027-02-11\",\"label\":\"Tết\","
                  "\"windows\":[[\"08:00\",\"21:00\"]],\"quota_minutes\":180},"
                  "{\"from\":\"2026-11-20\",\"to\":\"2026-11-20\",\"windows\":[]},"
                  "{\"from\":\"2026-12-01\",\"to\":\"2026-12-02\",\"quota_minutes\":30},"
                  "{\"from\":\"2026-12-03\",\"to\":\"2026-12-03\"}]}");
  g_auto (GStrv) lines = NULL;

  use_language ("vi");
  lines = an_policy_words_special (policy);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, "Tết (05/02/2027–11/02/2027): 08:00–21:00, tối đa 3 giờ");
  g_assert_cmpstr (lines[1], ==, "20/11/2026: không dùng");
  g_assert_cmpstr (lines[2], ==, "01/12/2026–02/12/2026: tối đa 30 phút");
  g_assert_cmpstr (lines[3], ==, "03/12/2026: như ngày thường");
}

typedef struct {
  const char *date, *vi;
} DayCase;

static void
test_on_day (void)
{
  static const DayCase cases[] = {
    { "2026-11-27", "17:00–20:30, tối đa 1 giờ 30 phút, đi ngủ 21:00–06:00" },
    { "2027-02-05", "08:00–21:00, tối đa 1 giờ 30 phút, đi ngủ 21:00–06:00 (Tết)" },
    { "2027-02-06", "08:00–21:00, tối đa 3 giờ, đi ngủ 21:00–06:00 (Tết)" },
    { "2027-02-07", "08:00–11:00, 14:00–21:00, tối đa 3 giờ, đi ngủ 21:00–06:00" },
  };
  g_autoptr (AnPolicy) policy =
      parse (HEAD ",\"days\":{" WEEK "},\"bedtime\":{" NIGHTS "},\"dates\":["
                  "{\"from\":\"2027-02-05\",\"to\":\"2027-02-06\","
                  "\"label\":\"Tết\",\"windows\":[[\"08:00\",\"21:00\"]]}]}");

  use_language ("vi");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = NULL;
    gint64 day;

    g_assert_true (an_day_parse (cases[i].date, &day));
    text = an_policy_words_on_day (policy, day);
    g_assert_cmpstr (text, ==, cases[i].vi);
  }
}

static void
check_manners (const char *policy_text, const char *const *expected)
{
  g_autoptr (AnPolicy) policy = parse (policy_text);
  g_auto (GStrv) lines = an_policy_words_manners (policy);
  g_autofree char *got = g_strjoinv ("\n", lines);
  g_autofree char *wanted = g_strjoinv ("\n", (GStrv) expected);

  g_assert_cmpstr (got, ==, wanted);
}

static void
test_manners (void)
{
  static const char *const usual[] = {
    "Máy báo trước khi hết giờ 15, 5, 1 phút",
    "Hết giờ có 1 phút để lưu bài, rồi màn hình khóa",
    "Được xin thêm giờ 3 lần mỗi ngày, mỗi lần tối đa 1 giờ",
    NULL,
  };
  static const char *const strict[] = {
    "Dùng liền 30 phút thì máy khóa 5 phút cho mắt nghỉ",
    "Hết giờ là mọi thứ đóng lại ngay",
    "Không xin thêm giờ trên máy được",
    NULL,
  };

  use_language ("vi");
  check_manners (HEAD "}", usual);
  check_manners (HEAD ",\"break\":{\"after_minutes\":30,\"rest_minutes\":5,\"enforced\":true},"
                      "\"warn_minutes\":[],\"at_end\":{\"action\":\"logout\",\"grace_seconds\":0},"
                      "\"requests\":{\"per_day\":0}}",
                 strict);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sentence_cases); i++) {
    g_autofree char *path = g_strconcat ("/policy-words/sentence/", sentence_cases[i].label, NULL);

    g_test_add_data_func (path, &sentence_cases[i], test_sentence);
  }
  g_test_add_func ("/policy-words/special", test_special);
  g_test_add_func ("/policy-words/on-day", test_on_day);
  g_test_add_func ("/policy-words/manners", test_manners);
  return g_test_run ();
}
