// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/screentime/an-week-paint.h"

#define MAX_STROKES 3

typedef struct {
  AnWeekLayer layer;
  guint first, last;
  gboolean is_on;
} Stroke;

typedef struct {
  const char *label;
  AnOpen open;
  AnSpanDraft windows;
  Stroke strokes[MAX_STROKES];
  guint n_strokes;
  AnOpen then_open;
  const char *then; /* the windows as text */
} Case;

static const Case cases[] = {
  { "a first stroke on a day without hours",
    AN_OPEN_NEVER,
    { 0 },
    { { AN_WEEK_ALLOWED, 34, 39, TRUE } },
    1,
    AN_OPEN_WINDOWS,
    "1020-1200" },
  { "the last hours are wiped out: never",
    AN_OPEN_WINDOWS,
    { 1, { { 1020, 1200 } } },
    { { AN_WEEK_ALLOWED, 34, 39, FALSE } },
    1,
    AN_OPEN_NEVER,
    "1020-1200" },
  { "all is painted: the whole day",
    AN_OPEN_WINDOWS,
    { 1, { { 1020, 1200 } } },
    { { AN_WEEK_ALLOWED, 0, 47, TRUE } },
    1,
    AN_OPEN_ALL_DAY,
    "1020-1200" },
  { "an hour is cut out of the whole day",
    AN_OPEN_ALL_DAY,
    { 0 },
    { { AN_WEEK_ALLOWED, 24, 25, FALSE } },
    1,
    AN_OPEN_WINDOWS,
    "0-720 780-1440" },
  { "exact minutes beside the stroke stay",
    AN_OPEN_WINDOWS,
    { 1, { { 1027, 1193 } } },
    { { AN_WEEK_ALLOWED, 36, 37, FALSE } },
    1,
    AN_OPEN_WINDOWS,
    "1027-1080 1140-1193" },
  { "exact minutes below the stroke go",
    AN_OPEN_WINDOWS,
    { 1, { { 1027, 1193 } } },
    { { AN_WEEK_ALLOWED, 34, 34, TRUE } },
    1,
    AN_OPEN_WINDOWS,
    "1020-1193" },
  { "strokes that touch are one",
    AN_OPEN_NEVER,
    { 0 },
    { { AN_WEEK_ALLOWED, 10, 11, TRUE }, { AN_WEEK_ALLOWED, 12, 13, TRUE } },
    2,
    AN_OPEN_WINDOWS,
    "300-420" },
  { "up to 24:00",
    AN_OPEN_NEVER,
    { 0 },
    { { AN_WEEK_ALLOWED, 46, 47, TRUE } },
    1,
    AN_OPEN_WINDOWS,
    "1380-1440" },
  { "lessons leave the windows alone",
    AN_OPEN_WINDOWS,
    { 1, { { 1020, 1200 } } },
    { { AN_WEEK_LESSONS, 34, 39, TRUE } },
    1,
    AN_OPEN_WINDOWS,
    "1020-1200" },
  { "hours that end before they begin are none",
    AN_OPEN_WINDOWS,
    { 2, { { 1200, 1020 }, { 60, 120 } } },
    { { AN_WEEK_ALLOWED, 4, 4, TRUE } },
    1,
    AN_OPEN_WINDOWS,
    "60-150" },
};

static char *
write_spans (const AnSpanDraft *spans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->n_items; i++)
    g_string_append_printf (text,
                            "%s%d-%d",
                            i > 0 ? " " : "",
                            spans->items[i].start,
                            spans->items[i].end);
  return g_string_free (text, FALSE);
}

static void
test_paint (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    AnDayDraft day = { .open = cases[i].open, .windows = cases[i].windows };
    g_autofree char *text = NULL;

    g_test_message ("%s", cases[i].label);
    for (guint j = 0; j < cases[i].n_strokes; j++) {
      const Stroke *stroke = &cases[i].strokes[j];

      g_assert_true (
          an_week_paint (&day, stroke->layer, stroke->first, stroke->last, stroke->is_on));
    }
    text = write_spans (&day.windows);
    g_assert_cmpint (day.open, ==, cases[i].then_open);
    if (day.open == AN_OPEN_WINDOWS || cases[i].windows.n_items > 0)
      g_assert_cmpstr (text, ==, cases[i].then);
  }
}

static void
test_lessons (void)
{
  AnDayDraft day = { .open = AN_OPEN_NEVER };
  AnSpans spans;

  g_assert_true (an_week_paint (&day, AN_WEEK_LESSONS, 14, 21, TRUE));
  g_assert_cmpint (day.open, ==, AN_OPEN_NEVER);
  an_week_get_spans (&day, AN_WEEK_LESSONS, &spans);
  g_assert_cmpint (spans.n_items, ==, 1);
  g_assert_cmpint (an_week_get_fill (&spans, 13), ==, AN_WEEK_EMPTY);
  g_assert_cmpint (an_week_get_fill (&spans, 14), ==, AN_WEEK_FULL);
  g_assert_true (an_week_paint (&day, AN_WEEK_LESSONS, 0, 47, FALSE));
  g_assert_cmpint (day.uncounted.n_items, ==, 0);
}

static void
test_fill_of_exact_minutes (void)
{
  AnSpans spans = { .n_items = 2, .items = { { 1027, 1030 }, { 1040, 1051 } } };

  g_assert_cmpint (an_week_get_fill (&spans, 33), ==, AN_WEEK_EMPTY);
  g_assert_cmpint (an_week_get_fill (&spans, 34), ==, AN_WEEK_PART);
  g_assert_cmpint (an_week_get_fill (&spans, 35), ==, AN_WEEK_PART);
  g_assert_cmpint (an_week_get_fill (&spans, 36), ==, AN_WEEK_EMPTY);
}

/* A day holds 24 spans; the 25th is refused and nothing is lost. */
static void
test_too_many (void)
{
  AnDayDraft day = { .open = AN_OPEN_WINDOWS };
  AnDayDraft before;

  for (guint i = 0; i < AN_SPANS_MAX; i++)
    day.windows.items[day.windows.n_items++] =
        (AnSpan){ .start = (guint16) (10 + 40 * i), .end = (guint16) (20 + 40 * i) };
  before = day;
  g_assert_false (an_week_paint (&day, AN_WEEK_ALLOWED, 40, 40, TRUE));
  g_assert_true (an_week_is_alike (&day, &before, AN_WEEK_ALLOWED));
  g_assert_true (an_week_paint (&day, AN_WEEK_ALLOWED, 0, 1, TRUE));
  g_assert_false (an_week_is_alike (&day, &before, AN_WEEK_ALLOWED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-paint/paint", test_paint);
  g_test_add_func ("/week-paint/lessons", test_lessons);
  g_test_add_func ("/week-paint/fill-of-exact-minutes", test_fill_of_exact_minutes);
  g_test_add_func ("/week-paint/too-many", test_too_many);
  return g_test_run ();
}
