// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* an-pam-rule.c and the reader of the verdict file, with files made here. */

#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-account.h"
#include "pam/an-pam-rule.h"
#include "pam/an-pam-zone.h"

#define NOW 1764000000 /* 2025-11-24 16:00:00 UTC, 23:00 in Viet Nam */
#define KID 1001

typedef struct {
  char *directory; /* (owned) */
  char *run, *timetable, *managed, *localtime;
  AnPamPaths paths;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->directory = g_dir_make_tmp ("annhi-pam-XXXXXX", NULL);
  self->run = g_build_filename (self->directory, "verdict", NULL);
  self->timetable = g_build_filename (self->directory, "timetable", NULL);
  self->managed = g_build_filename (self->directory, "managed", NULL);
  self->localtime = g_build_filename (self->directory, "localtime", NULL);
  g_assert_cmpint (g_mkdir (self->managed, 0755), ==, 0);
  self->paths = (AnPamPaths){ self->run, self->timetable, self->managed, self->localtime };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  const char *words[] = { "rm", "-rf", self->directory, NULL };

  g_spawn_sync (NULL,
                (char **) words,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL);
  g_free (self->directory);
  g_free (self->run);
  g_free (self->timetable);
  g_free (self->managed);
  g_free (self->localtime);
}

static void
write_file (const char *path, const char *body)
{
  g_autofree char *head = g_strconcat ("annhi-verdict 1\n", body, NULL);
  g_autofree char *text = g_strdup_printf ("%send %016" G_GINT64_MODIFIER "x\n",
                                           head,
                                           (guint64) an_verdict_checksum (head, strlen (head)));

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
}

static void
decide (Fixture *self, AnPamAnswer *answer)
{
  AnPamClock clock = { .realtime = NOW, .boottime = 5000 };

  an_pam_decide (&self->paths, &clock, KID, "kid", answer);
}

static void
expect (Fixture *self, const char *label, gboolean managed, gboolean allowed)
{
  AnPamAnswer answer;

  g_test_message ("%s", label);
  decide (self, &answer);
  g_assert_cmpint (answer.managed, ==, managed);
  g_assert_cmpint (answer.allowed, ==, allowed);
  if (managed && !allowed)
    g_assert_nonnull (strstr (answer.message, "gọi 111, miễn phí"));
}

static char *
rule (int64_t written, int64_t boottime, int64_t from, int64_t until)
{
  return g_strdup_printf ("written %lld %lld\nchild 1001 kid 900\nallow %lld %lld 06:00 thứ Tư\n",
                          (long long) written,
                          (long long) boottime,
                          (long long) from,
                          (long long) until);
}

static void
test_run_verdict (Fixture *self, gconstpointer data)
{
  g_autofree char *open = rule (NOW - 60, 4940, NOW - 100, NOW + 100);
  g_autofree char *later = rule (NOW - 60, 4940, NOW + 100, NOW + 200);
  g_autofree char *refuse =
      g_strconcat (later, "refuse Hết giờ. Cần giúp đỡ: gọi 111, miễn phí.\n", NULL);
  AnPamAnswer answer;

  expect (self, "no file at all", FALSE, FALSE);
  write_file (self->run, open);
  expect (self, "in an interval", TRUE, TRUE);
  decide (self, &answer);
  g_assert_cmpint (answer.runtime_max_seconds, ==, 900);
  write_file (self->run, later);
  expect (self, "before an interval", TRUE, FALSE);
  decide (self, &answer);
  g_assert_nonnull (strstr (answer.message, "06:00 thứ Tư"));
  write_file (self->run, refuse);
  decide (self, &answer);
  g_assert_true (g_str_has_prefix (answer.message, "Hết giờ."));
  write_file (self->run, "written 1 1\nchild 1001 kid 0\n");
  expect (self, "no interval left", TRUE, FALSE);
  write_file (self->run, "written 1 1\nchild 1002 other 0\n");
  write_file (self->timetable, later);
  expect (self, "the running guard does not manage this user", FALSE, FALSE);
  write_file (self->run, "written 1 1\nchild 1001 renamed 0\n");
  expect (self, "the uid carries another name now", FALSE, FALSE);
}

static void
test_clock (Fixture *self, gconstpointer data)
{
  /* The wall clock was set back two hours after the verdict was written. */
  g_autofree char *back = rule (NOW + 7200, 4990, NOW - 100, NOW + 7000);
  g_autofree char *stored = rule (NOW + 7200, 4990, NOW - 100, NOW + 7000);

  write_file (self->run, back);
  expect (self, "set back while the guard runs: the interval is over", TRUE, FALSE);
  g_assert_cmpint (g_unlink (self->run), ==, 0);
  write_file (self->timetable, stored);
  expect (self, "set back while the PC was off: the interval is over", TRUE, FALSE);
}

static void
test_timetable (Fixture *self, gconstpointer data)
{
  g_autofree char *open = rule (NOW - 86400, 4000000, NOW - 100, NOW + 100);
  g_autofree char *closed = rule (NOW - 86400, 4000000, NOW + 500, NOW + 600);
  AnPamAnswer answer;

  write_file (self->timetable, open);
  expect (self, "guard absent, timetable open", TRUE, TRUE);
  decide (self, &answer);
  g_assert_cmpint (answer.runtime_max_seconds, ==, 100);
  write_file (self->timetable, closed);
  expect (self, "guard absent, timetable closed", TRUE, FALSE);
  g_assert_true (g_file_set_contents (self->run, "garbage", -1, NULL));
  expect (self, "verdict broken, timetable closed", TRUE, FALSE);
  write_file (self->timetable, "written 1 1\n");
  expect (self, "verdict broken, timetable names nobody", FALSE, FALSE);
}

/* A TZif file counts only by its last line here. */
static void
set_zone (Fixture *self, const char *tz)
{
  g_autofree char *text = g_strdup_printf ("TZif2\n%s\n", tz);

  g_assert_true (g_file_set_contents (self->localtime, text, -1, NULL));
}

static void
test_without_rules (Fixture *self, gconstpointer data)
{
  g_autofree char *mark = g_build_filename (self->managed, "1001", NULL);
  g_autofree char *good = rule (1, 1, 1, 2);

  set_zone (self, "<+07>-7"); /* 23:00 */
  expect (self, "nothing known of the user", FALSE, FALSE);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  expect (self, "known child, no files, night", TRUE, FALSE);
  set_zone (self, "<-03>3"); /* 13:00 */
  expect (self, "known child, no files, day", TRUE, TRUE);
  g_assert_cmpint (g_unlink (mark), ==, 0);
  set_zone (self, "<+07>-7");
  g_assert_true (g_file_set_contents (self->timetable,
                                      "annhi-verdict 1\nchild 1001 kid 0\nend 0\n",
                                      -1,
                                      NULL));
  expect (self, "broken timetable that names the child, night", TRUE, FALSE);
  g_assert_true (g_file_set_contents (self->timetable,
                                      "annhi-verdict 1\nchild 1002 kid 0\nend 0\n",
                                      -1,
                                      NULL));
  expect (self, "broken timetable that names somebody else", FALSE, FALSE);
  write_file (self->timetable, good);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  g_assert_cmpint (g_chmod (self->timetable, 0666), ==, 0);
  expect (self, "anybody can write the timetable", TRUE, FALSE);
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  static const char *const bodies[] = {
    "written x 1\nchild 1001 kid 0\n",
    "written 1 1\nchild 1001\n",
    "written 1 1\nchild 1001 kid zero\n",
    "written 1 1\nchild 1001 kid 0\nallow 5 5 x\n",
    "written 1 1\nchild 1001 kid 0\nallow 9 10 x\nallow 1 9 x\nallow 5 6 x\n",
    "written 1 1\nchild 1001 kid 0\nallow 1 99999999999999999999 x\n",
    "written 1 1\nchild 1001 kid 0\nallow 1 2\n",
    "written 1 1\nchild 1001 kid 0\nrefuse \n",
    "written 1 1\nchild 1001 kid 0\nunknown\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    AnVerdictChild child;

    write_file (self->run, bodies[i]);
    g_test_message ("%s", bodies[i]);
    g_assert_cmpint (an_verdict_read (self->run, KID, "kid", &child), ==, AN_VERDICT_MENTIONED);
  }
}

/* Every prefix and every changed byte of a good file is noticed. */
static void
test_changed_bytes (Fixture *self, gconstpointer data)
{
  g_autofree char *good = rule (NOW, 1, NOW - 5, NOW + 5);
  g_autofree char *text = NULL;
  AnVerdictChild child;
  gsize length;

  write_file (self->run, good);
  g_assert_cmpint (an_verdict_read (self->run, KID, "kid", &child), ==, AN_VERDICT_FOUND);
  g_assert_true (g_file_get_contents (self->run, &text, &length, NULL));
  for (gsize cut = 0; cut < length; cut++) {
    g_assert_true (g_file_set_contents (self->run, text, (gssize) cut, NULL));
    g_assert_cmpint (an_verdict_read (self->run, KID, "kid", &child), >=, AN_VERDICT_BROKEN);
  }
  for (gsize i = 0; i < length; i++) {
    text[i] ^= 1;
    g_assert_true (g_file_set_contents (self->run, text, (gssize) length, NULL));
    g_assert_cmpint (an_verdict_read (self->run, KID, "kid", &child), >=, AN_VERDICT_BROKEN);
    text[i] ^= 1;
  }
}

static void
test_strange_files (Fixture *self, gconstpointer data)
{
  AnVerdictChild child;

  g_assert_cmpint (mkfifo (self->run, 0644), ==, 0);
  g_assert_cmpint (an_verdict_read (self->run, KID, "kid", &child), ==, AN_VERDICT_BROKEN);
  g_assert_cmpint (g_unlink (self->run), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", self->run), ==, 0);
  g_assert_cmpint (an_verdict_read (self->run, KID, "kid", &child), ==, AN_VERDICT_BROKEN);
  g_assert_cmpint (g_unlink (self->run), ==, 0);
  g_assert_cmpint (an_verdict_read (self->managed, KID, "kid", &child), ==, AN_VERDICT_BROKEN);
}

static void
test_zone (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *tz;
    int seconds;
  } cases[] = {
    { "<+07>-7", 7 * 3600 },
    { "CET-1CEST,M3.5.0,M10.5.0/3", 3600 },
    { "EST5EDT,M3.2.0,M11.1.0", -5 * 3600 },
    { "<+0530>-5:30", 5 * 3600 + 1800 },
    { "UTC0", 0 },
    { "nonsense", 7 * 3600 },
    { "X99999", 7 * 3600 },
  };

  g_assert_cmpint (an_pam_zone_offset (self->localtime), ==, 7 * 3600);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    set_zone (self, cases[i].tz);
    g_test_message ("%s", cases[i].tz);
    g_assert_cmpint (an_pam_zone_offset (self->localtime), ==, cases[i].seconds);
  }
}

static void
test_exempt (void)
{
  g_assert_true (an_pam_is_exempt_service ("systemd-user"));
  g_assert_true (an_pam_is_exempt_service ("polkit-1"));
  g_assert_true (an_pam_is_exempt_service ("sudo"));
  g_assert_false (an_pam_is_exempt_service ("login"));
  g_assert_false (an_pam_is_exempt_service ("gdm-password"));
  g_assert_false (an_pam_is_exempt_service ("su"));
  g_assert_true (an_account_is_exempt (0, 0, "root"));
  g_assert_true (an_account_is_exempt (999, 999, "nobody-here"));
  g_assert_true (an_account_is_exempt (65534, 65534, "nobody"));
  g_assert_false (an_account_is_exempt (1001, 1001, "nobody-here"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/pam/rule/run", Fixture, NULL, set_up, test_run_verdict, tear_down);
  g_test_add ("/pam/rule/clock", Fixture, NULL, set_up, test_clock, tear_down);
  g_test_add ("/pam/rule/timetable", Fixture, NULL, set_up, test_timetable, tear_down);
  g_test_add ("/pam/rule/without-rules", Fixture, NULL, set_up, test_without_rules, tear_down);
  g_test_add ("/pam/verdict/broken", Fixture, NULL, set_up, test_broken, tear_down);
  g_test_add ("/pam/verdict/changed-bytes", Fixture, NULL, set_up, test_changed_bytes, tear_down);
  g_test_add ("/pam/verdict/strange-files", Fixture, NULL, set_up, test_strange_files, tear_down);
  g_test_add ("/pam/zone", Fixture, NULL, set_up, test_zone, tear_down);
  g_test_add_func ("/pam/exempt", test_exempt);
  return g_test_run ();
}
