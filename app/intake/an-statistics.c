// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Counting cases, from what the store has in clear. */

#include "intake/an-statistics.h"

#include <string.h>

#include "base/an-time.h"

#define ZONE_USEC ((gint64) 7 * 3600 * G_USEC_PER_SEC) /* Viet Nam has no summer time */
#define DATE_CHARS 10
#define MONTH_CHARS 7
#define EVER "9999-12-31T00:00:00Z"

typedef struct {
  char month[MONTH_CHARS + 1];
  gint64 received, acted_in_time, supported, handled;
} Month;

/* Helpers */

/* (transfer full): the day in Viet Nam, `YYYY-MM-DD…` */
static char *
to_local (gint64 usec)
{
  return an_time_to_rfc3339 (usec + ZONE_USEC);
}

/* (transfer full): when the day begins, as the store has times; @days: later */
static char *
to_bound (const char *date, int days, const char *otherwise)
{
  g_autofree char *text = date ? g_strconcat (date, "T00:00:00Z", NULL) : NULL;
  gint64 usec;

  if (text == NULL || !an_time_from_rfc3339 (text, &usec))
    return g_strdup (otherwise);
  return an_time_to_rfc3339 (usec - ZONE_USEC + days * 24LL * 3600 * G_USEC_PER_SEC);
}

static void
count (GHashTable *table, const char *word)
{
  gint64 *n = word ? g_hash_table_lookup (table, word) : NULL;

  if (word == NULL)
    return;
  if (n == NULL) {
    n = g_new0 (gint64, 1);
    g_hash_table_insert (table, g_strdup (word), n);
  }
  ++*n;
}

/* Rows come in the order of time. */
static Month *
find_month (AnStatistics *self, gint64 received)
{
  g_autofree char *day = to_local (received);
  Month *last =
      self->months->len > 0 ? g_ptr_array_index (self->months, self->months->len - 1) : NULL;
  Month *month;

  if (last != NULL && strncmp (last->month, day, MONTH_CHARS) == 0)
    return last;
  month = g_new0 (Month, 1);
  g_strlcpy (month->month, day, sizeof month->month);
  g_ptr_array_add (self->months, month);
  return month;
}

/* Columns: received_at, state, urgency, outcome, when an officer acted, whether it was supported */
static void
add_row (AnStatistics *self, AnRows *rows)
{
  const char *acted_at = an_rows_text (rows, 4);
  gint64 received, acted, wait;
  Month *month;

  if (!an_time_from_rfc3339 (an_rows_text (rows, 0), &received))
    return;
  month = find_month (self, received);
  month->received++;
  count (self->states, an_rows_text (rows, 1));
  count (self->urgencies, an_rows_text (rows, 2));
  count (self->outcomes, an_rows_text (rows, 3));
  month->supported += an_rows_int (rows, 5) != 0;
  month->handled += g_strcmp0 (an_rows_text (rows, 3), "action-taken") == 0;
  if (acted_at == NULL || !an_time_from_rfc3339 (acted_at, &acted))
    return;
  wait = MAX (0, acted - received) / G_USEC_PER_SEC;
  g_array_append_val (self->waits, wait);
  month->acted_in_time += wait <= (gint64) self->target_hours * 3600;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *one = a, *two = b;

  return (*one > *two) - (*one < *two);
}

static void
add_number (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_table (JsonBuilder *builder, const char *key, GHashTable *table)
{
  g_autoptr (GList) words = g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp);

  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  for (GList *l = words; l != NULL; l = l->next)
    add_number (builder, l->data, *(gint64 *) g_hash_table_lookup (table, l->data));
  json_builder_end_object (builder);
}

/* The wait that so many of a hundred did not exceed; null without any. */
static void
add_wait (JsonBuilder *builder, const char *key, const AnStatistics *self, guint percent)
{
  json_builder_set_member_name (builder, key);
  if (self->waits->len == 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (
        builder,
        g_array_index (self->waits, gint64, (self->waits->len - 1) * percent / 100));
}

static void
add_month (JsonBuilder *builder, const Month *month)
{
  add_number (builder, "received", month->received);
  add_number (builder, "acted_in_time", month->acted_in_time);
  add_number (builder, "supported", month->supported);
  add_number (builder, "handled", month->handled);
}

/* Public */

gboolean
an_statistics_check_date (const char *date)
{
  g_autofree char *text = g_strconcat (date, "T00:00:00Z", NULL);
  gint64 usec;

  return strlen (date) == DATE_CHARS && an_time_from_rfc3339 (text, &usec);
}

gboolean
an_statistics_read (AnStatistics *self, AnDatabase *database, GError **error)
{
  g_autofree char *first = to_bound (self->from, 0, "");
  g_autofree char *end = to_bound (self->to, 1, EVER);
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;

  self->months = g_ptr_array_new_with_free_func (g_free);
  self->waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->urgencies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rows = an_database_query (
      database,
      error,
      "SELECT received_at, state, urgency, outcome,"
      " (SELECT MIN (changed_at) FROM history WHERE history.report = report.id"
      "  AND actor IS NOT NULL),"
      " (SELECT COUNT(*) FROM history WHERE history.report = report.id AND state = 'supporting')"
      " FROM report WHERE received_at >= $1 AND received_at < $2 ORDER BY received_at",
      "ss",
      first,
      end);
  if (rows == NULL)
    return FALSE;
  while (an_rows_next (rows, &broken))
    add_row (self, rows);
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

/* (transfer full): `vn.annhi.statistics/1` */
JsonNode *
an_statistics_to_json (const AnStatistics *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Month all = { "", 0, 0, 0, 0 };

  g_array_sort (self->waits, compare);
  json_builder_begin_object (builder);
  add_text (builder, "schema", "vn.annhi.statistics/1");
  add_text (builder, "from", self->from);
  add_text (builder, "to", self->to);
  add_number (builder, "target_hours", self->target_hours);
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->months->len; i++) {
    const Month *month = g_ptr_array_index (self->months, i);

    json_builder_begin_object (builder);
    add_text (builder, "month", month->month);
    add_month (builder, month);
    json_builder_end_object (builder);
    all.received += month->received;
    all.acted_in_time += month->acted_in_time;
    all.supported += month->supported;
    all.handled += month->handled;
  }
  json_builder_end_array (builder);
  add_month (builder, &all);
  add_number (builder, "acted", self->waits->len);
  add_wait (builder, "median_seconds", self, 50);
  add_wait (builder, "p90_seconds", self, 90);
  add_table (builder, "states", self->states);
  add_table (builder, "urgencies", self->urgencies);
  add_table (builder, "outcomes", self->outcomes);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

void
an_statistics_clear (AnStatistics *self)
{
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->waits, g_array_unref);
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_clear_pointer (&self->urgencies, g_hash_table_unref);
  g_clear_pointer (&self->outcomes, g_hash_table_unref);
}
