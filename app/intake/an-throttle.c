// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Buckets of tries. */

#include "intake/an-throttle.h"

#define MAX_ADDRESSES 10000

/* When the bucket will be full again says all: each try pushes that one refill further. */
typedef struct {
  gint64 full_at; /* µs, monotonic */
} Bucket;

struct _AnThrottle {
  AnThrottleRate each, all_rate;
  GHashTable *buckets; /* (owned) of Bucket by address */
  Bucket all;
};

/* Helpers */

static guint
peek (const Bucket *bucket, AnThrottleRate rate, gint64 now)
{
  gint64 refill = (gint64) rate.refill_seconds * G_USEC_PER_SEC;
  gint64 wait;

  if (rate.tries == 0)
    return 0;
  wait = MAX (bucket->full_at, now) + refill - (now + refill * rate.tries);

  return wait <= 0 ? 0 : (guint) ((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

static void
take (Bucket *bucket, AnThrottleRate rate, gint64 now)
{
  bucket->full_at = MAX (bucket->full_at, now) + (gint64) rate.refill_seconds * G_USEC_PER_SEC;
}

static gboolean
is_full (gpointer key, gpointer value, gpointer data)
{
  const Bucket *bucket = value;
  const gint64 *now = data;

  return bucket->full_at <= *now;
}

/* Public */

AnThrottle *
an_throttle_new (AnThrottleRate each, AnThrottleRate all)
{
  AnThrottle *self = g_new0 (AnThrottle, 1);

  self->each = each;
  self->all_rate = all;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
an_throttle_free (AnThrottle *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->buckets);
  g_free (self);
}

guint
an_throttle_take (AnThrottle *self, const char *address, gint64 now)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, address);
  guint wait = peek (&self->all, self->all_rate, now);

  if (bucket == NULL && g_hash_table_size (self->buckets) >= MAX_ADDRESSES)
    g_hash_table_foreach_remove (self->buckets, is_full, &now);
  if (bucket == NULL && g_hash_table_size (self->buckets) >= MAX_ADDRESSES)
    return MAX (wait, self->each.refill_seconds);
  if (bucket == NULL) {
    bucket = g_new0 (Bucket, 1);
    g_hash_table_insert (self->buckets, g_strdup (address), bucket);
  }
  wait = MAX (wait, peek (bucket, self->each, now));
  if (wait > 0)
    return wait;
  take (bucket, self->each, now);
  take (&self->all, self->all_rate, now);
  return 0;
}

void
an_throttle_give_back (AnThrottle *self, const char *address)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, address);

  if (bucket != NULL)
    bucket->full_at -= (gint64) self->each.refill_seconds * G_USEC_PER_SEC;
  self->all.full_at -= (gint64) self->all_rate.refill_seconds * G_USEC_PER_SEC;
}
