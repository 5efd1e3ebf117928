// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define AN_SPANS_MAX 24         /* spans one list may have */
#define AN_MINUTES_PER_DAY 1440 /* the end of a day, written 24:00 */
#define AN_TIME_OF_DAY_CHARS 5  /* of HH:MM */

/* From @start to before @end, in minutes since midnight of the wall clock. */
typedef struct {
  guint16 start, end;
} AnSpan;

/**
 * AnSpans:
 *
 * The spans of one day, sorted, apart from one another: what overlaps or touches was merged.
 */
typedef struct {
  guint n_items;
  AnSpan items[AN_SPANS_MAX];
} AnSpans;

void an_spans_add (AnSpans *self, guint start, guint end);
void an_spans_add_all (AnSpans *self, const AnSpans *other);
gboolean an_spans_contain (const AnSpans *self, guint minute, guint *until);
guint an_spans_count_minutes (const AnSpans *self);
/* As a value, `["17:00","20:30"]`; and several as the member @name of the object begun. */
void an_span_write (JsonBuilder *builder, const AnSpan *span);
void an_spans_write (JsonBuilder *builder, const char *name, const AnSpan *items, guint n_items);

int an_time_of_day_parse (const char *text); /* minutes, 1440 for 24:00, -1 for anything else */
char *an_time_of_day_format (guint minutes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
