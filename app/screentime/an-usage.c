// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What was used and given: reads `vn.annhi.usage/1` and answers by day and by week. */

#include "screentime/an-usage.h"

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "screentime/an-instant.h"
#include "screentime/an-usage-private.h"

#define MAX_SECONDS G_MAXINT32
#define MAX_NOTE 1000
#define MAX_TEXT 64

G_DEFINE_BOXED_TYPE (AnUsage, an_usage, an_usage_ref, an_usage_unref)

/* Helpers */

static int
compare_days (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const AnUsageDay *) a)->day, second = ((const AnUsageDay *) b)->day;

  return first < second ? -1 : first > second;
}

static int
compare_expiry (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const AnGrant *) a)->expires_usec;
  gint64 second = ((const AnGrant *) b)->expires_usec;

  return first < second ? -1 : first > second;
}

/* The position of the first entry on or after @day. */
static guint
find_day (const AnUsage *self, gint64 day)
{
  guint low = 0, high = self->days->len;

  while (low < high) {
    guint middle = (low + high) / 2;

    if (g_array_index (self->days, AnUsageDay, middle).day < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static const AnUsageDay *
look_up (const AnUsage *self, gint64 day)
{
  static const AnUsageDay nothing = { 0 };
  guint position = find_day (self, day);
  const AnUsageDay *entry;

  if (position == self->days->len)
    return &nothing;
  entry = &g_array_index (self->days, AnUsageDay, position);
  return entry->day == day ? entry : &nothing;
}

static gint64
read_seconds (AnJsonReader *reader, const char *key, AnJsonPresence presence)
{
  return AN_USEC_PER_SECOND * an_json_reader_get_int (reader, key, presence, 0, MAX_SECONDS, 0);
}

static void
read_days (AnJsonReader *reader, AnUsage *usage)
{
  g_auto (GStrv) names = NULL;

  if (!an_json_reader_enter_member (reader, "days", AN_JSON_OPTIONAL))
    return;
  an_json_reader_expect_object (reader);
  names = an_json_reader_list_members (reader);
  for (guint i = 0; names[i] != NULL; i++) {
    AnUsageDay entry = { 0 };

    if (!an_json_reader_enter_member (reader, names[i], AN_JSON_REQUIRED))
      break;
    if (!an_day_parse (names[i], &entry.day))
      an_json_reader_fail (reader,
                           AN_JSON_ERROR_VALUE,
                           _ ("“%s” is not a date such as 2026-11-28"), names[i]);
    an_json_reader_allow_members (reader, "used_seconds", "bonus_seconds", NULL);
    entry.used_usec = read_seconds (reader, "used_seconds", AN_JSON_OPTIONAL);
    entry.bonus_usec = read_seconds (reader, "bonus_seconds", AN_JSON_OPTIONAL);
    g_array_append_val (usage->days, entry);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
  g_array_sort (usage->days, compare_days);
}

static void
read_grants (AnJsonReader *reader, AnUsage *usage)
{
  guint n_items;

  if (!an_json_reader_enter_member (reader, "grants", AN_JSON_OPTIONAL))
    return;
  n_items = an_json_reader_expect_array (reader, 0, AN_USAGE_MAX_BYTES);
  for (guint i = 0; i < n_items && an_json_reader_enter_element (reader, i); i++) {
    AnGrant grant = { 0 };

    an_json_reader_allow_members (reader, "remaining_seconds", "expires_at", "note", NULL);
    grant.remaining_usec = read_seconds (reader, "remaining_seconds", AN_JSON_REQUIRED);
    if (an_json_reader_enter_member (reader, "expires_at", AN_JSON_REQUIRED)) {
      const char *text = an_json_reader_value_string (reader, MAX_TEXT);

      if (!an_json_reader_has_failed (reader) && !an_instant_parse (text, &grant.expires_usec))
        an_json_reader_fail (reader,
                             AN_JSON_ERROR_VALUE,
                             _ ("“%s” is not a time such as 2026-11-28T20:00:00+07:00"), text);
      an_json_reader_leave (reader);
    }
    an_json_reader_get_string (reader, "note", AN_JSON_OPTIONAL, MAX_NOTE);
    g_array_append_val (usage->grants, grant);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
  g_array_sort (usage->grants, compare_expiry);
}

/* Public */

/**
 * an_usage_new_empty:
 *
 * Returns: (transfer full): nothing used, nothing given
 */
AnUsage *
an_usage_new_empty (void)
{
  AnUsage *self = g_new0 (AnUsage, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->days = g_array_new (FALSE, FALSE, sizeof (AnUsageDay));
  self->grants = g_array_new (FALSE, FALSE, sizeof (AnGrant));
  return self;
}

/**
 * an_usage_from_json:
 *
 * Returns: (transfer full): the usage, or %NULL with an %AN_JSON_ERROR
 */
AnUsage *
an_usage_from_json (JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnUsage) usage = NULL;

  g_return_val_if_fail (root != NULL, NULL);

  reader = an_json_reader_new (root);
  usage = an_usage_new_empty ();
  an_json_reader_allow_members (reader, "schema", "days", "grants", "paused", NULL);
  an_json_reader_expect_schema (reader, AN_USAGE_SCHEMA);
  read_days (reader, usage);
  read_grants (reader, usage);
  usage->paused = an_json_reader_get_boolean (reader, "paused", AN_JSON_OPTIONAL, FALSE);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&usage);
}

/**
 * an_usage_parse:
 * @data: (array length=length): a document of at most %AN_USAGE_MAX_BYTES
 *
 * Returns: (transfer full): the usage, or %NULL with an %AN_JSON_ERROR
 */
AnUsage *
an_usage_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (data, length, AN_USAGE_MAX_BYTES, error);

  return root != NULL ? an_usage_from_json (root, error) : NULL;
}

AnUsage *
an_usage_ref (AnUsage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
an_usage_unref (AnUsage *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->days);
  g_array_unref (self->grants);
  g_free (self);
}

gboolean
an_usage_is_paused (const AnUsage *self)
{
  return self->paused;
}

gint64
an_usage_get_used_usec (const AnUsage *self, gint64 day)
{
  return look_up (self, day)->used_usec;
}

gint64
an_usage_get_bonus_usec (const AnUsage *self, gint64 day)
{
  return look_up (self, day)->bonus_usec;
}

/**
 * an_usage_sum_week:
 * @week: as an_day_get_week() counts
 * @used_usec: (out): used in the whole week
 * @bonus_usec: (out): bonuses of the whole week
 */
void
an_usage_sum_week (const AnUsage *self, gint64 week, gint64 *used_usec, gint64 *bonus_usec)
{
  guint position = find_day (self, 7 * week - 3);

  *used_usec = *bonus_usec = 0;
  for (; position < self->days->len; position++) {
    const AnUsageDay *entry = &g_array_index (self->days, AnUsageDay, position);

    if (an_day_get_week (entry->day) != week)
      return;
    *used_usec += entry->used_usec;
    *bonus_usec += entry->bonus_usec;
  }
}
