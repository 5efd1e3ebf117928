// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Painting the hours of a day. Minutes outside the cells that are painted stay as they were. */

#include "ui/screentime/an-week-paint.h"

#include <string.h>

typedef struct {
  guint8 is_on[AN_MINUTES_PER_DAY];
} Minutes;

static void
fill (Minutes *minutes, guint start, guint end, gboolean is_on)
{
  memset (minutes->is_on + start, is_on, end - start);
}

/* FALSE when these are more spans than a day may have. */
static gboolean
read_minutes (const Minutes *minutes, AnSpanDraft *spans)
{
  *spans = (AnSpanDraft){ 0 };
  for (guint i = 0; i < AN_MINUTES_PER_DAY; i++) {
    if (!minutes->is_on[i])
      continue;
    if (i == 0 || !minutes->is_on[i - 1]) {
      if (spans->n_items == AN_SPANS_MAX)
        return FALSE;
      spans->items[spans->n_items++] = (AnSpan){ .start = (guint16) i };
    }
    spans->items[spans->n_items - 1].end = (guint16) (i + 1);
  }
  return TRUE;
}

static gboolean
is_whole_day (const AnSpanDraft *spans)
{
  return spans->n_items == 1 && spans->items[0].start == 0 &&
         spans->items[0].end == AN_MINUTES_PER_DAY;
}

/* Public */

/* What is open in the layer; a span that ends before it begins is none. */
void
an_week_get_spans (const AnDayDraft *day, AnWeekLayer layer, AnSpans *spans)
{
  const AnSpanDraft *draft = layer == AN_WEEK_ALLOWED ? &day->windows : &day->uncounted;

  *spans = (AnSpans){ 0 };
  if (layer == AN_WEEK_ALLOWED && day->open == AN_OPEN_ALL_DAY) {
    an_spans_add (spans, 0, AN_MINUTES_PER_DAY);
    return;
  }
  if (layer == AN_WEEK_ALLOWED && day->open == AN_OPEN_NEVER)
    return;
  for (guint i = 0; i < draft->n_items; i++)
    if (an_span_is_valid (&draft->items[i]))
      an_spans_add (spans, draft->items[i].start, draft->items[i].end);
}

/* Whether both days are open at the same minutes of the layer. */
gboolean
an_week_is_alike (const AnDayDraft *one, const AnDayDraft *other, AnWeekLayer layer)
{
  AnSpans one_spans, other_spans;

  an_week_get_spans (one, layer, &one_spans);
  an_week_get_spans (other, layer, &other_spans);
  if (one_spans.n_items != other_spans.n_items)
    return FALSE;
  for (guint i = 0; i < one_spans.n_items; i++)
    if (one_spans.items[i].start != other_spans.items[i].start ||
        one_spans.items[i].end != other_spans.items[i].end)
      return FALSE;
  return TRUE;
}

AnWeekFill
an_week_get_fill (const AnSpans *spans, guint cell)
{
  guint start = cell * AN_WEEK_CELL_MINUTES, end = start + AN_WEEK_CELL_MINUTES, n_on = 0;

  for (guint i = 0; i < spans->n_items; i++) {
    guint from = MAX (start, spans->items[i].start), to = MIN (end, spans->items[i].end);

    n_on += to > from ? to - from : 0;
  }
  if (n_on == 0)
    return AN_WEEK_EMPTY;
  return n_on == AN_WEEK_CELL_MINUTES ? AN_WEEK_FULL : AN_WEEK_PART;
}

/* Overlapping spans are merged; allowed hours that are the whole day, or none, are told apart from
 * hours and from each other. What was set before stays for when hours are wanted again. */
void
an_week_set_spans (AnDayDraft *day, AnWeekLayer layer, const AnSpanDraft *spans)
{
  Minutes minutes = { 0 };
  AnSpanDraft merged;

  for (guint i = 0; i < spans->n_items; i++)
    if (an_span_is_valid (&spans->items[i]))
      fill (&minutes, spans->items[i].start, spans->items[i].end, TRUE);
  if (!read_minutes (&minutes, &merged))
    return; /* cannot be: merging makes no more of them */
  if (layer == AN_WEEK_LESSONS) {
    day->uncounted = merged;
  } else if (is_whole_day (&merged)) {
    day->open = AN_OPEN_ALL_DAY;
  } else if (merged.n_items == 0) {
    day->open = AN_OPEN_NEVER;
  } else {
    day->open = AN_OPEN_WINDOWS;
    day->windows = merged;
  }
}

/**
 * an_week_paint:
 * @first: a cell
 * @last: a cell, not before @first
 *
 * Returns: %FALSE when the day would have too many spans, and nothing was changed
 */
gboolean
an_week_paint (AnDayDraft *day, AnWeekLayer layer, guint first, guint last, gboolean is_on)
{
  Minutes minutes = { 0 };
  AnSpanDraft painted;
  AnSpans spans;

  g_return_val_if_fail (first <= last && last < AN_WEEK_CELLS, FALSE);

  an_week_get_spans (day, layer, &spans);
  for (guint i = 0; i < spans.n_items; i++)
    fill (&minutes, spans.items[i].start, spans.items[i].end, TRUE);
  fill (&minutes, first * AN_WEEK_CELL_MINUTES, (last + 1) * AN_WEEK_CELL_MINUTES, is_on);
  if (!read_minutes (&minutes, &painted))
    return FALSE;
  an_week_set_spans (day, layer, &painted);
  return TRUE;
}
