// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Lists of spans of a day: merging, look-up, and the clock's `HH:MM`. */

#include "screentime/an-spans.h"

#include <string.h>

/**
 * an_spans_add:
 * @start: minutes since midnight
 * @end: minutes since midnight, after @start
 *
 * Adds a span and merges it with those it overlaps or touches. The caller adds at most
 * %AN_SPANS_MAX spans that stay apart.
 */
void
an_spans_add (AnSpans *self, guint start, guint end)
{
  guint first = 0, last;

  g_return_if_fail (start < end && end <= AN_MINUTES_PER_DAY);

  while (first < self->n_items && self->items[first].end < start)
    first++;
  last = first;
  while (last < self->n_items && self->items[last].start <= end) {
    start = MIN (start, self->items[last].start);
    end = MAX (end, self->items[last].end);
    last++;
  }
  g_return_if_fail (self->n_items + 1 - (last - first) <= AN_SPANS_MAX);

  memmove (&self->items[first + 1],
           &self->items[last],
           (self->n_items - last) * sizeof self->items[0]);
  self->items[first] = (AnSpan){ .start = (guint16) start, .end = (guint16) end };
  self->n_items = self->n_items + 1 - (last - first);
}

void
an_spans_add_all (AnSpans *self, const AnSpans *other)
{
  for (guint i = 0; i < other->n_items; i++)
    an_spans_add (self, other->items[i].start, other->items[i].end);
}

/**
 * an_spans_contain:
 * @minute: below 1440
 * @until: (inout): brought down to the minute at which the answer changes, if that comes earlier
 *
 * Returns: whether @minute lies in one of the spans
 */
gboolean
an_spans_contain (const AnSpans *self, guint minute, guint *until)
{
  guint low = 0, high = self->n_items;

  while (low < high) {
    guint middle = (low + high) / 2;

    if (self->items[middle].end <= minute)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == self->n_items)
    return FALSE;
  if (self->items[low].start <= minute) {
    *until = MIN (*until, self->items[low].end);
    return TRUE;
  }
  *until = MIN (*until, self->items[low].start);
  return FALSE;
}

guint
an_spans_count_minutes (const AnSpans *self)
{
  guint minutes = 0;

  for (guint i = 0; i < self->n_items; i++)
    minutes += (guint) (self->items[i].end - self->items[i].start);
  return minutes;
}

/**
 * an_time_of_day_parse:
 * @text: `HH:MM`, two digits each, `00:00` to `24:00`
 *
 * Returns: minutes since midnight, or -1
 */
int
an_time_of_day_parse (const char *text)
{
  int hours, minutes;

  if (strlen (text) != AN_TIME_OF_DAY_CHARS || text[2] != ':' || !g_ascii_isdigit (text[0]) ||
      !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return -1;
  hours = 10 * (text[0] - '0') + (text[1] - '0');
  minutes = 10 * (text[3] - '0') + (text[4] - '0');
  if (minutes > 59 || 60 * hours + minutes > AN_MINUTES_PER_DAY)
    return -1;
  return 60 * hours + minutes;
}

char *
an_time_of_day_format (guint minutes)
{
  return g_strdup_printf ("%02u:%02u", minutes / 60, minutes % 60);
}

void
an_span_write (JsonBuilder *builder, const AnSpan *span)
{
  g_autofree char *start = an_time_of_day_format (span->start);
  g_autofree char *end = an_time_of_day_format (span->end);

  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, start);
  json_builder_add_string_value (builder, end);
  json_builder_end_array (builder);
}

void
an_spans_write (JsonBuilder *builder, const char *name, const AnSpan *items, guint n_items)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_items; i++)
    an_span_write (builder, &items[i]);
  json_builder_end_array (builder);
}
